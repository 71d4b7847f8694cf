import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { builderEnvironment } from './package';

let keys = '';
beforeEach(() => {
  keys = mkdtempSync(path.join(os.tmpdir(), 'release-keys-'));
});
afterEach(() => rmSync(keys, { recursive: true }));

it('has no empty variable, which electron-builder would take for a certificate', () => {
  const env = builderEnvironment({ CSC_LINK: '', APPLE_API_KEY_P8: '', PATH: '/bin' }, keys);
  expect(env).toEqual({ PATH: '/bin', CSC_IDENTITY_AUTO_DISCOVERY: 'false' });
  expect(existsSync(path.join(keys, 'AuthKey.p8'))).toBe(false);
});

it('signs with no certificate but the one that was given', () => {
  expect(builderEnvironment({ CSC_LINK: 'p12' }, keys)).toEqual({ CSC_LINK: 'p12' });
  expect(builderEnvironment({ WIN_CSC_LINK: 'pfx' }, keys)).toEqual({ WIN_CSC_LINK: 'pfx' });
});

it('puts Apple’s key into a file for its owner alone, and takes it out of the environment', () => {
  const env = builderEnvironment({ CSC_LINK: 'p12', APPLE_API_KEY_P8: 'a key' }, keys);
  const file = path.join(keys, 'AuthKey.p8');
  expect(env).toEqual({ CSC_LINK: 'p12', APPLE_API_KEY: file });
  expect(readFileSync(file, 'utf8')).toBe('a key');
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
});
