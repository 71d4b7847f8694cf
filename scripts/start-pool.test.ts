import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startLocalPool } from './start-pool';

vi.setConfig({ testTimeout: 30_000 }); // each pool makes two RSA keys

let folder: string;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'start-pool-'));
  said = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test('a second pool takes free ports, says so, and leaves the file of the first alone', async () => {
  const port = await freePort();
  const first = await startLocalPool(folder, port);
  const second = await startLocalPool(folder, port);
  const files = () => readdirSync(path.join(folder, 'local-user-pool'));
  try {
    expect(first.domain).toBe(`http://127.0.0.1:${port}`);
    expect(second.domain).not.toBe(first.domain);
    expect(said).toContainEqual(expect.stringContaining(`Port ${port}`));
    expect(said).toContainEqual(expect.stringContaining(second.domain));
    await fetch(second.domain);
    expect(files()).toEqual([]);
    await fetch(first.domain);
    expect(files()).toEqual(['pool.json']);
  } finally {
    await first.close();
    await second.close();
  }
});

test('a damaged data file is told, not replaced', async () => {
  const first = await startLocalPool(folder, await freePort());
  await first.close();
  const file = path.join(folder, 'local-user-pool/pool.json');
  writeFileSync(file, 'damaged');
  await expect(startLocalPool(folder, await freePort())).rejects.toMatchObject({
    code: 'bad_data_file',
  });
  expect(readFileSync(file, 'utf8')).toBe('damaged');
});

/** A port that is free now, and so is the next, as far as can be told. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
