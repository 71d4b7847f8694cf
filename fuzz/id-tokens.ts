import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** How a made-up ID token is signed. */
export const signings = [
  'right',
  'wrong key',
  'none',
  'other text',
  'cut off',
  'hmac with the public key',
  'zeros',
  'padded',
  'with a fourth part',
] as const;
export type Signing = (typeof signings)[number];

export type Algorithm = 'RS256' | 'ES256';

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const newPair = (algorithm: Algorithm): Pair =>
  algorithm === 'RS256'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** A provider's signing key, a stranger's, and the tokens that either makes. */
export class Signer {
  readonly #own: Pair;
  readonly #foreign: Pair;
  /** What the provider publishes: its key, and one that is not for signatures. */
  readonly jwks: { readonly keys: readonly object[] };
  readonly foreignJwk: object;

  constructor(algorithm: Algorithm) {
    this.#own = newPair(algorithm);
    this.#foreign = newPair(algorithm);
    const jwk = (pair: Pair) => pair.publicKey.export({ format: 'jwk' });
    this.foreignJwk = jwk(this.#foreign);
    this.jwks = {
      keys: [
        { ...jwk(this.#own), kid: 'one', use: 'sig', alg: algorithm },
        { ...jwk(this.#foreign), kid: 'two', use: 'enc' },
      ],
    };
  }

  /** @param header and @param claims as JSON texts */
  token(header: string, claims: string, signing: Signing): string {
    const text = `${encode(header)}.${encode(claims)}`;
    switch (signing) {
      case 'right':
        return `${text}.${this.#signature(text)}`;
      case 'wrong key':
        return `${text}.${this.#signature(text, this.#foreign)}`;
      case 'none':
        return `${text}.`;
      case 'other text':
        return `${text}.${this.#signature(`${encode(header)}.${encode('{}')}`)}`;
      case 'cut off':
        return `${text}.${this.#signature(text).slice(0, -8)}`;
      case 'hmac with the public key':
        return `${text}.${createHmac('sha256', this.#publicText).update(text).digest('base64url')}`;
      case 'zeros':
        return `${text}.${Buffer.alloc(64).toString('base64url')}`;
      case 'padded':
        return `${text}.${this.#signature(text)}==.`;
      case 'with a fourth part':
        return `${text}.${this.#signature(text)}.x`;
    }
  }

  get #publicText(): string {
    return this.#own.publicKey.export({ format: 'pem', type: 'spki' }).toString();
  }

  #signature(text: string, { privateKey }: Pair = this.#own): string {
    const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
    return sign('sha256', Buffer.from(text), key).toString('base64url');
  }
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}
