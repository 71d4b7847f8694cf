import { expect, it } from 'vitest';
import { collectingLog } from '../../../../tests/support/storage/collecting-log';
import {
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
const reason = switchedOff();
if (reason !== null) console.log(`Tests with a real keyring are skipped: ${reason}`);

// A separate file: a process connects to one bus, once.
it.skipIf(reason !== null)('says that there is no keyring, and goes on saying it', async () => {
  const bus = await startPrivateKeyring({ services: false });
  try {
    process.env.DBUS_SESSION_BUS_ADDRESS = bus.env.DBUS_SESSION_BUS_ADDRESS;
    const store = createSecretStore({
      service: 'com.example.test',
      log: collectingLog(),
    });
    const unavailable = { code: 'keychain-unavailable' };
    await expect(store.get(account)).rejects.toMatchObject(unavailable);
    await expect(store.set(account, 'token')).rejects.toMatchObject(unavailable);
    await expect(store.delete(account)).rejects.toMatchObject(unavailable);
  } finally {
    bus.stop();
  }
});
