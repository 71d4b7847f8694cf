import { createHmac, generateKeyPairSync, sign } from 'node:crypto';

export type Algorithm = 'RS256' | 'ES256';

const newPair = (algorithm: Algorithm) =>
  algorithm === 'RS256'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });
type Pair = ReturnType<typeof newPair>;

const encode = (text: string) => Buffer.from(text).toString('base64url');

function signature(text: string, { privateKey }: Pair): string {
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return sign('sha256', Buffer.from(text), key).toString('base64url');
}

/** What follows the header and the claims in a token. Only `right` is valid. */
const signatures = {
  right: (text: string, own: Pair) => `.${signature(text, own)}`,
  'wrong key': (text: string, _own: Pair, foreign: Pair) => `.${signature(text, foreign)}`,
  none: () => '.',
  'other text': (text: string, own: Pair) => `.${signature(`${text}x`, own)}`,
  'cut off': (text: string, own: Pair) => `.${signature(text, own).slice(0, -8)}`,
  'hmac with the public key': (text: string, own: Pair) => {
    const key = own.publicKey.export({ format: 'pem', type: 'spki' });
    return `.${createHmac('sha256', key).update(text).digest('base64url')}`;
  },
  zeros: () => `.${Buffer.alloc(64).toString('base64url')}`,
  padded: (text: string, own: Pair) => `.${signature(text, own)}==.`,
  'with a fourth part': (text: string, own: Pair) => `.${signature(text, own)}.x`,
};
export type Signing = keyof typeof signatures;
export const signings = Object.keys(signatures) as readonly Signing[];

/** A provider's signing key, and another one. */
export class Signer {
  readonly #own: Pair;
  readonly #foreign: Pair;
  /** What the provider publishes: its key, and one that is not for signatures. */
  readonly jwks: { readonly keys: readonly object[] };

  constructor(algorithm: Algorithm) {
    this.#own = newPair(algorithm);
    this.#foreign = newPair(algorithm);
    const jwk = (pair: Pair) => pair.publicKey.export({ format: 'jwk' });
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
    return text + signatures[signing](text, this.#own, this.#foreign);
  }
}
