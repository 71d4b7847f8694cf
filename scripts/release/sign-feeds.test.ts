import { createHash, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bakedUpdateFeed } from '../../build/update-feed';
import { isSignedFeed } from '../../src/main/updates/feed-signature';
import { signFeedFile, signFeeds, signingKey } from './sign-feeds';
import { makeUpdateKey } from './update-key';

const sha512 = createHash('sha512').update('the installer').digest('base64');
const feed = `version: 1.3.0\nfiles:\n  - url: app.exe\n    sha512: ${sha512}\n    size: 13\n`;
const feeds = ['latest-linux-arm64.yml', 'latest-linux.yml', 'latest-mac.yml', 'latest.yml'];

let folder: string;
let updateKeys: readonly string[];
let UPDATE_SIGNING_KEY: string;
const inFolder = (name: string) => path.join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'feeds-'));
  updateKeys = [makeUpdateKey(inFolder('key.pem'))];
  UPDATE_SIGNING_KEY = readFileSync(inFolder('key.pem'), 'utf8');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes what electron-builder leaves behind. */
function pack(names = feeds): void {
  for (const name of names) writeFileSync(inFolder(name), feed);
  writeFileSync(inFolder('app.exe'), 'the installer');
  writeFileSync(inFolder('builder-debug.yml'), 'x64: {}');
}

describe('the feeds of a release', () => {
  const sign = (env: NodeJS.ProcessEnv, change: object = {}) =>
    signFeeds(folder, { version: '1.2.0', updateKeys, isDryRun: false, env, ...change });

  it('are all signed, and no other file', async () => {
    pack();
    const report = await sign({ UPDATE_SIGNING_KEY });
    expect(report).toEqual(feeds.map((name) => `${name}.sig, for app.exe`));
    expect(existsSync(inFolder('latest.yml.sig'))).toBe(true);
    expect(existsSync(inFolder('builder-debug.yml.sig'))).toBe(false);
  });

  it('need no key in an app that checks for no updates', async () => {
    expect(await sign({}, { updateKeys: [] })).toEqual([
      expect.stringContaining('checks for no updates'),
    ]);
  });

  it('must be there for every system when the app checks for updates', async () => {
    pack(feeds.slice(1));
    const problem = 'Missing feeds: latest-linux-arm64.yml.';
    await expect(sign({ UPDATE_SIGNING_KEY })).rejects.toThrow(problem);
    expect(existsSync(inFolder('latest.yml.sig'))).toBe(false);
    const report = await sign({}, { isDryRun: true });
    expect(report).toEqual([
      expect.stringContaining(problem),
      expect.stringContaining('Would sign latest-linux.yml, '),
    ]);
  });

  it('are not needed for a prerelease', async () => {
    expect(await sign({}, { version: '1.2.0-beta.1' })).toEqual([
      expect.stringContaining('no app is offered'),
    ]);
  });

  it('need the key, except in a dry run', async () => {
    pack();
    await expect(sign({ UPDATE_SIGNING_KEY: '' })).rejects.toThrow('UPDATE_SIGNING_KEY is not set');
    const report = await sign({ UPDATE_SIGNING_KEY: '' }, { isDryRun: true });
    expect(report).toEqual([expect.stringContaining('Would sign latest-linux-arm64.yml')]);
  });

  it('are not signed with a key that the apps do not trust', async () => {
    pack();
    await expect(sign({ UPDATE_SIGNING_KEY }, { updateKeys: [] })).rejects.toThrow(
      'No app would trust the feeds',
    );
  });
});

describe('one feed', () => {
  beforeEach(() => pack());
  const signed = () => signFeedFile(inFolder('latest.yml'), signingKey({ UPDATE_SIGNING_KEY }));

  it('is accepted by the app afterwards, under its own name and unchanged only', async () => {
    expect(await signed()).toEqual(['app.exe']);
    const signature = readFileSync(inFolder('latest.yml.sig'), 'utf8');
    expect(isSignedFeed(updateKeys, 'latest.yml', feed, signature)).toBe(true);
    expect(isSignedFeed(updateKeys, 'latest-mac.yml', feed, signature)).toBe(false);
    expect(isSignedFeed(updateKeys, 'latest.yml', `${feed} `, signature)).toBe(false);
  });

  it('is not signed when it names another installer', async () => {
    writeFileSync(inFolder('app.exe'), 'another installer');
    await expect(signed()).rejects.toThrow('its SHA-512 differs');
  });

  it('is not signed when the app would refuse it', async () => {
    writeFileSync(inFolder('latest.yml'), feed.replace('1.3.0', 'newest'));
    await expect(signed()).rejects.toThrow('version');
  });
});

it('a key that can’t be used is refused, and never shown', () => {
  const refusal = (pem: string) => () => signingKey({ UPDATE_SIGNING_KEY: pem });
  expect(refusal('hunter2')).toThrow(/^UPDATE_SIGNING_KEY is not a private key from [^2]*$/);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const rsa = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  expect(refusal(rsa)).toThrow('no Ed25519 key');
});

it.skipIf(process.platform === 'win32')(
  'the private key is readable by its owner only (not on Windows, which has no file modes)',
  () => {
    expect(statSync(inFolder('key.pem')).mode & 0o777).toBe(0o600);
  },
);

it('an existing key is not overwritten', () => {
  expect(() => makeUpdateKey(inFolder('key.pem'))).toThrow('EEXIST');
});

it('packages know where their updates are when the built-in configuration has `updateFeed`', () => {
  const file = inFolder('cognito.config.json');
  expect(bakedUpdateFeed(file)).toBeNull();
  writeFileSync(file, '{"clientId":"c"}');
  expect(bakedUpdateFeed(file)).toBeNull();
  const text = '{"updateFeed":"https://downloads.example.com/"}';
  for (const content of [text, `\uFEFF${text}`, Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
    writeFileSync(file, content);
    expect(bakedUpdateFeed(file)).toBe('https://downloads.example.com/');
  }
});
