import { createSecretStore } from '../../../src/main/storage/keychain/keychain-store';
import { endAtExitWhile } from '../../../src/main/storage/open-secret-store';
import { collectingLog } from './collecting-log';

/** A program that asks a keychain that hangs, prints the problem's code, and wants to end. */
const store = createSecretStore({
  service: 'com.example.test',
  log: collectingLog(),
  timeoutMs: 200,
  onHang: endAtExitWhile,
});
store
  .get({
    issuer: 'https://issuer.example',
    clientId: 'c',
    subject: 's',
    provider: 'https://sign-in.example',
  })
  .catch(({ code }) => process.stdout.write(`${code}\n`, () => process.exit(0)));
