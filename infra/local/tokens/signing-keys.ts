import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { SavedKeys } from '../store/saved-keys';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** The private key again, as the data file has it. */
  readonly jwk: JWK;
}

/** Cognito signs ID and access tokens with different RSA-2048 keys (verifying-a-jwt page). */
export interface SigningKeys {
  readonly id: SigningKey;
  readonly access: SigningKey;
}

/** The keys that sign, and those before them, which tokens already out still name. */
export class KeyRing implements SigningKeys {
  readonly #generations: SigningKeys[];

  private constructor(generations: SigningKeys[]) {
    this.#generations = generations;
  }

  /** @param saved what `save` gave in an earlier run; none: new keys */
  static async create(saved: readonly SavedKeys[] = []): Promise<KeyRing> {
    const restored = saved.map(async ({ id, access }) => ({
      id: await restoreKey(id as JWK),
      access: await restoreKey(access as JWK),
    }));
    return new KeyRing(saved.length > 0 ? await Promise.all(restored) : [await createPair()]);
  }

  /** Another number after each change, so that unchanged keys need not be saved again. */
  get version(): number {
    return this.#generations.length;
  }

  /** For the data file. */
  save(): readonly SavedKeys[] {
    return this.#generations.map(({ id, access }) => ({ id: id.jwk, access: access.jwk }));
  }

  get id(): SigningKey {
    return this.#current.id;
  }

  get access(): SigningKey {
    return this.#current.access;
  }

  /** Everything in the JWKS, newest first. */
  all(): readonly SigningKey[] {
    return this.#generations.flatMap(({ id, access }) => [id, access]);
  }

  /** From here on new keys sign; the old ones stay published. */
  async rotate(): Promise<void> {
    this.#generations.unshift(await createPair());
  }

  /** The key that signed an access token with this `kid`. */
  findAccessKey(kid: string | undefined): SigningKey | undefined {
    return this.#generations.find(({ access }) => access.kid === kid)?.access;
  }

  get #current(): SigningKeys {
    const [current] = this.#generations;
    if (!current) throw new Error('A key ring starts with a pair of keys and never loses one.');
    return current;
  }
}

/** A new pair. */
export async function createPair(): Promise<SigningKeys> {
  const [id, access] = await Promise.all([createKey(), createKey()]);
  return { id, access };
}

/** The public half, in the fields that Cognito's JWKS has. */
export function toJwk({ kid, jwk: { e, n, kty } }: SigningKey): JWK {
  return { alg: 'RS256', e, kid, kty, n, use: 'sig' } as JWK;
}

/** A fresh RSA-2048 key under a `kid` that looks like Cognito's. */
export async function createKey(): Promise<SigningKey> {
  const options = { modulusLength: 2048, extractable: true };
  const { privateKey, publicKey } = await generateKeyPair('RS256', options);
  const kid = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
  return { kid, privateKey, publicKey, jwk: { ...(await exportJWK(privateKey)), kid } };
}

async function restoreKey(jwk: JWK): Promise<SigningKey> {
  const { kid = '', kty, e, n } = jwk;
  const [privateKey, publicKey] = await Promise.all([
    importJWK(jwk, 'RS256'),
    importJWK({ kty, e, n } as JWK, 'RS256'),
  ]);
  // Only symmetric keys come as bytes.
  return { kid, jwk, privateKey: privateKey as CryptoKey, publicKey: publicKey as CryptoKey };
}
