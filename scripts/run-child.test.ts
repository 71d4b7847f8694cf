import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { projectRoot } from '../dev/runtime';

/** Counts its signals for a moment, then ends with their number. */
const child = `
  let signals = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {
    if (++signals === 1) setTimeout(() => process.exit(signals), 500);
  });
  console.log('ready');
  setInterval(() => {}, 1000);`;

const parent = `
  import { runChild } from ${JSON.stringify(pathToFileURL(path.join(projectRoot, 'scripts/run-child.ts')).href)};
  const args = ['-e', ${JSON.stringify(child)}];
  process.exitCode = await runChild(process.execPath, args, { cwd: '.', env: process.env });`;

// A terminal sends Ctrl-C to every process of the group.
it.runIf(process.platform !== 'win32')(
  'passes a Ctrl-C on once, and a second one not at all',
  async () => {
    const args = ['--import', 'tsx', '--input-type=module', '-e', parent];
    const stdio = ['ignore', 'pipe', 'inherit'] as const;
    const group = spawn(process.execPath, args, {
      cwd: projectRoot,
      detached: true,
      stdio: [...stdio],
    });
    await once(group.stdout, 'data');
    for (let times = 0; times < 2; times++) {
      process.kill(-(group.pid ?? 0), 'SIGINT');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const [code] = await once(group, 'exit');
    expect(code).toBe(1);
  },
);
