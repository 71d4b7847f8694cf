import { randomBytes } from 'node:crypto';

const header = Buffer.from('{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}').toString('base64url');

/** Bytes of encrypted key, IV, ciphertext and tag; the whole comes to 1853 characters. */
const partSizes = [256, 12, 1055, 16];

/**
 * A refresh token with the looks of Cognito's: a compact JWE of about 1.85 kB that only the pool
 * can read. The size matters, because some keychains take less than that in one entry.
 */
export function createRefreshToken(): string {
  return [header, ...partSizes.map((size) => randomBytes(size).toString('base64url'))].join('.');
}
