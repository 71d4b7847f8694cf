import { randomBytes } from 'node:crypto';
import type { AccountKey, SecretStore } from '../../auth/ports';
import { AppError } from '../../problems/app-error';
import { Sequencer } from '../../util/async';
import type { Log } from '../../util/log';
import { CallGuard } from './call-guard';
import { decodeEntry, encodeEntry } from './entry';
import { entryName } from './entry-name';
import { toKeychainError } from './keychain-errors';
import { type Keytar, loadKeytar } from './keytar-binding';
import { Listeners } from './listeners';

/**
 * The longest entry that Windows Credential Manager takes, in bytes (`CRED_MAX_CREDENTIAL_BLOB_SIZE`).
 * keytar writes UTF-8, so one of Cognito's refresh tokens (about 1.8 kB) fits.
 */
const windowsLimitBytes = 2_560;

/** The keychain by entry name; each function is one call to it. */
interface Keychain {
  get(name: string): Promise<string | null>;
  set(name: string, text: string): Promise<void>;
  delete(name: string): Promise<boolean>;
}

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
  /** Called once, when a call has hung for the first time, with what tells whether one hangs now. */
  readonly onHang?: (isHanging: () => boolean) => void;
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
  readonly #guard: CallGuard;
  readonly #limitBytes: number;
  readonly #sequencer = new Sequencer();
  readonly #listeners: Listeners;
  readonly #probeName = `probe-${randomBytes(9).toString('base64url')}`;
  #keychain: Keychain | null = null;

  constructor({
    service,
    provider,
    log,
    load = loadKeytar,
    platform = process.platform,
    timeoutMs = 5_000,
    onHang = () => {},
  }: SecretStoreOptions) {
    this.#service = service;
    this.#provider = provider;
    this.#log = log;
    this.#load = load;
    this.#limitBytes = platform === 'win32' ? windowsLimitBytes : Number.POSITIVE_INFINITY;
    this.#listeners = new Listeners(log);
    let hasHung = false;
    this.#guard = new CallGuard({
      limitMs: timeoutMs,
      onHang: () => {
        if (!hasHung) onHang(() => this.#guard.isHanging);
        hasHung = true;
      },
      onBack: () => {
        log.info('keychain.available-again');
        this.#listeners.call();
      },
    });
  }

  get(account: AccountKey): Promise<string | null> {
    return this.#operation('get', async (keychain) => {
      const name = entryName(account, this.#provider);
      let text = await keychain.get(name);
      if (text === null) {
        await this.#probe(keychain);
        // The probe may have brought up the dialog that unlocks the keychain.
        text = await keychain.get(name);
      }
      return text === null ? null : decodeEntry(text);
    });
  }

  set(account: AccountKey, refreshToken: string): Promise<void> {
    return this.#operation('set', async (keychain) => {
      const text = encodeEntry(refreshToken);
      // Checked here, because the error message of Windows is translated.
      if (Buffer.byteLength(text) > this.#limitBytes) throw new AppError('keychain-too-large');
      await keychain.set(entryName(account, this.#provider), text);
    });
  }

  delete(account: AccountKey): Promise<void> {
    return this.#operation('delete', async (keychain) => {
      const name = entryName(account, this.#provider);
      if (await keychain.delete(name)) return;
      await this.#probe(keychain);
      await keychain.delete(name);
    });
  }

  onAvailable(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  #operation<T>(name: string, task: (keychain: Keychain) => Promise<T>): Promise<T> {
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
  async #open(): Promise<Keychain> {
    if (this.#keychain !== null) return this.#keychain;
    const keychain = this.#guarded(await this.#load());
    await this.#probe(keychain);
    this.#keychain = keychain;
    this.#log.info('keychain.ready');
    return keychain;
  }

  #guarded(keytar: Keytar): Keychain {
    const [guard, service] = [this.#guard, this.#service];
    return {
      get: (name) => guard.call('read', () => keytar.getPassword(service, name)),
      set: (name, text) => guard.call('write', () => keytar.setPassword(service, name, text)),
      delete: (name) => guard.call('write', () => keytar.deletePassword(service, name)),
    };
  }

  /**
   * Writes, reads, compares and deletes a random value. Needed even when the keychain worked before:
   * a locked keyring on Linux answers "no such entry" to a read and to a delete, and only a write
   * tells the truth. Without this, a locked keyring would look like being signed out.
   */
  async #probe(keychain: Keychain): Promise<void> {
    const value = randomBytes(18).toString('base64url');
    await keychain.set(this.#probeName, value);
    const read = await keychain.get(this.#probeName);
    await keychain.delete(this.#probeName);
    if (read !== value) throw new AppError('keychain-unavailable');
  }
}
