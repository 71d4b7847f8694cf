import { startPrivateKeyring, switchedOff } from './storage/private-keyring';

/** Vitest's global setup: on Linux, the tests use a private keyring, never the developer's. */
export default async function setUp(): Promise<(() => void) | undefined> {
  if (switchedOff() !== null) return undefined;
  const keyring = await startPrivateKeyring();
  process.env.DBUS_SESSION_BUS_ADDRESS = keyring.env.DBUS_SESSION_BUS_ADDRESS;
  return keyring.stop;
}
