import type { StoredAccount } from '../../../src/main/auth/ports';

/** An account as the index has it. */
export function storedAccount(
  subject: string,
  changes: Partial<StoredAccount> = {},
): StoredAccount {
  return {
    account: {
      issuer: 'https://issuer.example',
      clientId: 'client',
      subject,
      username: null,
      name: null,
      email: `${subject}@example.com`,
      groups: [],
    },
    provider: 'https://domain.example',
    startedAt: 1,
    flow: 'embedded-window',
    lastActiveAt: 1,
    isComplete: true,
    ...changes,
  };
}
