import { accountIdOf } from '../../auth/accounts/account-key';
import type { AccountKey } from '../../auth/ports';

/**
 * The name under which an account's entry stands in the keychain, whose viewers and backups list
 * names in clear text. It is made from the provider's address too: whoever starts the app can set
 * `COGNITO_DOMAIN`, and a refresh token given to one server must never be sent to another (RFC 9700
 * §4.4). An app with another domain finds no entry.
 *
 * @param provider origin or issuer of the server that gave the token and gets it back
 */
export function entryName(key: Omit<AccountKey, 'provider'>, provider: string): string {
  return accountIdOf({ ...key, provider });
}
