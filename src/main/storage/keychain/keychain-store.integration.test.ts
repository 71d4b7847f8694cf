import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AesCipher } from '../../../../tests/support/storage/aes-cipher';
import { collectingLog } from '../../../../tests/support/storage/collecting-log';
import {
  type PrivateKeyring,
  startPrivateKeyring,
  switchedOff,
} from '../../../../tests/support/storage/private-keyring';
import { accountIdOf } from '../../auth/accounts/account-key';
import type { AccountKey } from '../../auth/ports';
import { openSecretStore } from '../open-secret-store';
import { createSecretStore } from './keychain-store';

const service = 'com.example.test';
const account: AccountKey = {
  issuer: 'https://issuer.example',
  clientId: 'c',
  subject: 's',
  provider: 'https://sign-in.example',
};
const token = `eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIn0.${'A'.repeat(1800)}`;

const reason = switchedOff();
if (reason !== null) console.log(`Tests with a real keyring are skipped: ${reason}`);

describe.skipIf(reason !== null)('with a real keyring', () => {
  let keyring: PrivateKeyring;
  const secretTool = (...args: string[]) =>
    spawnSync('secret-tool', args, { env: keyring.env, encoding: 'utf8' });
  const store = () => createSecretStore({ service, log: collectingLog() });

  beforeAll(async () => {
    keyring = await startPrivateKeyring();
    // libsecret reads this at its first call, in this process.
    process.env.DBUS_SESSION_BUS_ADDRESS = keyring.env.DBUS_SESSION_BUS_ADDRESS;
  });
  afterAll(() => keyring?.stop());

  it('writes the entry that another program finds (SEC-51)', async () => {
    await store().set(account, token);
    const found = secretTool('lookup', 'service', service, 'account', accountIdOf(account));
    expect(found.stdout).toBe(`{"v":1,"refreshToken":"${token}"}`);
    expect(await store().get(account)).toBe(token);
  });

  it('leaves one entry for the account and none of its probe', async () => {
    await store().set(account, token);
    const entries = secretTool('search', '--all', 'service', service).stdout;
    expect(entries.match(/^label = .*$/gm)).toEqual([`label = ${service}/${accountIdOf(account)}`]);
  });

  it('deletes the entry', async () => {
    await store().set(account, token);
    await store().delete(account);
    await store().delete(account);
    expect(secretTool('lookup', 'service', service, 'account', accountIdOf(account)).status).toBe(
      1,
    );
    expect(await store().get(account)).toBeNull();
  });

  it('says that an entry of another program is corrupt', async () => {
    await store().set(account, token);
    spawnSync(
      'secret-tool',
      ['store', '--label=other', 'service', service, 'account', accountIdOf(account)],
      { env: keyring.env, input: 'not an entry' },
    );
    await expect(store().get(account)).rejects.toMatchObject({ code: 'keychain-corrupt' });
    await store().set(account, token);
    expect(await store().get(account)).toBe(token);
  });

  describe.each([
    ['linux', Number.POSITIVE_INFINITY],
    ['win32', 2_560],
  ] as const)('with the limit of %s', (platform, limitBytes) => {
    const sizes = [100, 2_560, 2_561, 20_000];
    const cipher = new AesCipher();
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'long-'));
    });
    afterEach(() => rm(folder, { recursive: true }));

    const open = () =>
      openSecretStore({
        ...{ service, log: collectingLog(), platform, cipher },
        fallback: 'memory',
        file: path.join(folder, 'secrets.json'),
        longTokensFile: path.join(folder, 'long-tokens.json'),
      });
    /** A token whose entry has this many bytes. */
    const tokenOf = (bytes: number) => 'x'.repeat(bytes - '{"v":1,"refreshToken":""}'.length);
    const entryCount = () => {
      const found = secretTool('search', '--all', 'service', service).stdout;
      return found.match(/^label = .*$/gm)?.length ?? 0;
    };

    it.each(sizes)('%i bytes come back, and leave nothing when deleted', async (bytes) => {
      await open().set(account, tokenOf(bytes));
      expect(await open().get(account)).toBe(tokenOf(bytes));
      expect(entryCount()).toBe(bytes <= limitBytes ? 1 : 0);
      await open().delete(account);
      expect(entryCount()).toBe(0);
      expect(await readdir(folder)).toEqual([]);
      expect(await open().get(account)).toBeNull();
    });

    it('a token that grows and shrinks is always the last one', async () => {
      const used = open();
      for (const bytes of [...sizes, ...sizes.toReversed()]) {
        await used.set(account, tokenOf(bytes));
        expect(await open().get(account)).toBe(tokenOf(bytes));
        expect(await readdir(folder)).toHaveLength(bytes <= limitBytes ? 0 : 1);
      }
      await used.delete(account);
      expect(entryCount()).toBe(0);
      expect(await readdir(folder)).toEqual([]);
    });
  });

  it('says that a locked keyring is locked, not empty; once unlocked, the token is there', async () => {
    const used = store();
    await used.set(account, token);
    keyring.lock();
    for (const attempt of [
      () => used.get(account),
      () => used.set(account, 'other'),
      () => used.delete(account),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'keychain-locked' });
    }
    // An app that starts while the keyring is locked.
    const startedLocked = store();
    await expect(startedLocked.get(account)).rejects.toMatchObject({ code: 'keychain-locked' });
    await keyring.unlock();
    expect(await startedLocked.get(account)).toBe(token);
    await startedLocked.set(account, 'rotated');
    expect(await used.get(account)).toBe('rotated');
  });
});
