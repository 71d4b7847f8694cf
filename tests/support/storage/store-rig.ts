import { accountIdOf } from '../../../src/main/auth/accounts/account-key';
import type { AccountKey } from '../../../src/main/auth/ports';
import { createSecretStore } from '../../../src/main/storage/keychain/keychain-store';
import { collectingLog } from './collecting-log';
import { FakeKeytar } from './fake-keytar';

export const account: AccountKey = {
  issuer: 'https://issuer.example',
  clientId: 'client',
  subject: 'person',
  provider: 'https://sign-in.example',
};
export const token = 'refresh-token-of-the-person';
export const service = 'test.service';

/** A store over a fake keychain. */
export function setUp({
  platform = 'linux' as NodeJS.Platform,
  timeoutMs = 50,
  entries = new Map<string, string>(),
} = {}) {
  const keytar = new FakeKeytar(entries);
  const log = collectingLog();
  let loads = 0;
  const store = createSecretStore({
    service,
    log,
    platform,
    timeoutMs,
    load: async () => {
      loads += 1;
      return keytar;
    },
  });
  return { keytar, log, store, loads: () => loads };
}

export const entryKey = `${service}/${accountIdOf(account)}`;
export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'resolved',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );
