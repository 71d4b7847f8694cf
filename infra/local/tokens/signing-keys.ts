import { exportJWK, generateKeyPair, type JWK } from 'jose';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/** Cognito signs ID and access tokens with different RSA-2048 keys (verifying-a-jwt page). */
export interface SigningKeys {
  readonly id: SigningKey;
  readonly access: SigningKey;
}

/** The keys that sign, and those before them, which tokens already out still name. */
export class KeyRing implements SigningKeys {
  readonly #generations: SigningKeys[];

  private constructor(first: SigningKeys) {
    this.#generations = [first];
  }

  static async create(): Promise<KeyRing> {
    return new KeyRing(await createPair());
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

async function createPair(): Promise<SigningKeys> {
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
