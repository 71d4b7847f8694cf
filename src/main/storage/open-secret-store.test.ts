import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AesCipher } from '../../../tests/support/storage/aes-cipher';
import { collectingLog } from '../../../tests/support/storage/collecting-log';
import { FakeKeytar } from '../../../tests/support/storage/fake-keytar';
import { keyOf } from '../auth/accounts/account-key';
import type { StoredAccount } from '../auth/ports';
import { createAccountIndex } from './files/account-index';
import { openSecretStore } from './open-secret-store';

const account = {
  issuer: 'https://issuer.example',
  clientId: 'c',
  subject: 's',
  provider: 'https://sign-in.example',
};
const unavailable = { code: 'keychain-unavailable' };

let folder: string;
let keytar: FakeKeytar;
let cipher: AesCipher;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-'));
  keytar = new FakeKeytar();
  cipher = new AesCipher();
});
afterEach(() => rm(folder, { recursive: true }));

function open(
  fallback: 'memory' | 'encrypted-file',
  { platform = 'linux' as NodeJS.Platform } = {},
) {
  return openSecretStore({
    platform,
    ...{ service: 'test.service', log: collectingLog() },
    load: async () => keytar,
    file: join(folder, 'secrets.json'),
    longTokensFile: join(folder, 'long-tokens.json'),
    fallback,
    cipher,
  });
}

describe('without a keychain', () => {
  beforeEach(() => {
    keytar.failure = 'no keychain';
  });

  it('nothing is written to the disk unless that was chosen (SEC-51)', async () => {
    await expect(open('memory').set(account, 'token')).rejects.toMatchObject(unavailable);
    expect(await readdir(folder)).toEqual([]);
  });

  it('the token is in an encrypted file where that was chosen', async () => {
    await open('encrypted-file').set(account, 'token');
    expect(await open('encrypted-file').get(account)).toBe('token');
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });

  it('the file goes when it is chosen no more', async () => {
    await open('encrypted-file').set(account, 'token');
    await writeFile(join(folder, 'secrets.json.tmp'), 'what a crash left');
    open('memory');
    await expect.poll(() => readdir(folder)).toEqual([]);
  });
});

describe('a token that is too long for Windows Credential Manager', () => {
  const long = 'x'.repeat(3_000);
  const platform = 'win32';
  beforeEach(() => {
    keytar.limitBytes = 2_560;
  });

  it.each(['memory', 'encrypted-file'] as const)(
    'is in an encrypted file, also after a restart: %s (SEC-51)',
    async (fallback) => {
      await open(fallback, { platform }).set(account, long);
      expect(await readdir(folder)).toEqual(['long-tokens.json']);
      expect(await readFile(join(folder, 'long-tokens.json'), 'utf8')).not.toContain('xxx');
      expect(await open(fallback, { platform }).get(account)).toBe(long);
      await open(fallback, { platform }).delete(account);
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it('moves there from the file that was used without a keychain', async () => {
    keytar.failure = 'no keychain';
    await open('encrypted-file', { platform }).set(account, long);
    expect(await readdir(folder)).toEqual(['secrets.json']);
    keytar.failure = null;
    expect(await open('encrypted-file', { platform }).get(account)).toBe(long);
    expect(await readdir(folder)).toEqual(['long-tokens.json']);
  });

  it('is in the keychain elsewhere', async () => {
    keytar.limitBytes = Number.POSITIVE_INFINITY;
    await open('memory').set(account, long);
    expect(await readdir(folder)).toEqual([]);
    expect(keytar.entries.size).toBe(1);
  });
});

it.each(['memory', 'encrypted-file'] as const)(
  'with 50 accounts, a launch reads one secret: %s',
  async (fallback) => {
    const index = () =>
      createAccountIndex({ file: join(folder, 'accounts.json'), log: collectingLog() });
    for (let n = 0; n < 50; n++) {
      const stored: StoredAccount = {
        provider: 'https://sign-in.example',
        startedAt: n,
        flow: 'embedded-window',
        lastActiveAt: n,
        isComplete: true,
        account: {
          ...account,
          subject: `person-${n}`,
          username: `person-${n}`,
          name: null,
          email: null,
          groups: [],
        },
      };
      await open(fallback).set(keyOf(stored), `token-${n}`);
      await index().save(stored, { active: true });
    }
    keytar.reads.length = 0;
    const { active } = await index().read();
    if (active === null) throw new Error('nobody is signed in');
    expect(await open(fallback).get(keyOf(active))).toBe('token-49');
    expect(keytar.reads).toHaveLength(1);
  },
);
