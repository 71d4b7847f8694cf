import {
  constants,
  createHmac,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
} from 'node:crypto';

/** A key pair with the name that it has in a JWKS. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const made = new Map<string, SigningKey>();

/** RSA keys take long to make, so each is made once for a test file. */
function once(kid: string, alg: string, make: () => Pick<SigningKey, 'publicKey' | 'privateKey'>) {
  const key = made.get(kid) ?? { kid, alg, ...make() };
  made.set(kid, key);
  return key;
}

const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });

export const keys = {
  /** What the provider signs with until a row says otherwise. */
  get first() {
    return once('first', 'RS256', () => rsa(2048));
  },
  /** What it changes to, or what somebody else signs with: the row publishes it or doesn't. */
  get second() {
    return once('second', 'RS256', () => rsa(2048));
  },
  /** Too short for RFC 7518 §3.3. */
  get short() {
    return once('short', 'RS256', () => rsa(1024));
  },
  get curve() {
    return once('curve', 'ES256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  },
};

/** As it stands in a JWKS (RFC 7517 §4). */
export function publicJwk({ publicKey, kid, alg }: SigningKey, changes: object = {}): JsonWebKey {
  return { ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig', ...changes };
}

export const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signed token. With an `alg` of another kind in `header` it is what a forger would make of it. */
export function signed(key: SigningKey, header: object, claims: object): string {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), parameters(key)).toString('base64url')}`;
}

function parameters({ privateKey, alg }: SigningKey) {
  if (alg === 'ES256') return { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  if (alg !== 'PS256') return privateKey;
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return { key: privateKey, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}

/** HS256 with any text as the secret, for instance a public key. */
export function signedWithSecret(secret: string, header: object, claims: object): string {
  const text = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
