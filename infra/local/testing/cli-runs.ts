import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll } from 'vitest';

export const cli = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
export type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** Starts the command in processes of their own, and ends them after each test. */
export function cliRuns() {
  const bundles = mkdtempSync(path.join(tmpdir(), 'user-pool-bundle-'));
  const bundle = path.join(bundles, 'cli.cjs');
  // Compiling it for each start took most of the time.
  beforeAll(async () => {
    await build({ entryPoints: [cli], outfile: bundle, bundle: true, platform: 'node' });
  });
  afterAll(() => rmSync(bundles, { recursive: true }));

  const children: Child[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function start(nodeArgs: string[], env = process.env): Child {
    const child = spawn(process.execPath, nodeArgs, { stdio: ['pipe', 'pipe', 'pipe'], env });
    children.push(child);
    return child;
  }
  const run = (...args: string[]) => start([bundle, ...args]);

  async function firstLine(child: Child): Promise<string> {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return line;
  }

  async function failure(...args: string[]): Promise<{ code: number; message: string }> {
    const child = run(...args);
    const [message, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    return { code, message };
  }

  return { bundle, start, run, firstLine, failure };
}
