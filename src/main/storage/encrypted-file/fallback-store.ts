import type { ProblemCode } from '../../../shared/problem';
import type { AccountKey, SecretStore } from '../../auth/ports';
import { AppError } from '../../problems/app-error';
import { Sequencer } from '../../util/async';
import type { Log } from '../../util/log';

/** The store that is used in place of the keychain. It tells whether it has an entry without decrypting it. */
export interface FallbackPlace extends SecretStore {
  /** @throws AppError `keychain-*` */
  has(account: AccountKey): Promise<boolean>;
}

/**
 * The keychain first, and a second store for the tokens that the keychain refuses for one reason: there is
 * no keychain, or the token is too long. Any other failure (a locked, hanging or damaged keychain) does not
 * use the second store. A token moves to the keychain as soon as the keychain takes it.
 *
 * Whenever the process ends between two steps, a token in the second store is at least as new as the
 * keychain's: while it has one, a newer token is written there first. Then the token moves: copy, read back,
 * compare, delete.
 */
export class FallbackStore implements SecretStore {
  readonly #keychain: SecretStore;
  readonly #place: FallbackPlace;
  readonly #reason: ProblemCode;
  readonly #log: Log;
  readonly #sequencer = new Sequencer();

  /** @param reason the code of the refusal after which `place` is used */
  constructor(
    keychain: SecretStore,
    { place, reason, log }: { place: FallbackPlace; reason: ProblemCode; log: Log },
  ) {
    this.#keychain = keychain;
    this.#place = place;
    this.#reason = reason;
    this.#log = log;
  }

  get(account: AccountKey): Promise<string | null> {
    return this.#sequencer.run(async () => {
      if (!(await this.#place.has(account))) return this.#keychain.get(account);
      const token = await this.#place.get(account);
      if (token !== null) await this.#move(account, token);
      return token;
    });
  }

  set(account: AccountKey, refreshToken: string): Promise<void> {
    return this.#sequencer.run(async () => {
      if (await this.#mayHave(account)) {
        try {
          await this.#place.set(account, refreshToken);
        } catch {
          // It can't be written, nor could it be read: what it has must not outlive the new token.
          await this.#keychain.set(account, refreshToken);
          await this.#place.delete(account);
          return;
        }
        await this.#move(account, refreshToken);
        return;
      }
      try {
        await this.#keychain.set(account, refreshToken);
      } catch (error) {
        if (!this.#isReason(error)) throw error;
        // If that fails too, the user has to know about the keychain.
        await this.#place.set(account, refreshToken).catch(() => {
          throw error;
        });
        this.#log.info('keychain.fallback-used', { code: this.#reason });
      }
    });
  }

  delete(account: AccountKey): Promise<void> {
    return this.#sequencer.run(async () => {
      const wasHere = await this.#mayHave(account);
      const [here, there] = await Promise.allSettled([
        this.#place.delete(account),
        this.#keychain.delete(account),
      ]);
      if (here.status === 'rejected') throw here.reason;
      // Without a keychain, the token was only here, and the sign-out is complete.
      if (there.status === 'rejected' && !(wasHere && this.#isReason(there.reason))) {
        throw there.reason;
      }
    });
  }

  onAvailable(listener: () => void): () => void {
    const stops = [this.#keychain.onAvailable(listener), this.#place.onAvailable(listener)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** A place that can't say counts as one that has an entry. */
  #mayHave(account: AccountKey): Promise<boolean> {
    return this.#place.has(account).catch(() => true);
  }

  /** Into the keychain, if that works; else the token stays where it is, safe, until the next time. */
  async #move(account: AccountKey, token: string): Promise<void> {
    try {
      await this.#keychain.set(account, token);
      if ((await this.#keychain.get(account)) !== token) throw new AppError('keychain-corrupt');
      await this.#place.delete(account);
      this.#log.info('keychain.moved-from-fallback');
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal';
      this.#log.info('keychain.still-in-fallback', { code });
    }
  }

  #isReason(error: unknown): boolean {
    return error instanceof AppError && error.code === this.#reason;
  }
}
