import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../../../src/main/problems/app-error';
import type { Cipher, Decrypted } from '../../../src/main/storage/encrypted-file/cipher';

/** A cipher with a real AES-256-GCM key, which can be taken away as the operating system does. */
export class AesCipher implements Cipher {
  isAvailable = true;
  isLocked = false;
  isHanging = false;
  /** Counts up when a new key takes over. */
  generation = 0;
  readonly #keys = [randomBytes(32), randomBytes(32)];

  async available(): Promise<boolean> {
    if (this.isHanging) await new Promise(() => {});
    return this.isAvailable;
  }

  async encrypt(text: string): Promise<Buffer> {
    if (this.isLocked) throw new AppError('keychain-locked');
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key(this.generation), nonce);
    const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([this.generation]), nonce, cipher.getAuthTag(), data]);
  }

  async decrypt(data: Buffer): Promise<Decrypted> {
    if (this.isLocked) throw new AppError('keychain-locked');
    try {
      const generation = data.readUInt8(0);
      const decipher = createDecipheriv(
        'aes-256-gcm',
        this.#key(generation),
        data.subarray(1, 13),
      ).setAuthTag(data.subarray(13, 29));
      const text = Buffer.concat([decipher.update(data.subarray(29)), decipher.final()]);
      return { text: text.toString('utf8'), isStale: generation !== this.generation };
    } catch (cause) {
      throw new AppError('keychain-corrupt', { cause });
    }
  }

  #key(generation: number): Buffer {
    const key = this.#keys[generation];
    if (key === undefined) throw new Error(`there is no key ${generation}`);
    return key;
  }
}
