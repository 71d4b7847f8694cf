import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { accountIdOf } from '../../auth/accounts/account-key';
import type { AccountKey, SecretStore } from '../../auth/ports';
import { AppError } from '../../problems/app-error';
import { Sequencer } from '../../util/async';
import type { Log } from '../../util/log';
import { parseJson } from '../files/json-file';
import { CallGuard, Listeners } from './call-guard';
import { toKeychainError } from './keychain-errors';

/**
 * The longest entry that Windows Credential Manager takes, in bytes (`CRED_MAX_CREDENTIAL_BLOB_SIZE`).
 * keytar writes UTF-8, so one of Cognito's refresh tokens (about 1.8 kB) fits.
 */
const windowsLimitBytes = 2_560;

/** The part of keytar that is used. `findCredentials` is not: it can crash on a locked store. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** The keychain by entry name; each function is one call to it. */
interface Keychain {
  get(name: string): Promise<string | null>;
  set(name: string, text: string): Promise<void>;
  delete(name: string): Promise<boolean>;
}

export interface SecretStoreOptions {
  /** The keychain's "service", one per app: `identity.keychainService`. */
  readonly service: string;
  readonly log: Log;
  readonly load?: () => Promise<Keytar>;
  readonly platform?: NodeJS.Platform;
  /** How long one call may take, in milliseconds. */
  readonly timeoutMs?: number;
  /** Called once, when a call has hung for the first time, with what tells whether one hangs now. */
  readonly onHang?: (isHanging: () => boolean) => void;
}

/**
 * Refresh tokens in the keychain of the operating system (SEC-51). The name of an entry is the account's id,
 * because keychain viewers and backups list names in clear text.
 */
export function createSecretStore(options: SecretStoreOptions): SecretStore {
  return new KeychainSecretStore(options);
}

class KeychainSecretStore implements SecretStore {
  readonly #service: string;
  readonly #log: Log;
  readonly #load: () => Promise<Keytar>;
  readonly #guard: CallGuard;
  readonly #limitBytes: number;
  readonly #sequencer = new Sequencer();
  readonly #listeners: Listeners;
  readonly #probeName = `probe-${randomBytes(9).toString('base64url')}`;
  #keychain: Keychain | null = null;
  #isReady = false;

  constructor({
    service,
    log,
    load = loadKeytar,
    platform = process.platform,
    timeoutMs = 5_000,
    onHang = () => {},
  }: SecretStoreOptions) {
    this.#service = service;
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
      const name = accountIdOf(account);
      let text = await keychain.get(name);
      if (text === null) {
        await this.#probe(keychain);
        // The probe may have brought up the dialog that unlocks the keychain.
        text = await keychain.get(name);
      }
      this.#noteReady();
      return text === null ? null : decodeEntry(text);
    });
  }

  set(account: AccountKey, refreshToken: string): Promise<void> {
    return this.#operation('set', async (keychain) => {
      const text = encodeEntry(refreshToken);
      // Checked here, because the error message of Windows is translated.
      if (Buffer.byteLength(text) > this.#limitBytes) {
        if (!this.#isReady) await this.#probe(keychain);
        throw new AppError('keychain-too-large');
      }
      const name = accountIdOf(account);
      await keychain.set(name, text);
      if (this.#isReady) return;
      // Some keychains take an entry and give back another one, or none.
      if ((await keychain.get(name)) !== text) throw new AppError('keychain-unavailable');
      this.#noteReady();
    });
  }

  delete(account: AccountKey): Promise<void> {
    return this.#operation('delete', async (keychain) => {
      const name = accountIdOf(account);
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

  /** Loads the keychain once. A failure is not remembered: the next use tries again. */
  async #open(): Promise<Keychain> {
    this.#keychain ??= this.#guarded(await this.#load());
    return this.#keychain;
  }

  /** The keychain has given back what was stored in it. */
  #noteReady(): void {
    if (!this.#isReady) this.#log.info('keychain.ready');
    this.#isReady = true;
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
   * Writes, reads, compares and deletes a random value, where an entry is not found. Needed even when the
   * keychain worked before: a locked keyring on Linux reports "no such entry" for a read and a delete, and
   * only a write fails. Without this, a locked keyring would look like being signed out. An entry that is
   * found proves as much: password managers show each write to their users.
   */
  async #probe(keychain: Keychain): Promise<void> {
    const value = randomBytes(18).toString('base64url');
    await keychain.set(this.#probeName, value);
    const read = await keychain.get(this.#probeName);
    await keychain.delete(this.#probeName);
    if (read !== value) throw new AppError('keychain-unavailable');
  }
}

/**
 * Loads the native module. Only called when the keychain is first needed, so that starting the app
 * never opens the keychain's dialog. By `require`, since `import()` of a CommonJS package from
 * inside the package's archive has failed in one Electron release after another (electron#45896).
 */
export async function loadKeytar(): Promise<Keytar> {
  return createRequire(import.meta.url)('keytar');
}

/** A keychain entry, as compact JSON. */
const entrySchema = z.strictObject({ v: z.literal(1), refreshToken: z.string().min(1) });

export function encodeEntry(refreshToken: string): string {
  return JSON.stringify(entrySchema.parse({ v: 1, refreshToken }));
}

/** @throws AppError `keychain-corrupt` when the text is not an entry of ours. */
function decodeEntry(text: string): string {
  const entry = entrySchema.safeParse(parseJson(text));
  // No `cause`: a schema error can quote the value, and the value is the secret (SEC-68).
  if (!entry.success) throw new AppError('keychain-corrupt');
  return entry.data.refreshToken;
}
