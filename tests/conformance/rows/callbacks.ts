import { type Row, rowsOf } from '../row';
import { evil } from '../script';

const at = ['sign-in'] as const;
const cognito = ['cognito'] as const;
const generic = ['generic'] as const;
const promised = { authorization_response_iss_parameter_supported: true };
const noExchange = { 'POST /oauth2/token': 0 };

/** Redirects that are not this sign-in's answer: they are passed over (SEC-4 to SEC-6). */
const strays: readonly [
  name: string,
  does: string,
  code: Row['expected'],
  redirect: (url: string) => string,
][] = [
  ['code-twice', 'sends two codes', 'callback-invalid', (url) => `${url}&code=another`],
  ['state-twice', 'sends two states', 'callback-invalid', (url) => `${url}&state=another`],
  ['iss-twice', 'sends two issuers', 'callback-invalid', (url) => `${url}&iss=a&iss=b`],
  [
    'error-twice',
    'sends two errors',
    'callback-invalid',
    (url) => `${url.replace('code=', 'error=a&error=')}`,
  ],
  [
    'description-twice',
    'describes its error twice',
    'callback-invalid',
    (url) => `${url.replace('code=', 'error=')}&error_description=a&error_description=b`,
  ],
  [
    'code-and-error',
    'sends a code and an error',
    'callback-invalid',
    (url) => `${url}&error=access_denied`,
  ],
  [
    'nothing',
    'sends neither code nor error',
    'callback-invalid',
    (url) => url.replace('code=', 'kode='),
  ],
  [
    'code-empty',
    'sends an empty code',
    'callback-invalid',
    (url) => url.replace(/code=[^&]*/, 'code='),
  ],
  [
    'implicit',
    'sends tokens instead of a code',
    'callback-invalid',
    (url) => `${url.replace('code=', 'access_token=')}&id_token=a.b.c`,
  ],
  [
    'fragment',
    'sends its answer in the fragment',
    'callback-invalid',
    (url) => url.replace('?', '#'),
  ],
  [
    'fragment-behind',
    'puts a fragment behind its answer',
    'callback-invalid',
    (url) => `${url}#more`,
  ],
  [
    'other-path',
    'sends its answer to a longer path',
    'callback-invalid',
    (url) => url.replace('/callback', '/callback/more'),
  ],
  [
    'other-host',
    'sends its answer to a host that begins like ours',
    'callback-invalid',
    (url) => url.replace('://auth/', '://auth.evil.example/'),
  ],
  [
    'user-name',
    'sends its answer with a user name in the address',
    'callback-invalid',
    (url) => url.replace('://auth/', '://us@auth/'),
  ],
  [
    'password',
    'sends its answer with a password in the address',
    'callback-invalid',
    (url) => url.replace('://auth/', '://:us@auth/'),
  ],
  [
    'port',
    'sends its answer to a port',
    'callback-invalid',
    (url) => url.replace('://auth/', '://auth:8443/'),
  ],
  [
    'other-scheme',
    'sends its answer to another scheme',
    'callback-invalid',
    (url) => url.replace(/^[^:]*/, 'https'),
  ],
  [
    'state-of-another',
    'sends another state',
    'state-mismatch',
    (url) => url.replace(/state=[^&]*/, 'state=another'),
  ],
  [
    'state-absent',
    'sends no state with its code',
    'state-mismatch',
    (url) => url.replace(/&state=[^&]*/, ''),
  ],
  [
    'error-of-another',
    'sends an error with another state',
    'state-mismatch',
    (url) => url.replace(/code=.*/, 'error=access_denied&state=another'),
  ],
];

/** The authorization response. */
export const callbacks: readonly Row[] = rowsOf([
  {
    name: 'callback-iss-of-another',
    does: 'answers in the name of another issuer (mix-up)',
    at,
    expected: 'issuer-mismatch',
    source: 'RFC 9207 §2.4; SEC-7',
    script: ({ attacker }) => ({ callback: { iss: attacker } }),
    requests: noExchange,
  },
  {
    name: 'callback-iss-empty',
    does: 'sends an empty issuer',
    at,
    expected: 'issuer-mismatch',
    source: 'RFC 9207 §2.4: simple string comparison',
    script: () => ({ callback: { iss: '' } }),
    requests: noExchange,
  },
  {
    name: 'callback-iss-absent-though-promised',
    does: 'promises `iss` in its metadata, and leaves it out',
    at,
    kinds: generic,
    expected: 'issuer-mismatch',
    source: 'RFC 9207 §2.4; SEC-7',
    script: () => ({ discovery: promised }),
    requests: noExchange,
  },
  {
    name: 'callback-iss-as-promised',
    does: 'promises `iss` in its metadata, and sends it',
    at,
    kinds: generic,
    expected: 'accept',
    source: 'RFC 9207 §2.4',
    script: ({ origin }) => ({ discovery: promised, callback: { iss: origin } }),
  },
  {
    name: 'callback-iss-with-slash',
    does: 'names its issuer with a slash at the end',
    at,
    kinds: cognito,
    expected: 'issuer-mismatch',
    source: 'RFC 9207 §2.4: simple string comparison',
    script: ({ origin }) => ({ callback: { iss: `${origin}/` } }),
    requests: noExchange,
  },
  {
    name: 'callback-error-of-another-iss',
    does: 'answers with an error in the name of another issuer',
    at,
    kinds: cognito,
    expected: 'issuer-mismatch',
    source: 'RFC 9207 §2.4; SEC-7',
    script: ({ attacker }) => ({
      callback: { code: undefined, error: 'access_denied', iss: attacker },
    }),
  },
  {
    name: 'callback-error-without-state',
    does: 'answers with an error and no state, in the app’s own sign-in window',
    at,
    kinds: cognito,
    expected: 'access-denied',
    source: 'decisions/0002-wrong-state-does-not-end-a-sign-in.md',
    script: () => ({ callback: { code: undefined, state: undefined, error: 'access_denied' } }),
  },
  {
    name: 'callback-error-with-hostile-text',
    does: 'writes HTML into the error and its description',
    at,
    kinds: cognito,
    expected: 'authorization-refused',
    source: 'SEC-18',
    script: () => ({
      callback: {
        code: undefined,
        error: `<b>${evil}</b>`,
        error_description: `<script>${evil}</script>`,
        error_uri: `https://evil.example/${evil}`,
      },
    }),
  },
  {
    name: 'callback-error-with-endless-text',
    does: 'writes 100 kB and control characters into the description of its error',
    at,
    kinds: cognito,
    expected: 'authorization-refused',
    source: 'SEC-18',
    script: () => ({
      callback: {
        code: undefined,
        error: 'server_error',
        error_description: `\u0000\u001b[31m\u202e${evil.repeat(1_000)}`,
      },
    }),
  },
  ...strays.map(([name, does, expected, redirect]) => ({
    name: `callback-${name}`,
    does,
    at,
    kinds: cognito,
    expected,
    staysOpen: true as const,
    source: name.includes('twice')
      ? 'RFC 6749 §3.1; SEC-5'
      : expected === 'state-mismatch'
        ? 'SEC-6'
        : 'SEC-4, SEC-6',
    script: () => ({ redirect }),
    requests: { 'POST /oauth2/token': 1 },
  })),
]);
