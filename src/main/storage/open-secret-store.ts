import type { SecretStore } from '../auth/ports';
import type { Config } from '../config/types';
import type { Cipher } from './encrypted-file/cipher';
import { EncryptedFileStore } from './encrypted-file/encrypted-file-store';
import { FallbackStore } from './encrypted-file/fallback-store';
import { SecretsFile } from './encrypted-file/secrets-file';
import { createSecretStore, type SecretStoreOptions } from './keychain/keychain-store';

export interface OpenSecretStoreOptions extends Omit<SecretStoreOptions, 'onHang'> {
  readonly fallback: Config['keychainFallback'];
  /** The encrypted file for `fallback: 'encrypted-file'`. */
  readonly file: string;
  /** The encrypted file for tokens that are too long for Windows Credential Manager. */
  readonly longTokensFile: string;
  readonly cipher: Cipher;
}

/**
 * The keychain, and the encrypted files for what it can't store. Long tokens on Windows always have one:
 * Credential Manager encrypts with DPAPI, and so does `safeStorage`. Where `fallback` is `memory`, the file of
 * an earlier `encrypted-file` is deleted.
 */
export function openSecretStore(options: OpenSecretStoreOptions): SecretStore {
  const { fallback, file, longTokensFile, cipher, ...rest } = options;
  const { log, platform = process.platform } = rest;
  const placeIn = (path: string) => new EncryptedFileStore({ file: path, cipher, log });
  const keychain = createSecretStore({ ...rest, onHang: endAtExitWhile });
  const store =
    platform === 'win32'
      ? new FallbackStore(keychain, {
          place: placeIn(longTokensFile),
          reason: 'keychain-too-large',
          log,
        })
      : keychain;
  if (fallback === 'encrypted-file') {
    return new FallbackStore(store, { place: placeIn(file), reason: 'keychain-unavailable', log });
  }
  new SecretsFile(file).remove().catch(() => log.warn('keychain.file-not-deleted'));
  return store;
}

/**
 * Lets the process end while a keychain call hangs. At exit, Node joins the threads of its pool (libuv's
 * `uv_library_shutdown`), and a thread that waits for the keychain never ends: `process.exit()` and
 * `app.exit()` then wait forever. So the last exit handler kills the process. Only the exit status is lost:
 * everything is written by then.
 *
 * To be called when a call hangs: a handler runs after those that were added before it.
 */
export function endAtExitWhile(isHanging: () => boolean): void {
  process.once('exit', () => {
    if (isHanging()) process.kill(process.pid, 'SIGKILL');
  });
}
