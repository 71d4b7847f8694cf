import { keys, publicJwk } from '../keys';
import { type Row, rowsOf } from '../row';
import { withSecretOf } from './forgeries';

const jwks = '/.well-known/jwks.json';
const refused = { at: ['sign-in'], expected: 'signature-invalid' } as const;

/** What the provider publishes as its keys. Fetched at a sign-in, and kept for five minutes (SEC-12). */
export const publishedKeys: readonly Row[] = rowsOf([
  {
    ...refused,
    name: 'keys-none',
    does: 'publishes no key at all; it is asked once more, and no more than that',
    source: 'SEC-12',
    script: () => ({ keys: [] }),
    requests: { [`GET ${jwks}`]: 2 },
  },
  {
    ...refused,
    name: 'keys-unknown-kid',
    does: 'names a key that it does not publish; it is asked once more, and no more than that',
    source: 'SEC-12',
    script: () => ({ header: { kid: 'unknown' } }),
    requests: { [`GET ${jwks}`]: 2 },
  },
  {
    ...refused,
    name: 'keys-for-encryption',
    does: 'publishes the key with `use: enc`',
    kinds: ['cognito'],
    source: 'RFC 7517 §4.2',
    script: () => ({ keys: [publicJwk(keys.first, { use: 'enc' })] }),
  },
  {
    ...refused,
    name: 'keys-for-other-operations',
    does: 'publishes the key with `key_ops` without `verify`',
    kinds: ['cognito'],
    source: 'RFC 7517 §4.3',
    script: () => ({ keys: [publicJwk(keys.first, { use: undefined, key_ops: ['encrypt'] })] }),
  },
  {
    name: 'keys-with-null',
    does: 'writes `null` and an empty text for what its key does not have',
    kinds: ['generic'],
    expected: 'accept',
    source: 'RFC 7517 §4: optional',
    script: () => ({
      keys: [publicJwk(keys.first, { alg: null, use: null, key_ops: null, x5u: '' })],
    }),
  },
  {
    ...refused,
    name: 'keys-for-another-algorithm',
    does: 'publishes the key for another algorithm',
    kinds: ['cognito'],
    source: 'RFC 7517 §4.4',
    script: () => ({ keys: [publicJwk(keys.first, { alg: 'RS512' })] }),
  },
  {
    ...refused,
    name: 'keys-with-one-name',
    does: 'publishes two keys that fit under one name',
    kinds: ['cognito'],
    source: 'RFC 7517 §4.5',
    script: () => ({
      keys: [publicJwk(keys.first), publicJwk(keys.second, { kid: keys.first.kid })],
    }),
  },
  {
    ...refused,
    name: 'keys-symmetric',
    does: 'publishes a secret (`oct`) and signs with it',
    kinds: ['generic'],
    expected: 'id-token-unsupported',
    source: 'SEC-9',
    script: () => ({
      idToken: withSecretOf('published'),
      keys: [
        {
          kty: 'oct',
          kid: 'first',
          alg: 'HS256',
          k: Buffer.from('published').toString('base64url'),
        },
      ],
      discovery: { id_token_signing_alg_values_supported: ['RS256', 'HS256'] },
    }),
  },
  {
    ...refused,
    name: 'keys-symmetric-for-rs256',
    does: 'publishes a secret (`oct`) for RS256',
    kinds: ['cognito'],
    source: 'SEC-9',
    script: () => ({ keys: [{ kty: 'oct', kid: 'first', alg: 'RS256', k: 'AAAA' }] }),
  },
  {
    name: 'keys-private',
    does: 'publishes its private key',
    at: ['sign-in'],
    kinds: ['cognito'],
    expected: 'provider-invalid-response',
    source: 'RFC 7517 §9.2: everybody can sign now',
    script: () => ({
      keys: [publicJwk(keys.first, keys.first.privateKey.export({ format: 'jwk' }))],
    }),
  },
  {
    name: 'keys-too-short',
    does: 'signs with an RSA key of 1024 bits',
    at: ['sign-in'],
    kinds: ['cognito'],
    expected: 'id-token-invalid',
    source: 'RFC 7518 §3.3',
    script: () => ({ signWith: keys.short, keys: [publicJwk(keys.short)] }),
  },
  {
    name: 'keys-a-thousand',
    does: 'publishes a thousand keys, its own among them',
    at: ['sign-in'],
    kinds: ['cognito'],
    expected: 'accept',
    source: 'SEC-17: the size of the answer is the limit',
    script: () => ({
      keys: [
        ...Array.from({ length: 999 }, (_, index) => publicJwk(keys.second, { kid: `k${index}` })),
        publicJwk(keys.first),
      ],
    }),
    requests: { [`GET ${jwks}`]: 1 },
  },
  {
    name: 'keys-one-of-no-type',
    does: 'publishes a key without a type beside its own',
    at: ['sign-in'],
    kinds: ['cognito'],
    expected: 'accept',
    source: 'RFC 7517 §5: such a key is passed over',
    script: () => ({ keys: [{ kid: 'other' }, publicJwk(keys.first)] }),
    requests: { [`GET ${jwks}`]: 1 },
  },
  {
    name: 'keys-as-an-error',
    does: 'calls its keys an error (404)',
    at: ['sign-in'],
    kinds: ['cognito'],
    expected: 'provider-invalid-response',
    source: 'RFC 7517 §8.5; nothing is taken from an error page',
    script: () => ({
      raw: {
        [`GET ${jwks}`]: (_, response) =>
          response
            .writeHead(404, { 'content-type': 'application/json' })
            .end(JSON.stringify({ keys: [publicJwk(keys.first)] })),
      },
    }),
  },
  {
    ...refused,
    name: 'keys-swapped-under-one-name',
    does: 'changes its key after the keys were fetched, and keeps the old name for it',
    kinds: ['cognito'],
    source: 'Core §10.1.1: a new key has a new `kid`; the next sign-in fetches the keys anew',
    script: () => ({
      signWith: keys.second,
      header: { kid: 'first' },
      keysLater: [publicJwk(keys.second, { kid: 'first' })],
    }),
    requests: { [`GET ${jwks}`]: 1 },
  },
  {
    name: 'keys-are-no-list',
    does: 'publishes something else than a list of keys',
    at: ['sign-in'],
    expected: 'provider-invalid-response',
    source: 'RFC 7517 §5',
    script: () => ({
      raw: { [`GET ${jwks}`]: (_, response) => response.end('{"keys":{"first":{}}}') },
    }),
  },
  {
    name: 'keys-are-a-page',
    does: 'answers with a page where its keys should be',
    at: ['sign-in'],
    expected: 'provider-invalid-response',
    source: 'RFC 7517 §5',
    script: () => ({
      raw: { [`GET ${jwks}`]: (_, response) => response.end('<html>Log in to the Wi-Fi</html>') },
    }),
  },
]);
