import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectingLog } from '../../../../tests/support/storage/collecting-log';
import {
  type PrivateKeyring,
  startPrivateKeyring,
  switchedOff,
} from '../../../../tests/support/storage/private-keyring';
import { createSecretStore } from './keychain-store';

const account = {
  issuer: 'https://issuer.example',
  clientId: 'c',
  subject: 's',
  provider: 'https://sign-in.example',
};
const limitMs = 500;
const timeout = { code: 'keychain-timeout' };
const reason = switchedOff();
if (reason !== null) console.log(`Tests with a real keyring are skipped: ${reason}`);

// A separate file: a process connects to one bus, once.
describe.skipIf(reason !== null)('a keyring that hangs', () => {
  let keyring: PrivateKeyring;
  const open = () =>
    createSecretStore({
      service: 'com.example.test',
      log: collectingLog(),
      timeoutMs: limitMs,
    });

  beforeAll(async () => {
    keyring = await startPrivateKeyring();
    process.env.DBUS_SESSION_BUS_ADDRESS = keyring.env.DBUS_SESSION_BUS_ADDRESS;
  });
  afterAll(() => {
    keyring?.stop();
  });

  it('times out, then is not asked again until it answers, and says so', async () => {
    const store = open();
    await store.set(account, 'token');
    const found: unknown[] = [];
    store.onAvailable(() => void store.get(account).then((token) => found.push(token)));
    keyring.signal('SIGSTOP');

    const begin = performance.now();
    await expect(store.set(account, 'rotated')).rejects.toMatchObject(timeout);
    const waited = performance.now() - begin;
    expect(waited).toBeGreaterThanOrEqual(limitMs - 5);
    await expect(store.get(account)).rejects.toMatchObject(timeout);
    await expect(store.delete(account)).rejects.toMatchObject(timeout);
    expect(performance.now() - begin - waited).toBeLessThan(limitMs / 2);
    expect(found).toEqual([]);

    keyring.signal('SIGCONT');
    // What was under way when the daemon stopped is done now: nothing is lost.
    await expect.poll(() => found, { timeout: 10_000 }).toEqual(['rotated']);
    await store.set(account, 'newest');
    expect(await open().get(account)).toBe('newest');
  });

  it('does not keep the app from ending', async () => {
    keyring.signal('SIGSTOP');
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', `tests/support/storage/hang-then-exit.ts`],
      { env: keyring.env, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      const [line] = await once(child.stdout, 'data');
      expect(String(line)).toBe('keychain-timeout\n');
      const [code, signal] = await once(child, 'exit');
      expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' });
    } finally {
      child.kill('SIGKILL');
      keyring.signal('SIGCONT');
    }
  });
});
