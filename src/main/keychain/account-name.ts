import { createHash } from 'node:crypto';
import type { AccountKey } from '../auth/ports';

/**
 * The account's name in the index: SHA-256 of issuer, client and subject, base64url (43 characters).
 * It says nothing about the person (SEC-61). JSON keeps the three apart: no two keys can run
 * together into the same text.
 */
export function accountName({ issuer, clientId, subject }: AccountKey): string {
  return hashOf([issuer, clientId, subject]);
}

/**
 * The name under which an account's entry stands in the keychain, whose viewers and backups list
 * names in clear text. It is made from the provider's address too: whoever starts the app can set
 * `COGNITO_DOMAIN`, and a refresh token given to one server must never be sent to another (RFC 9700
 * §4.4). An app with another domain finds no entry.
 *
 * @param provider origin or issuer of the server that gave the token and gets it back
 */
export function entryName({ issuer, clientId, subject }: AccountKey, provider: string): string {
  return hashOf([issuer, clientId, subject, provider]);
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('base64url');
}
