import { expect, it } from 'vitest';
import { collectingLog } from '../../../../tests/support/storage/collecting-log';
import {
  startPrivateKeyring,
  switchedOff,
} from '../../../../tests/support/storage/private-keyring';
import { account } from '../../../../tests/support/storage/store-rig';
import { createSecretStore } from './keychain-store';

const reason = switchedOff();
if (reason !== null) console.log(`Tests with a real keyring are skipped: ${reason}`);

// A separate file: a process connects to one bus, once.
it.skipIf(reason !== null)(
  'a keyring without a default one says so, and how to make one',
  async () => {
    const keyring = await startPrivateKeyring({ hasDefault: false });
    try {
      process.env.DBUS_SESSION_BUS_ADDRESS = keyring.env.DBUS_SESSION_BUS_ADDRESS;
      const store = createSecretStore({ service: 'com.example.test', log: collectingLog() });
      const lacking = {
        code: 'keychain-unavailable',
        message: expect.stringContaining('no default keyring'),
        hint: expect.stringContaining('Create a keyring'),
      };
      await expect(store.get(account)).rejects.toMatchObject(lacking);
      await expect(store.set(account, 'token')).rejects.toMatchObject(lacking);
    } finally {
      keyring.stop();
    }
  },
);
