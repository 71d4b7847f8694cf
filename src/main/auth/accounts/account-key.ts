import { createHash } from 'node:crypto';
import type { Config } from '../../config/types';
import type { AccountKey, StoredAccount } from '../ports';

/**
 * The `id` of an account, also the name of its keychain entry: SHA-256 of issuer, client, subject and provider,
 * base64url (43 characters). It reveals nothing about the user (SEC-61). JSON keeps the parts apart: different
 * accounts never have the same text.
 *
 * The provider's address is part of it because an environment variable can change the Cognito domain: a refresh
 * token must never be sent to another server than the one that issued it (RFC 9700 §4.4).
 */
export function accountIdOf({ issuer, clientId, subject, provider }: AccountKey): string {
  const parts = JSON.stringify([issuer, clientId, subject, provider]);
  return createHash('sha256').update(parts, 'utf8').digest('base64url');
}

/** What identifies a stored account. */
export function keyOf({
  account,
  provider,
}: Pick<StoredAccount, 'account' | 'provider'>): AccountKey {
  const { issuer, clientId, subject } = account;
  return { issuer, clientId, subject, provider };
}

/** The `provider` of an account: the address of its pages and token endpoint. Cognito's domain, else the issuer. */
export function providerUrl({ provider }: Pick<Config, 'provider'>): string {
  return provider.kind === 'cognito' ? provider.domain : provider.issuer;
}
