import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('replaceFile', { timeout: 30_000 }, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'user-pool-write-'));
    const source = readFileSync(new URL('./write-file.ts', import.meta.url), 'utf8');
    writeFileSync(
      path.join(folder, 'write-file.mjs'),
      transformSync(source, { loader: 'ts' }).code,
    );
    writeFileSync(path.join(folder, 'writer.mjs'), writer);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const size = 16 * 2 ** 20;
  const writer = `import { replaceFile } from './write-file.mjs';
    for (let i = 0; ; i = (i + 1) % 10) replaceFile('file', String(i).repeat(${size}));`;

  const sizeOf = (name: string) =>
    statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
  const isBeingWritten = () =>
    readdirSync(folder).some((name) => /^file/.test(name) && sizeOf(name) < size);

  it('leaves a whole file behind when it is killed in the middle of writing', async () => {
    for (let round = 0; round < 5; round++) {
      const child = spawn(process.execPath, ['writer.mjs'], { cwd: folder });
      while (sizeOf('file') < size) await sleep(5);
      while (!isBeingWritten());
      child.kill('SIGKILL');
      expect(sizeOf('file')).toBe(size);
      await once(child, 'exit');
      const text = readFileSync(path.join(folder, 'file'), 'utf8');
      expect(text.length).toBe(size);
      expect(text).toBe(text.charAt(0).repeat(size));
    }
    const { mode } = statSync(path.join(folder, 'file'));
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
  });
});
