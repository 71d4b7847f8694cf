import type { SafeStorage } from 'electron';
import { AppError } from '../../problems/app-error';
import type { Cipher } from './cipher';

type Used =
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend';

/**
 * Electron's `safeStorage` as a cipher. Its answers are not taken at their word on Linux:
 * `isAsyncEncryptionAvailable()` is true without a keyring too, and Chromium then encrypts with a
 * password that stands in its source. So the backend has to be a real one, and so has the key that
 * was used: data that begins with `v10` was encrypted with that password (Chromium,
 * components/os_crypt/async/browser/posix_key_provider.cc; on macOS and Windows `v10` is the proper key).
 */
export function createSafeStorageCipher(
  safeStorage: Pick<SafeStorage, Used>,
  platform: NodeJS.Platform = process.platform,
): Cipher {
  const isReal = (data: Buffer) =>
    platform !== 'linux' || data.subarray(0, 3).toString('latin1') !== 'v10';

  return {
    async available() {
      try {
        if (platform === 'linux') {
          const backend = safeStorage.getSelectedStorageBackend();
          if (backend === 'basic_text' || backend === 'unknown') return false;
        }
        if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
        return isReal(await safeStorage.encryptStringAsync('probe'));
      } catch {
        return false;
      }
    },

    async encrypt(text) {
      const data = await safeStorage.encryptStringAsync(text).catch((error: unknown) => {
        throw new AppError('keychain-unavailable', { cause: error });
      });
      if (!isReal(data)) throw new AppError('keychain-unavailable');
      return data;
    },

    async decrypt(data) {
      // Anybody can make such data, so it is not ours.
      if (!isReal(data)) throw new AppError('keychain-corrupt');
      try {
        const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(data);
        return { text: result, isStale: shouldReEncrypt };
      } catch (error) {
        // Electron's sentence for a key that the system does not give out right now.
        const isPassing = error instanceof Error && /temporarily unavailable/.test(error.message);
        throw new AppError(isPassing ? 'keychain-locked' : 'keychain-corrupt', { cause: error });
      }
    },
  };
}
