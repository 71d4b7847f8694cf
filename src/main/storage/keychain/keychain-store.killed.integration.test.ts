import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { collectingLog } from '../../../../tests/support/storage/collecting-log';
import {
  startPrivateKeyring,
  switchedOff,
} from '../../../../tests/support/storage/private-keyring';
import { accountIdOf } from '../../auth/accounts/account-key';
import { createSecretStore } from './keychain-store';

const account = {
  issuer: 'https://issuer.example',
  clientId: 'c',
  subject: 's',
  provider: 'https://sign-in.example',
};
const service = 'com.example.test';
const reason = switchedOff();
if (reason !== null) console.log(`Tests with a real keyring are skipped: ${reason}`);

// A separate file: a process connects to one bus, once.
it.skipIf(reason !== null)(
  'a keyring that dies in the middle is unavailable, and loses nothing',
  async () => {
    const keyring = await startPrivateKeyring();
    try {
      process.env.DBUS_SESSION_BUS_ADDRESS = keyring.env.DBUS_SESSION_BUS_ADDRESS;
      const store = createSecretStore({ service, log: collectingLog() });
      const unavailable = { code: 'keychain-unavailable' };
      await store.set(account, 'token');

      keyring.signal('SIGSTOP');
      const underWay = store.set(account, 'rotated');
      setTimeout(() => keyring.signal('SIGKILL'), 300);
      await expect(underWay).rejects.toMatchObject(unavailable);
      await expect(store.get(account)).rejects.toMatchObject(unavailable);
      await expect(store.set(account, 'rotated')).rejects.toMatchObject(unavailable);
      await expect(store.delete(account)).rejects.toMatchObject(unavailable);

      await keyring.restart();
      const entry = ['service', service, 'account', accountIdOf(account)];
      const { stdout } = spawnSync('secret-tool', ['lookup', ...entry], {
        env: keyring.env,
        encoding: 'utf8',
      });
      expect(stdout).toBe('{"v":1,"refreshToken":"token"}');
    } finally {
      keyring.stop();
    }
  },
);
