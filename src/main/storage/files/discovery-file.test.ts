import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { collectingLog } from '../../../../tests/support/storage/collecting-log';
import { createDiscoveryCache } from './discovery-file';

const kept = {
  issuer: 'https://issuer.example',
  fetchedAt: 1_700_000_000_000,
  document: { issuer: 'https://issuer.example', scopes_supported: ['openid'] },
};

let folder: string;
let file: string;
let log: ReturnType<typeof collectingLog>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'discovery-'));
  file = join(folder, 'discovery.json');
  log = collectingLog();
});
afterEach(() => rm(folder, { recursive: true }));

it('gives back at the next launch what it was given', async () => {
  await createDiscoveryCache({ file, log }).write(kept);
  expect(await createDiscoveryCache({ file, log }).read()).toMatchObject(kept);
  expect(await readdir(folder)).toEqual(['discovery.json']);
});

it.runIf(process.platform !== 'win32')(
  'is for nobody else to read or write (not on Windows: it has no such file modes)',
  async () => {
    await createDiscoveryCache({ file, log }).write(kept);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  },
);

it('is nothing, and nothing to complain about, before there was one', async () => {
  expect(await createDiscoveryCache({ file, log }).read()).toBeNull();
  expect(log.text()).toBe('');
});

it.each([
  ['cut off', '{"v":1,"issuer":"https://issuer.ex'],
  ['empty', ''],
  ['a list', '[]'],
  ['of a version to come', JSON.stringify({ ...kept, v: 2 })],
  ['without a date', JSON.stringify({ ...kept, v: 1, fetchedAt: undefined })],
  ['with a text for a document', JSON.stringify({ ...kept, v: 1, document: 'x' })],
  ['with a list for a document', JSON.stringify({ ...kept, v: 1, document: [] })],
])('counts as none when it is %s, and is replaced', async (_, text) => {
  await writeFile(file, text);
  const cache = createDiscoveryCache({ file, log });
  expect(await cache.read()).toBeNull();
  expect(log.text()).toContain('discovery.file-damaged');
  await cache.write(kept);
  expect(await cache.read()).toMatchObject(kept);
});

it('is not read when it is larger than any answer of a provider', async () => {
  const document = { ...kept.document, padding: 'x'.repeat(1_200_000) };
  await writeFile(file, JSON.stringify({ v: 1, ...kept, document }));
  expect(await createDiscoveryCache({ file, log }).read()).toBeNull();
});

it('that can’t be written fails nothing', async () => {
  await mkdir(file);
  const cache = createDiscoveryCache({ file, log });
  await cache.write(kept);
  expect(await cache.read()).toBeNull();
  expect(log.text()).toContain('discovery.file-unwritable');
});

it('holds no more than it was given', async () => {
  await createDiscoveryCache({ file, log }).write(kept);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ v: 1, ...kept });
});
