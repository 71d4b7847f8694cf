import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { SampleApi } from '@repo/local-user-pool';
import { freePorts } from '@repo/local-user-pool/testing/free-ports';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { poolEnvironment, startLocalPool } from './start-pool';

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
  const [port = 0] = await freePorts(4);
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
  const first = await startLocalPool(folder, (await freePorts(4))[0]);
  await first.close();
  const file = path.join(folder, 'local-user-pool/pool.json');
  writeFileSync(file, 'damaged');
  await expect(startLocalPool(folder, (await freePorts(4))[0])).rejects.toMatchObject({
    code: 'bad_data_file',
  });
  expect(readFileSync(file, 'utf8')).toBe('damaged');
});

const pool = {
  issuer: 'http://a.example',
  domain: 'http://b.example',
  clientId: 'c',
  sampleApi: null,
};

test('origins of other identity providers and of an API are named where there are any', () => {
  const facts = {
    COGNITO_ISSUER: pool.issuer,
    COGNITO_DOMAIN: pool.domain,
    COGNITO_CLIENT_ID: pool.clientId,
  };
  expect(poolEnvironment({ ...pool, allowedOrigins: [] })).toEqual(facts);
  const allowedOrigins = ['http://c.example', 'https://d.example'];
  expect(poolEnvironment({ ...pool, allowedOrigins })).toEqual({
    ...facts,
    COGNITO_ALLOWED_ORIGINS: 'http://c.example https://d.example',
  });
  const sampleApi = { origin: 'http://e.example', scopes: ['notes/read'] } as unknown as SampleApi;
  expect(poolEnvironment({ ...pool, allowedOrigins: [], sampleApi })).toEqual({
    ...facts,
    COGNITO_API_ORIGINS: 'http://e.example',
    COGNITO_SCOPES: 'openid profile email notes/read',
  });
});
