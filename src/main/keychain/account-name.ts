import { createHash } from 'node:crypto';
import type { AccountKey } from '../auth/ports';

/**
 * The name under which an account's entry stands in the keychain: SHA-256 of issuer, client and
 * subject, base64url (43 characters). Keychain viewers and backups list names in clear text, so a
 * name says nothing about the person (SEC-61). JSON keeps the three apart: no two keys can run
 * together into the same text.
 */
export function accountName({ issuer, clientId, subject }: AccountKey): string {
  const text = JSON.stringify([issuer, clientId, subject]);
  return createHash('sha256').update(text, 'utf8').digest('base64url');
}
