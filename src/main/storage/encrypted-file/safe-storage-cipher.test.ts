import type { SafeStorage } from 'electron';
import { describe, expect, it } from 'vitest';
import { createSafeStorageCipher } from './safe-storage-cipher';

type Backend = ReturnType<SafeStorage['getSelectedStorageBackend']>;

/** `safeStorage` as Electron 45 behaves: "available" without a keyring too, with the key of `v10`. */
function safeStorage({ backend = 'gnome_libsecret' as Backend, prefix = 'v11' } = {}) {
  const calls: string[] = [];
  const fake = {
    calls,
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text: string) => {
      calls.push(text);
      return Buffer.from(`${prefix}${text}`);
    },
    decryptStringAsync: async (data: Buffer) => ({
      result: data.toString().slice(3),
      shouldReEncrypt: false,
    }),
  };
  return fake;
}

describe('a cipher over safeStorage', () => {
  it('encrypts and decrypts', async () => {
    const cipher = createSafeStorageCipher(safeStorage(), 'linux');
    expect(await cipher.available()).toBe(true);
    const data = await cipher.encrypt('secret');
    expect(await cipher.decrypt(data)).toEqual({ text: 'secret', isStale: false });
  });

  it('passes on that data should be encrypted anew', async () => {
    const fake = safeStorage();
    fake.decryptStringAsync = async () => ({ result: 'secret', shouldReEncrypt: true });
    const cipher = createSafeStorageCipher(fake, 'linux');
    expect(await cipher.decrypt(Buffer.from('v11x'))).toEqual({ text: 'secret', isStale: true });
  });

  it.each(['basic_text', 'unknown'] as const)(
    'is not available with %s, and does not even try',
    async (backend) => {
      const fake = safeStorage({ backend });
      expect(await createSafeStorageCipher(fake, 'linux').available()).toBe(false);
      expect(fake.calls).toEqual([]);
    },
  );

  it('is not available when a real backend was chosen and the known password is used', async () => {
    const cipher = createSafeStorageCipher(safeStorage({ prefix: 'v10' }), 'linux');
    expect(await cipher.available()).toBe(false);
    await expect(cipher.encrypt('secret')).rejects.toMatchObject({ code: 'keychain-unavailable' });
    const data = Buffer.from('v10secret');
    await expect(cipher.decrypt(data)).rejects.toMatchObject({ code: 'keychain-corrupt' });
  });

  it.each(['darwin', 'win32'] as const)('asks for no backend on %s', async (platform) => {
    const { getSelectedStorageBackend: _, ...rest } = safeStorage({ prefix: 'v10' });
    const refuse = () => {
      throw new TypeError('getSelectedStorageBackend is not a function');
    };
    const cipher = createSafeStorageCipher(
      { ...rest, getSelectedStorageBackend: refuse },
      platform,
    );
    expect(await cipher.available()).toBe(true);
    expect((await cipher.decrypt(await cipher.encrypt('secret'))).text).toBe('secret');
  });

  it('is not available when Electron says so, or fails to say', async () => {
    const fake = safeStorage();
    fake.isAsyncEncryptionAvailable = async () => false;
    expect(await createSafeStorageCipher(fake, 'darwin').available()).toBe(false);
    fake.isAsyncEncryptionAvailable = () => Promise.reject(new Error('not implemented'));
    expect(await createSafeStorageCipher(fake, 'darwin').available()).toBe(false);
  });

  it('has a code for each failure', async () => {
    const fake = safeStorage();
    const cipher = createSafeStorageCipher(fake, 'darwin');
    fake.encryptStringAsync = () => Promise.reject(new Error('Error while encrypting'));
    await expect(cipher.encrypt('x')).rejects.toMatchObject({ code: 'keychain-unavailable' });
    for (const [sentence, code] of [
      [
        'safeStorage.decryptStringAsync is temporarily unavailable. Please try again.',
        'keychain-locked',
      ],
      [
        'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.',
        'keychain-corrupt',
      ],
    ] as const) {
      fake.decryptStringAsync = () => Promise.reject(new Error(sentence));
      await expect(cipher.decrypt(Buffer.from('v11x'))).rejects.toMatchObject({ code });
    }
  });
});
