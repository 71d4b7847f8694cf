import { AppError } from './errors';
import type { AccountKey, SecretStore } from './ports';

/** Where it is noted that the keychain is about to be written. Neither function rejects. */
export interface SavingJournal {
  /** Resolves when it is noted. */
  begin(): Promise<void>;
  /** The keychain has refused for sure: there is nothing of this in it. */
  cancel(): Promise<void>;
}

/**
 * The refresh token of one account. It lives in the keychain; a copy stays in memory while the app runs,
 * so that a keychain that stops answering ends no session. Nothing is ever written anywhere else
 * (SEC-51).
 */
export class RefreshToken {
  readonly #secrets: SecretStore;
  readonly #key: AccountKey;
  readonly #journal: SavingJournal;
  #known: string | null = null;
  #isSaved = true;

  constructor(secrets: SecretStore, key: AccountKey, journal: SavingJournal) {
    this.#secrets = secrets;
    this.#key = key;
    this.#journal = journal;
  }

  /** False while the keychain has refused the newest token: it would not survive the app. */
  get isSaved(): boolean {
    return this.#isSaved;
  }

  /**
   * The token to use now; `null` when the account has none.
   *
   * The keychain is asked each time, since another process of the app may have rotated the token.
   *
   * @throws AppError `keychain-*` when it can't be read and none is known from before
   */
  async read(): Promise<string | null> {
    if (!this.#isSaved) return this.#known;
    try {
      this.#known = await this.#secrets.get(this.#key);
    } catch (error) {
      if (this.#known === null) throw error;
    }
    return this.#known;
  }

  /**
   * Takes a token over. It is in the keychain when this resolves, or else in memory only.
   *
   * @returns what stood in the way, or `null`. It is no reason to stop: the session goes on in memory.
   */
  async save(token: string): Promise<AppError | null> {
    this.#known = token;
    this.#isSaved = false;
    await this.#journal.begin();
    try {
      await this.#secrets.set(this.#key, token);
      // Another one may have been taken over meanwhile.
      if (this.#known === token) this.#isSaved = true;
      return null;
    } catch (error) {
      const refusal = AppError.from(error);
      // One that did not answer in time may still do it, and another token may be on its way by now.
      const isOver = refusal.code !== 'keychain-timeout' && this.#known === token;
      if (isOver) await this.#journal.cancel();
      return refusal;
    }
  }

  /** Tries once more what the keychain has refused; `null` when nothing is left to save. */
  async retry(): Promise<AppError | null> {
    return this.#isSaved || this.#known === null ? null : this.save(this.#known);
  }

  /** @throws AppError `keychain-*`; the copy in memory is forgotten all the same */
  async delete(): Promise<void> {
    this.#known = null;
    this.#isSaved = true;
    await this.#secrets.delete(this.#key);
  }
}
