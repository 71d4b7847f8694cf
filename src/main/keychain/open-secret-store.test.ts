import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyOf } from '../auth/account-id';
import type { StoredAccount } from '../auth/ports';
import { createAccountIndex } from './account-index';
import { openSecretStore } from './open-secret-store';
import { AesCipher } from './testing/aes-cipher';
import { collectingLog } from './testing/collecting-log';
import { FakeKeytar } from './testing/fake-keytar';

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

function open(fallback: 'memory' | 'encrypted-file') {
  return openSecretStore({
    ...{ service: 'test.service', provider: 'https://sign-in.example', log: collectingLog() },
    load: async () => keytar,
    file: join(folder, 'secrets.json'),
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
    expect(keytar.reads.filter((name) => !name.startsWith('probe-'))).toHaveLength(1);
    expect(keytar.reads).toHaveLength(2);
  },
);
