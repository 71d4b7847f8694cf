import { createHash } from 'node:crypto';
import type { Account } from '../../shared/auth-state';
import type { AccountId, AccountKey, StoredAccount } from './ports';

/**
 * One text for an account: SHA-256 of issuer, client, subject and provider, base64url (43 characters).
 * It says nothing about the person (SEC-61). JSON keeps the parts apart: no two accounts can run
 * together into the same text.
 */
export function accountName({ issuer, clientId, subject, provider }: AccountId): string {
  const parts = JSON.stringify([issuer, clientId, subject, provider]);
  return createHash('sha256').update(parts, 'utf8').digest('base64url');
}

export function idOf({
  account,
  provider,
}: Pick<StoredAccount, 'account' | 'provider'>): AccountId {
  return { ...keyOf(account), provider };
}

export function keyOf({ issuer, clientId, subject }: Account): AccountKey {
  return { issuer, clientId, subject };
}
