import type { SecretStore } from '../auth/ports';
import type { Config } from '../config/types';
import type { Cipher } from './cipher';
import { EncryptedFileStore } from './encrypted-file-store';
import { endAtExitWhile } from './exit';
import { FallbackStore } from './fallback-store';
import { createSecretStore, type SecretStoreOptions } from './secret-store';
import { SecretsFile } from './secrets-file';

export interface OpenSecretStoreOptions extends Omit<SecretStoreOptions, 'onHang'> {
  readonly fallback: Config['keychainFallback'];
  /** Where the encrypted file is, or would be. */
  readonly file: string;
  readonly cipher: Cipher;
}

/**
 * The keychain, and the encrypted file where that was chosen. Where it is chosen no more, a file that
 * is left is deleted: `memory` means that nothing is on the disk.
 */
export function openSecretStore(options: OpenSecretStoreOptions): SecretStore {
  const { fallback, file, cipher, ...rest } = options;
  const { provider, log } = rest;
  const keychain = createSecretStore({ ...rest, onHang: endAtExitWhile });
  if (fallback === 'encrypted-file') {
    const place = new EncryptedFileStore({ file, provider, cipher, log });
    return new FallbackStore(keychain, place, log);
  }
  new SecretsFile(file).remove().catch(() => log.warn('keychain.file-not-deleted'));
  return keychain;
}
