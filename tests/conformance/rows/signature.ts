import type { createPublicKey } from 'node:crypto';
import { keys, publicJwk } from '../keys';
import { type Row, rowsOf } from '../row';
import { unsigned, withBrokenSignature, withOtherClaims, withSecretOf } from './forgeries';

const publicKeyPem = () => keys.first.publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** Where a header says that the key is, which would be the attacker's word. */
const pointers: readonly [name: string, header: (attacker: string) => object][] = [
  ['jku', (attacker) => ({ jku: `${attacker}/keys` })],
  ['x5u', (attacker) => ({ x5u: `${attacker}/keys` })],
  ['jwk', () => ({ jwk: publicJwk(keys.second) })],
  ['x5c', () => ({ x5c: [derOf(keys.second.publicKey)] })],
];

const derOf = (key: ReturnType<typeof createPublicKey>) =>
  key.export({ type: 'spki', format: 'der' }).toString('base64');

/** Who signed the ID token, and how (SEC-9). */
export const signature: readonly Row[] = rowsOf([
  ...['None', 'NONE', 'nOnE', ''].map((alg) => ({
    name: `signature-alg-${alg === '' ? 'empty' : alg}`,
    does: `does not sign the ID token, with \`alg: "${alg}"\``,
    kinds: ['generic'] as const,
    expected: 'signature-invalid' as const,
    source: 'RFC 8725 §3.1; SEC-9',
    script: () => ({
      idToken: unsigned(alg),
      discovery: { id_token_signing_alg_values_supported: ['RS256', alg] },
    }),
  })),
  {
    name: 'signature-alg-absent',
    does: 'leaves `alg` out of the header',
    kinds: ['cognito'],
    expected: 'signature-invalid',
    source: 'RFC 7515 §4.1.1; SEC-9',
    script: () => ({ header: { alg: undefined } }),
  },
  {
    name: 'signature-empty',
    does: 'says RS256 and leaves the signature out',
    kinds: ['cognito'],
    expected: 'signature-invalid',
    source: 'SEC-9',
    script: () => ({ idToken: unsigned('RS256') }),
  },
  {
    name: 'signature-hs256-with-public-key-pem',
    does: 'signs with HS256, and its own public key (PEM) as the secret',
    kinds: ['cognito'],
    expected: 'signature-invalid',
    source: 'RFC 8725 §2.1, §3.1; SEC-9',
    script: () => ({
      idToken: withSecretOf(publicKeyPem()),
      discovery: { id_token_signing_alg_values_supported: ['RS256', 'HS256'] },
    }),
  },
  {
    name: 'signature-hs256-with-public-key-jwk',
    does: 'signs with HS256, and its own public key (JWK) as the secret',
    kinds: ['generic'],
    expected: 'id-token-unsupported',
    source: 'RFC 8725 §2.1, §3.1; SEC-9',
    script: () => ({
      idToken: withSecretOf(JSON.stringify(publicJwk(keys.first))),
      discovery: { id_token_signing_alg_values_supported: ['HS256'] },
    }),
  },
  {
    name: 'signature-hs256-among-others',
    does: 'announces RS256 and HS256, and signs with HS256 and its public key (PEM) as the secret',
    kinds: ['generic'],
    expected: 'id-token-unsupported',
    source: 'RFC 8725 §2.1, §3.1; SEC-9',
    script: () => ({
      idToken: withSecretOf(publicKeyPem()),
      discovery: { id_token_signing_alg_values_supported: ['RS256', 'HS256'] },
    }),
  },
  {
    name: 'signature-encrypted-for-us',
    does: 'encrypts the ID token',
    kinds: ['generic'],
    expected: 'id-token-unsupported',
    source: 'Core §10.2',
    script: () => ({ idToken: () => 'eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d' }),
  },
  {
    name: 'signature-of-another-key',
    does: 'lets somebody else sign, under the name of its own key',
    expected: 'signature-invalid',
    source: 'SEC-9',
    script: () => ({ signWith: keys.second, header: { kid: keys.first.kid } }),
  },
  {
    name: 'signature-over-other-claims',
    does: 'changes a claim under the genuine signature',
    kinds: ['cognito'],
    expected: 'signature-invalid',
    source: 'SEC-9',
    script: () => ({ idToken: withOtherClaims({ email: 'root@example.com' }) }),
  },
  ...pointers.map(([name, header]) => ({
    name: `signature-${name}-of-an-attacker`,
    does: `lets an attacker sign, whose key the header gives by \`${name}\``,
    kinds: ['cognito'] as const,
    expected: 'signature-invalid' as const,
    source: 'RFC 8725 §3.10; SEC-9',
    script: ({ attacker }: { attacker: string }) => ({
      signWith: keys.second,
      header: { ...header(attacker) },
    }),
  })),
  {
    name: 'signature-jwk-under-own-kid',
    does: 'lets an attacker sign, whose key the header gives by `jwk`, under the name of its own key',
    kinds: ['cognito'],
    expected: 'signature-invalid',
    source: 'RFC 8725 §3.10; SEC-9',
    script: () => ({
      signWith: keys.second,
      header: { kid: keys.first.kid, jwk: publicJwk(keys.second) },
    }),
  },
  {
    name: 'signature-crit',
    does: 'demands by `crit` that a header is understood, which it isn’t',
    kinds: ['cognito'],
    expected: 'id-token-invalid',
    source: 'RFC 7515 §4.1.11',
    script: () => ({ header: { crit: ['must-be-known'], 'must-be-known': true } }),
  },
  {
    name: 'signature-crit-empty',
    does: 'sends an empty `crit`',
    kinds: ['cognito'],
    expected: 'id-token-invalid',
    source: 'RFC 7515 §4.1.11',
    script: () => ({ header: { crit: [] } }),
  },
  {
    name: 'signature-es256-advertised',
    does: 'signs with ES256, as its metadata says',
    kinds: ['generic'],
    expected: 'accept',
    source: 'SEC-9',
    at: ['sign-in'],
    script: () => ({ signWith: keys.curve, keys: [publicJwk(keys.curve)] }),
  },
  {
    name: 'signature-es256-not-advertised',
    does: 'signs with ES256, which its metadata does not name',
    kinds: ['generic'],
    at: ['sign-in'],
    expected: 'signature-invalid',
    source: 'Core §3.1.3.7 (7); SEC-9',
    script: () => ({
      signWith: keys.curve,
      keys: [publicJwk(keys.curve)],
      discovery: { id_token_signing_alg_values_supported: ['RS256'] },
    }),
  },
  {
    name: 'signature-es256-of-cognito',
    does: 'signs with ES256, where Cognito uses RS256 and nothing else',
    kinds: ['cognito'],
    at: ['sign-in'],
    expected: 'signature-invalid',
    source: 'Cognito: “Verifying a JSON web token”; SEC-9',
    script: () => ({ signWith: keys.curve, keys: [publicJwk(keys.curve)] }),
  },
  {
    name: 'signature-rs512',
    does: 'signs with RS512, and says so in its metadata',
    kinds: ['generic'],
    expected: 'signature-invalid',
    source: 'SEC-9: RS256, PS256 and ES256 are the list',
    script: () => ({
      header: { alg: 'RS512' },
      discovery: { id_token_signing_alg_values_supported: ['RS512'] },
    }),
  },
  {
    name: 'signature-encrypted',
    does: 'sends an encrypted ID token (five parts)',
    kinds: ['cognito'],
    expected: 'id-token-invalid',
    source: 'Core §2: only where it was asked for',
    script: () => ({ idToken: (_, honest) => `${honest}.AAAA.AAAA` }),
  },
  {
    name: 'signature-not-base64url',
    does: 'writes a signature that is no base64url',
    kinds: ['cognito'],
    expected: 'provider-invalid-response',
    source: 'RFC 7515 §2',
    script: () => ({ idToken: (_, honest) => honest.replace(/[^.]*$/, '@@@') }),
  },
  {
    name: 'signature-changed-and-es256-header',
    does: 'says ES256 over an RS256 signature',
    kinds: ['generic'],
    expected: 'signature-invalid',
    source: 'RFC 8725 §3.1',
    script: () => ({ header: { alg: 'ES256' }, idToken: withBrokenSignature }),
  },
]);
