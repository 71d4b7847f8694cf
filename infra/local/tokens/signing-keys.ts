import { exportJWK, generateKeyPair, type JWK } from 'jose';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

export interface SigningKeys {
  readonly id: SigningKey;
  readonly access: SigningKey;
}

/** Cognito signs ID and access tokens with different RSA-2048 keys (verifying-a-jwt page). */
export async function createSigningKeys(): Promise<SigningKeys> {
  const [id, access] = await Promise.all([createKey(), createKey()]);
  return { id, access };
}

/** The public half, in the fields that Cognito's JWKS has. */
export async function toJwk(key: SigningKey): Promise<JWK> {
  const { e, n, kty } = await exportJWK(key.publicKey);
  return { alg: 'RS256', e, kid: key.kid, kty, n, use: 'sig' } as JWK;
}

/** A fresh RSA-2048 key under a `kid` that looks like Cognito's. */
export async function createKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
  const kid = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
  return { kid, privateKey, publicKey };
}
