import { createHash, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bakedUpdateFeed } from '../../../build/update-feed';
import { signFeeds } from './feeds';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const UPDATE_SIGNING_KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const keys = [publicKey.export({ format: 'jwk' }).x as string];

let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'feeds-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const feeds = ['latest-linux-arm64.yml', 'latest-linux.yml', 'latest-mac.yml', 'latest.yml'];

function pack(names = feeds): void {
  const sha512 = createHash('sha512').update('installer').digest('base64');
  const feed = `version: 0.1.0\nfiles:\n  - url: a.exe\n    sha512: ${sha512}\n    size: 9\n`;
  for (const name of names) {
    writeFileSync(path.join(folder, name), feed);
  }
  writeFileSync(path.join(folder, 'a.exe'), 'installer');
  writeFileSync(path.join(folder, 'builder-debug.yml'), 'x64: {}');
}

const sign = (
  env: object,
  isDryRun = false,
  updateKeys: readonly string[] = keys,
  version = '1.2.0',
) =>
  signFeeds(folder, updateKeys, {
    env: { ...env },
    isDryRun,
    version,
    say: (line) => said.push(line),
  });

it('signs each feed, and nothing that is none', async () => {
  pack();
  await sign({ UPDATE_SIGNING_KEY });
  expect(said).toEqual(feeds.map((name) => `${name}.sig, for a.exe`));
  expect(existsSync(path.join(folder, 'latest.yml.sig'))).toBe(true);
  expect(existsSync(path.join(folder, 'builder-debug.yml.sig'))).toBe(false);
});

it('where the app looks for no updates has nothing to do, and needs no key', async () => {
  await sign({}, false, []);
  expect(said).toEqual([expect.stringContaining('There are none')]);
});

it('where the app looks for updates, a release without a feed fails; a dry run says it', async () => {
  pack(feeds.slice(1));
  const text = 'The feeds latest-linux-arm64.yml are missing';
  await expect(sign({ UPDATE_SIGNING_KEY })).rejects.toThrow(text);
  expect(existsSync(path.join(folder, 'latest.yml.sig'))).toBe(false);
  await sign({}, true);
  expect(said).toEqual([expect.stringContaining(text), expect.stringContaining('Would sign')]);
});

it('a prerelease has no feed, and needs none', async () => {
  await sign({}, false, keys, '1.2.0-beta.1');
  expect(said).toEqual([expect.stringContaining('no app is offered')]);
});

it('without the key a release fails, and a dry run says what is missing', async () => {
  pack();
  await expect(sign({ UPDATE_SIGNING_KEY: '' })).rejects.toThrow('UPDATE_SIGNING_KEY is not set');
  await sign({ UPDATE_SIGNING_KEY: '' }, true);
  expect(said).toEqual([expect.stringContaining('Would sign latest-linux-arm64.yml')]);
});

it('with a key that the apps don’t know a release fails', async () => {
  pack();
  await expect(sign({ UPDATE_SIGNING_KEY }, false, [])).rejects.toThrow('No app would believe it');
});

it('packages say where their updates are, where the configuration that is built in does', () => {
  const file = path.join(folder, 'cognito.config.json');
  expect(bakedUpdateFeed(file)).toBeNull();
  writeFileSync(file, '{"clientId":"c"}');
  expect(bakedUpdateFeed(file)).toBeNull();
  writeFileSync(file, '{"updateFeed":"https://downloads.example.com/"}');
  expect(bakedUpdateFeed(file)).toBe('https://downloads.example.com/');
});
