import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryFolder, removeOrphans, removeTemporaryFolder } from './temporary-folder';

test('removes the folders of processes that ended, and no others', () => {
  const prefix = `temporary-folder-test-${process.pid}-`;
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const orphan = join(tmpdir(), `${prefix}${pid}-x`);
  const foreign = join(tmpdir(), `${prefix}name`);
  mkdirSync(orphan);
  mkdirSync(foreign);
  const own = createTemporaryFolder(prefix);
  removeOrphans(prefix);
  expect([orphan, foreign, own].map(existsSync)).toEqual([false, true, true]);
  for (const folder of [foreign, own]) removeTemporaryFolder(folder);
  expect(existsSync(own)).toBe(false);
});
