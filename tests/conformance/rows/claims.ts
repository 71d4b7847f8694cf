import { clientId } from '../provider';
import { type Row, rowsOf } from '../row';

const cognito = ['cognito'] as const;
const generic = ['generic'] as const;

const audiences: readonly [
  name: string,
  does: string,
  claims: object,
  expected: Row['expected'],
][] = [
  ['list-of-one', 'names this client alone, in a list', { aud: [clientId] }, 'accept'],
  [
    'two-with-azp',
    'names two audiences, and this client as `azp`',
    { aud: [clientId, 'api'], azp: clientId },
    'accept',
  ],
  [
    'two-without-azp',
    'names two audiences, and no `azp`',
    { aud: [clientId, 'api'] },
    'audience-mismatch',
  ],
  [
    'two-with-other-azp',
    'names two audiences, and another client as `azp`',
    { aud: [clientId, 'api'], azp: 'api' },
    'audience-mismatch',
  ],
  [
    'one-with-other-azp',
    'names this client as the audience, and another one as `azp`',
    { azp: 'another-client' },
    'audience-mismatch',
  ],
  [
    'others-with-azp',
    'names other audiences, and this client as `azp`',
    { aud: ['api', 'web'], azp: clientId },
    'audience-mismatch',
  ],
  ['none', 'names no audience, in an empty list', { aud: [] }, 'audience-mismatch'],
  ['number', 'has a number as the audience', { aud: 7 }, 'id-token-invalid'],
];

const subjects: readonly [name: string, does: string, sub: unknown][] = [
  ['empty', 'an empty', ''],
  ['number', 'a number as the', 7],
  ['null', '`null` as the', null],
  ['too-long', 'a 256 characters long', 's'.repeat(256)],
  ['endless', 'a 100 kB long', 's'.repeat(100_000)],
];

/** What the ID token says (SEC-9, SEC-10). */
export const claims: readonly Row[] = rowsOf([
  {
    name: 'claims-at-hash-of-another-token',
    does: 'gives an ID token with the `at_hash` of another access token',
    expected: 'id-token-invalid',
    source: 'Core §3.1.3.6',
    script: () => ({ claims: { at_hash: '77QmUPtjPfzWtF2AnpK9RQ' } }),
  },
  ...audiences.map(([name, does, claims, expected]) => ({
    name: `claims-aud-${name}`,
    does: `${does}`,
    kinds: generic,
    expected,
    source: 'Core §3.1.3.7 (3–5)',
    script: () => ({ claims: { ...claims } }),
  })),
  {
    name: 'claims-of-another-client-of-the-pool',
    does: 'sends a genuine ID token that another client of the same pool was given',
    kinds: cognito,
    expected: 'audience-mismatch',
    source: 'Core §3.1.3.7 (3); SEC-9',
    script: () => ({ claims: { aud: 'another-client-of-the-pool' } }),
  },
  {
    name: 'claims-of-an-access-token',
    does: 'sends an access token as the ID token',
    kinds: cognito,
    expected: 'id-token-invalid',
    source: 'Cognito: “Verifying a JSON web token”; SEC-9',
    script: () => ({ claims: { token_use: 'access', client_id: clientId, aud: undefined } }),
  },
  ...['access', undefined, ['id']].map((use) => ({
    name: `claims-token-use-${use === undefined ? 'absent' : typeof use === 'string' ? use : 'list'}`,
    does:
      use === undefined ? 'leaves `token_use` out' : `says \`token_use: ${JSON.stringify(use)}\``,
    kinds: cognito,
    expected: 'id-token-invalid' as const,
    source: 'Cognito: “Verifying a JSON web token”; SEC-9',
    script: () => ({ claims: { token_use: use } }),
  })),
  {
    name: 'claims-token-use-elsewhere',
    does: 'knows no `token_use`, as it is not Cognito',
    kinds: generic,
    expected: 'accept',
    source: 'Core §2',
    script: () => ({ claims: { token_use: undefined } }),
  },
  {
    name: 'claims-iss-absent',
    does: 'leaves `iss` out',
    kinds: generic,
    expected: 'id-token-invalid',
    source: 'Core §2',
    script: () => ({ claims: { iss: undefined } }),
  },
  {
    name: 'claims-iss-with-slash',
    does: 'names its issuer with a slash at the end',
    kinds: generic,
    expected: 'issuer-mismatch',
    source: 'Core §3.1.3.7 (2): exactly',
    script: ({ origin }) => ({ claims: { iss: `${origin}/` } }),
  },
  ...subjects.map(([name, does, sub]) => ({
    name: `claims-sub-${name}`,
    does: `has ${does} \`sub\``,
    at: ['sign-in'] as const,
    kinds: cognito,
    expected: 'id-token-invalid' as const,
    source: 'Core §2: a text of 255 characters at most',
    script: () => ({ claims: { sub } }),
  })),
  {
    name: 'claims-sub-long',
    does: 'has a 255 characters long `sub`',
    at: ['sign-in'],
    kinds: cognito,
    expected: 'accept',
    source: 'Core §2',
    script: () => ({ claims: { sub: 's'.repeat(255) } }),
  },
  {
    name: 'claims-sub-in-another-case',
    does: 'writes the `sub` in capitals in the new ID token',
    at: ['refresh'],
    kinds: cognito,
    expected: 'subject-changed',
    source: 'Core §2: case sensitive; §12.2; SEC-10',
    script: () => ({ claims: { sub: 'PERSON' } }),
  },
  ...[undefined, '', null].map((nonce) => ({
    name: `claims-nonce-${nonce === undefined ? 'absent' : nonce === '' ? 'empty' : 'null'}`,
    does:
      nonce === undefined
        ? 'leaves `nonce` out'
        : `has \`${JSON.stringify(nonce)}\` as the \`nonce\``,
    at: ['sign-in'] as const,
    kinds: cognito,
    expected: 'nonce-mismatch' as const,
    source: 'Core §3.1.3.7 (11); SEC-9',
    script: () => ({ claims: { nonce } }),
  })),
  {
    name: 'claims-nonce-changed-at-refresh',
    does: 'puts another `nonce` into the new ID token than into the first, which it should leave out',
    at: ['refresh'],
    kinds: cognito,
    expected: 'accept',
    source:
      'Core §12.2 forbids it to the provider; nothing rests on it: a refresh answers no authorization request',
    script: () => ({ claims: { nonce: 'another' } }),
  },
  {
    name: 'claims-nonce-kept-at-refresh',
    does: 'puts the `nonce` of the first ID token into the new one',
    at: ['refresh'],
    kinds: cognito,
    expected: 'accept',
    source: 'Core §12.2',
    script: ({ lastNonce }) => ({ claims: { nonce: lastNonce } }),
  },
  {
    name: 'claims-are-a-list',
    does: 'signs a list instead of claims',
    kinds: cognito,
    expected: 'provider-invalid-response',
    source: 'RFC 7519 §4',
    script: () => ({ idToken: (_, honest) => honest.replace(/\.[^.]*\./, '.W10.') }),
  },
]);
