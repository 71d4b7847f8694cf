import type { Account } from '../../shared/auth-state';
import type { Problem } from '../../shared/problem';
import { toProblem } from './errors';
import type { AccountIndex, AccountKey, SecretStore } from './ports';

/**
 * The refresh token of the account that is signed in. It lives in the keychain; only what the
 * keychain would not take is held in memory until the app closes, and nothing is ever written
 * anywhere else (SEC-51).
 */
export class RefreshTokenStore {
  readonly #secrets: SecretStore;
  readonly #accounts: AccountIndex;
  #unsaved: string | null = null;

  constructor(secrets: SecretStore, accounts: AccountIndex) {
    this.#secrets = secrets;
    this.#accounts = accounts;
  }

  /** What the keychain would not take so far. */
  get unsaved(): string | null {
    return this.#unsaved;
  }

  /** @throws AuthError `keychain-*` */
  async get(key: AccountKey): Promise<string | null> {
    return this.#unsaved ?? (await this.#secrets.get(key));
  }

  /**
   * Keeps the token, and the account in the index when the keychain took it: only such an account
   * can be restored at the next launch.
   *
   * @returns what stood in the way, or `null`. It is no reason to stop: the session goes on in memory.
   */
  async save(account: Account, startedAt: number, token: string): Promise<Problem | null> {
    this.#unsaved = token;
    try {
      await this.#secrets.set(keyOf(account), token);
      this.#unsaved = null;
      await this.#accounts.save({ account, startedAt });
      return null;
    } catch (error) {
      return toProblem(error);
    }
  }

  /**
   * Forgets the token and the account. The account leaves the index even when the keychain fails,
   * so that the next launch does not sign anyone in.
   *
   * @throws AuthError `keychain-*`
   */
  async forget(key: AccountKey): Promise<void> {
    this.#unsaved = null;
    const results = await Promise.allSettled([
      this.#secrets.delete(key),
      this.#accounts.remove(key),
    ]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }
}

export function keyOf({ issuer, clientId, subject }: Account): AccountKey {
  return { issuer, clientId, subject };
}
