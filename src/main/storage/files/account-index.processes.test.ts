import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { collectingLog } from '../../../../tests/support/storage/collecting-log';
import { createAccountIndex } from './account-index';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'accounts-'));
  file = path.join(folder, 'accounts.json');
});
afterEach(() => rm(folder, { recursive: true }));

const root = path.join(import.meta.dirname, '../../..');
const script = path.join(import.meta.dirname, '../../../../tests/support/storage/write-index.ts');

/** Runs another process of the app to its end; gives its log. */
function save(name: string, count: number): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, file, name, String(count)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let log = '';
  child.stdout.on('data', (data) => {
    log += data;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve(log) : reject(new Error(`exit ${code}`))));
  });
}

// The single-instance lock (SEC-50) keeps this from happening in one profile on one computer.
it('two processes at once leave a whole file at every moment, and no other', async () => {
  const writing = Promise.all([save('one', 60), save('two', 60)]);
  let isOver = false;
  const done = writing.finally(() => {
    isOver = true;
  });
  let looks = 0;
  while (!isOver) {
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text !== null) {
      looks++;
      expect(() => JSON.parse(text)).not.toThrow();
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect((await done).join('')).toBe('');
  expect(looks).toBeGreaterThan(10);
  expect(await readdir(folder)).toEqual(['accounts.json']);
  // Who wrote last has the last word: an account of the other one may be missing, none is torn.
  const { active, accounts } = await createAccountIndex({ file, log: collectingLog() }).read();
  expect(active).not.toBeNull();
  expect(accounts.length).toBeGreaterThanOrEqual(60);
});
