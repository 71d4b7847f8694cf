import { z } from 'zod';
import { accountIdOf } from '../../auth/accounts/account-key';
import type { AccountKey, SecretStore } from '../../auth/ports';
import { AppError } from '../../problems/app-error';
import { Sequencer } from '../../util/async';
import type { Log } from '../../util/log';
import { parseJson } from '../files/json-file';
import { CallGuard, Listeners } from '../keychain/call-guard';
import { toKeychainError } from '../keychain/keychain-errors';
import type { Cipher } from './cipher';
import { type EncryptedEntries, SecretsFile } from './secrets-file';

/** What is encrypted. With its name inside, an entry moved to another account's place is none. */
const secretSchema = z.strictObject({
  v: z.literal(1),
  name: z.string(),
  refreshToken: z.string().min(1),
});

export interface EncryptedFileStoreOptions {
  readonly file: string;
  readonly cipher: Cipher;
  readonly log: Log;
  /** How long the cipher may take, in ms: it asks the operating system for its key. */
  readonly timeoutMs?: number;
}

/**
 * Refresh tokens in an encrypted file, for those who chose it, on computers without a keychain that
 * we can use. Where there is no real encryption every call is `keychain-unavailable`, and nothing is
 * written.
 */
export class EncryptedFileStore implements SecretStore {
  readonly #file: SecretsFile;
  readonly #cipher: Cipher;
  readonly #log: Log;
  readonly #guard: CallGuard;
  readonly #listeners: Listeners;
  readonly #sequencer = new Sequencer();

  constructor({ file, cipher, log, timeoutMs = 5_000 }: EncryptedFileStoreOptions) {
    this.#file = new SecretsFile(file);
    this.#cipher = cipher;
    this.#log = log;
    this.#listeners = new Listeners(log);
    this.#guard = new CallGuard({ limitMs: timeoutMs, onBack: () => this.#listeners.call() });
  }

  /** Whether there is an entry, which is not decrypted. @throws AppError `keychain-*` */
  has(account: AccountKey): Promise<boolean> {
    return this.#operation(
      'has',
      account,
      async (name) => (await this.#file.read())[name] !== undefined,
    );
  }

  get(account: AccountKey): Promise<string | null> {
    return this.#operation('get', account, async (name) => {
      const entries = await this.#file.read();
      const data = entries[name];
      if (data === undefined) return null;
      await this.#requireCipher();
      const { text, isStale } = await this.#guard.call('read', () =>
        this.#cipher.decrypt(Buffer.from(data, 'base64')),
      );
      const secret = secretSchema.safeParse(parseJson(text));
      if (!secret.success || secret.data.name !== name) throw new AppError('keychain-corrupt');
      if (isStale) await this.#encryptAnew(entries, name, text);
      return secret.data.refreshToken;
    });
  }

  set(account: AccountKey, refreshToken: string): Promise<void> {
    return this.#operation('set', account, async (name) => {
      await this.#requireCipher();
      const secret = JSON.stringify(secretSchema.parse({ v: 1, name, refreshToken }));
      await this.#write(await this.#entriesOrNone(), name, secret);
    });
  }

  delete(account: AccountKey): Promise<void> {
    return this.#operation('delete', account, async (name) => {
      const { [name]: deleted, ...others } = await this.#entriesOrNone();
      // A file that can't be understood may hold the entry, so it goes as a whole.
      await this.#file.write(others);
      if (deleted !== undefined) this.#log.info('keychain.file-entry-deleted');
    });
  }

  onAvailable(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  #operation<T>(
    operation: string,
    account: AccountKey,
    task: (name: string) => Promise<T>,
  ): Promise<T> {
    return this.#sequencer.run(async () => {
      try {
        return await task(accountIdOf(account));
      } catch (error) {
        const problem = toKeychainError(error);
        this.#log.warn('keychain.file-failed', { operation, code: problem.code });
        throw problem;
      }
    });
  }

  async #requireCipher(): Promise<void> {
    const isAvailable = await this.#guard.call('read', () => this.#cipher.available());
    if (!isAvailable) throw new AppError('keychain-unavailable');
  }

  /** A file that is damaged is replaced once there is something new to keep, or nothing to keep. */
  async #entriesOrNone(): Promise<EncryptedEntries> {
    try {
      return await this.#file.read();
    } catch (error) {
      if (error instanceof AppError && error.code === 'keychain-corrupt') return {};
      throw error;
    }
  }

  async #write(entries: EncryptedEntries, name: string, secret: string): Promise<void> {
    const data = await this.#guard.call('read', () => this.#cipher.encrypt(secret));
    await this.#file.write({ ...entries, [name]: data.toString('base64') });
  }

  /** The token was read, so it is given out whether this works or not. */
  async #encryptAnew(entries: EncryptedEntries, name: string, secret: string): Promise<void> {
    try {
      await this.#write(entries, name, secret);
    } catch (error) {
      this.#log.warn('keychain.file-not-re-encrypted', { code: toKeychainError(error).code });
    }
  }
}
