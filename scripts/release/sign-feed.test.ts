import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isSignedFeed } from '../../src/main/shell/updates/feed-signature';
import { projectRoot } from '../runtime';
import { signFeedFile, signingKey } from './sign-feed';
import { makeUpdateKey } from './update-key';

let folder: string;
let feed: string;
let text: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'feed-'));
  feed = path.join(folder, 'latest-linux.yml');
  const sha512 = createHash('sha512').update('the installer').digest('base64');
  text = `version: 1.3.0\nfiles:\n  - url: app.AppImage\n    sha512: ${sha512}\n    size: 13\n`;
  writeFileSync(feed, text);
  writeFileSync(path.join(folder, 'app.AppImage'), 'the installer');
});
afterEach(() => rmSync(folder, { recursive: true }));

const inFolder = (name: string) => path.join(folder, name);
const environment = () => ({ UPDATE_SIGNING_KEY: readFileSync(inFolder('key.pem'), 'utf8') });

it('what it signs the app believes, by the key that was printed, and under that name alone', async () => {
  const publicKey = makeUpdateKey(inFolder('key.pem'));
  expect(await signFeedFile(feed, signingKey(environment()))).toEqual(['app.AppImage']);
  const signature = readFileSync(`${feed}.sig`, 'utf8');
  expect(isSignedFeed([publicKey], 'latest-linux.yml', text, signature)).toBe(true);
  expect(isSignedFeed([publicKey], 'latest.yml', text, signature)).toBe(false);
  expect(isSignedFeed([publicKey], 'latest-linux.yml', `${text} `, signature)).toBe(false);
});

it.skipIf(process.platform === 'win32')(
  'the private key is for its owner alone (not on Windows: it has no such file modes)',
  () => {
    makeUpdateKey(inFolder('key.pem'));
    expect(statSync(inFolder('key.pem')).mode & 0o777).toBe(0o600);
  },
);

it('a key that is there is not written over', () => {
  makeUpdateKey(inFolder('key.pem'));
  expect(() => makeUpdateKey(inFolder('key.pem'))).toThrow('EEXIST');
});

it('a feed for other installers than these is not signed', async () => {
  writeFileSync(inFolder('app.AppImage'), 'another installer');
  const { privateKey } = generateKeyPairSync('ed25519');
  await expect(signFeedFile(feed, privateKey)).rejects.toThrow('its SHA-512 is another one');
});

it('a feed that the app would refuse is not signed', async () => {
  writeFileSync(feed, text.replace('1.3.0', 'newest'));
  const { privateKey } = generateKeyPairSync('ed25519');
  await expect(signFeedFile(feed, privateKey)).rejects.toThrow('version');
});

it('takes the key from the environment alone, and never repeats it', () => {
  const run = (env: object) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/release/sign-feed.ts', feed], {
      cwd: projectRoot,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...env } as NodeJS.ProcessEnv,
    });
  expect(run({})).toMatchObject({ status: 1, stderr: expect.stringContaining('is not set') });
  const broken = run({ UPDATE_SIGNING_KEY: 'hunter2' });
  expect(broken).toMatchObject({ status: 1, stderr: expect.stringContaining('not a private key') });
  expect(broken.stderr + broken.stdout).not.toContain('hunter2');
  const publicKey = makeUpdateKey(inFolder('key.pem'));
  const signed = run(environment());
  expect(signed).toMatchObject({ status: 0, stdout: expect.stringContaining(publicKey) });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const rsa = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  expect(() => signingKey({ UPDATE_SIGNING_KEY: rsa })).toThrow('no Ed25519 key');
});
