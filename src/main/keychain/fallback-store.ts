import { AppError } from '../auth/errors';
import type { AccountKey, Log, SecretStore } from '../auth/ports';
import { Sequencer } from '../util/async';

/** The second place: it can say whether it has an entry without opening it. */
export interface FallbackPlace extends SecretStore {
  /** @throws AppError `keychain-*` */
  has(account: AccountKey): Promise<boolean>;
}

/**
 * The keychain first; a token stands in the second place only from a time when there was no
 * keychain to use (not when it was locked, hung or damaged), until that works again.
 *
 * However the process ends between two steps: a token in the second place is always as new as the
 * keychain's or newer, since while there is one, a newer token is written there first. Then it moves:
 * copy, read back, compare, delete.
 */
export class FallbackStore implements SecretStore {
  readonly #keychain: SecretStore;
  readonly #place: FallbackPlace;
  readonly #log: Log;
  readonly #sequencer = new Sequencer();

  constructor(keychain: SecretStore, place: FallbackPlace, log: Log) {
    this.#keychain = keychain;
    this.#place = place;
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
        if (!isUnavailable(error)) throw error;
        // Whatever stands in the way there: what the person has to know is that there is no keychain.
        await this.#place.set(account, refreshToken).catch(() => {
          throw error;
        });
        this.#log.info('keychain.fallback-used');
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
      // Without a keychain, the token stood here only, and the person need not be told otherwise.
      if (there.status === 'rejected' && !(wasHere && isUnavailable(there.reason))) {
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
}

function isUnavailable(error: unknown): boolean {
  return error instanceof AppError && error.code === 'keychain-unavailable';
}
