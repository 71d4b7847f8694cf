import { randomBytes } from 'node:crypto';
import { AuthError } from '../auth/errors';
import type { AccountKey, Log, SecretStore } from '../auth/ports';
import { entryName } from './account-name';
import { CallGuard } from './call-guard';
import { decodeEntry, encodeEntry } from './entry';
import { toKeychainError } from './keychain-errors';
import { type Keytar, loadKeytar } from './keytar-binding';
import { Sequencer } from './sequencer';

export interface SecretStoreOptions {
  /** The keychain's "service", one per app: `identity.keychainService`. */
  readonly service: string;
  /** The provider's address: a token is found only by an app that has the one it was saved with. */
  readonly provider: string;
  readonly log: Log;
  readonly load?: () => Promise<Keytar>;
  readonly platform?: NodeJS.Platform;
  /** How long one call may take, in milliseconds. */
  readonly timeoutMs?: number;
}

/** Refresh tokens in the keychain of the operating system (SEC-51). */
export function createSecretStore(options: SecretStoreOptions): SecretStore {
  return new KeychainSecretStore(options);
}

class KeychainSecretStore implements SecretStore {
  readonly #service: string;
  readonly #provider: string;
  readonly #log: Log;
  readonly #load: () => Promise<Keytar>;
  readonly #platform: NodeJS.Platform;
  readonly #guard: CallGuard;
  readonly #sequencer = new Sequencer();
  #keytar: Keytar | null = null;

  constructor({
    service,
    provider,
    log,
    load = loadKeytar,
    platform = process.platform,
    timeoutMs = 5_000,
  }: SecretStoreOptions) {
    this.#service = service;
    this.#provider = provider;
    this.#log = log;
    this.#load = load;
    this.#platform = platform;
    this.#guard = new CallGuard(timeoutMs);
  }

  get(account: AccountKey): Promise<string | null> {
    return this.#operation('get', async (keytar) => {
      const entry = await this.#guard.call(() =>
        keytar.getPassword(this.#service, entryName(account, this.#provider)),
      );
      if (entry !== null) return decodeEntry(entry);
      await this.#probe(keytar);
      return null;
    });
  }

  set(account: AccountKey, refreshToken: string): Promise<void> {
    return this.#operation('set', async (keytar) => {
      const entry = encodeEntry(refreshToken, this.#platform);
      await this.#guard.call(() =>
        keytar.setPassword(this.#service, entryName(account, this.#provider), entry),
      );
    });
  }

  delete(account: AccountKey): Promise<void> {
    return this.#operation('delete', async (keytar) => {
      const deleted = await this.#guard.call(() =>
        keytar.deletePassword(this.#service, entryName(account, this.#provider)),
      );
      if (!deleted) await this.#probe(keytar);
    });
  }

  #operation<T>(name: string, task: (keytar: Keytar) => Promise<T>): Promise<T> {
    return this.#sequencer.run(async () => {
      try {
        return await task(await this.#open());
      } catch (error) {
        const problem = toKeychainError(error);
        // The sentence of the operating system can hold paths; the code says enough (SEC-68).
        this.#log.warn('keychain.failed', { operation: name, code: problem.code });
        throw problem;
      }
    });
  }

  /** Loads and probes the keychain once. A failure is not remembered: the next use tries again. */
  async #open(): Promise<Keytar> {
    if (this.#keytar !== null) return this.#keytar;
    const keytar = await this.#load();
    await this.#probe(keytar);
    this.#keytar = keytar;
    this.#log.info('keychain.ready');
    return keytar;
  }

  /**
   * Writes, reads, compares and deletes a random value. Needed even when the keychain worked before:
   * a locked keyring on Linux answers "no such entry" to a read and to a delete, and only a write
   * tells the truth. Without this, a locked keyring would look like being signed out.
   */
  async #probe(keytar: Keytar): Promise<void> {
    const account = `probe-${randomBytes(9).toString('base64url')}`;
    const value = randomBytes(18).toString('base64url');
    await this.#guard.call(() => keytar.setPassword(this.#service, account, value));
    const read = await this.#guard.call(() => keytar.getPassword(this.#service, account));
    await this.#guard.call(() => keytar.deletePassword(this.#service, account));
    if (read !== value) throw new AuthError('keychain-unavailable');
  }
}
