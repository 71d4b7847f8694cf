import { type Row, rowsOf } from '../row';

const endpoints = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const;
const others = ['revocation_endpoint', 'end_session_endpoint'] as const;
const at = ['sign-in'] as const;
const kinds = ['generic'] as const;
const document = 'GET /.well-known/openid-configuration';

type Case = readonly [
  name: string,
  does: string,
  expected: Row['expected'],
  members: (origins: { origin: string; attacker: string }) => Record<string, unknown>,
];

const cases: readonly Case[] = [
  [
    'issuer-with-slash',
    'puts a slash behind its issuer',
    'issuer-mismatch',
    ({ origin }) => ({ issuer: `${origin}/` }),
  ],
  [
    'issuer-in-capitals',
    'writes the scheme of its issuer in capitals',
    'issuer-mismatch',
    ({ origin }) => ({ issuer: origin.replace('http', 'HTTP') }),
  ],
  [
    'issuer-list',
    'has a list as its issuer',
    'provider-invalid-response',
    ({ origin }) => ({ issuer: [origin] }),
  ],
  [
    'issuer-absent',
    'leaves its issuer out',
    'provider-invalid-response',
    () => ({ issuer: undefined }),
  ],
  ...endpoints.map(
    (name): Case => [
      `${name}-absent`,
      `leaves \`${name}\` out`,
      'provider-invalid-response',
      () => ({ [name]: undefined }),
    ],
  ),
  ...endpoints.flatMap((name) =>
    [null, ''].map(
      (empty): Case => [
        `${name}-${empty === null ? 'null' : 'empty'}`,
        `has ${JSON.stringify(empty)} as \`${name}\``,
        'provider-invalid-response',
        () => ({ [name]: empty }),
      ],
    ),
  ),
  ...endpoints.map(
    (name): Case => [
      `${name}-number`,
      `has a number as \`${name}\``,
      'provider-invalid-response',
      () => ({ [name]: 7 }),
    ],
  ),
  ...[...endpoints, ...others].map(
    (name): Case => [
      `${name}-http`,
      `has \`${name}\` on another server, over http`,
      'provider-invalid-response',
      ({ attacker }) => ({ [name]: `${attacker}/x` }),
    ],
  ),
  ...[...endpoints, ...others].map(
    (name): Case => [
      `${name}-foreign`,
      `has \`${name}\` on a host that the settings do not name`,
      'navigation-blocked',
      () => ({ [name]: 'https://evil.example/x' }),
    ],
  ),
  [
    'look-alike',
    'has its token endpoint on a host that begins like an allowed one',
    'navigation-blocked',
    () => ({ token_endpoint: 'https://keys.example.com.evil.example/t' }),
  ],
  [
    'allowed-host-other-port',
    'has its keys on another port of an allowed host',
    'navigation-blocked',
    () => ({ jwks_uri: 'https://keys.example.com:8443/' }),
  ],
  [
    'user-name',
    'has its own host as the user name of another',
    'provider-invalid-response',
    ({ origin }) => ({ token_endpoint: `${origin}@evil.example/t` }),
  ],
  [
    'script',
    'has a script as its logout page',
    'provider-invalid-response',
    () => ({ end_session_endpoint: 'javascript:alert(1)' }),
  ],
  [
    'data',
    'has its keys in a `data:` address',
    'provider-invalid-response',
    () => ({ jwks_uri: 'data:application/json,{"keys":[]}' }),
  ],
  [
    'relative',
    'has a relative address as its token endpoint',
    'provider-invalid-response',
    () => ({ token_endpoint: '/oauth2/token' }),
  ],
  [
    'algorithms-text',
    'has a text instead of the list of its algorithms',
    'provider-invalid-response',
    () => ({ id_token_signing_alg_values_supported: 'RS256' }),
  ],
  [
    'algorithms-symmetric',
    'names symmetric algorithms only',
    'id-token-unsupported',
    () => ({ id_token_signing_alg_values_supported: ['HS256', 'none'] }),
  ],
  [
    'algorithms-none',
    'names no algorithm, in an empty list, which counts as absent',
    'accept',
    () => ({ id_token_signing_alg_values_supported: [] }),
  ],
  [
    'algorithms-numbers',
    'names numbers as its algorithms',
    'id-token-unsupported',
    () => ({ id_token_signing_alg_values_supported: [256, null] }),
  ],
  [
    'algorithms-absent',
    'does not name its algorithms, which means RS256',
    'accept',
    () => ({ id_token_signing_alg_values_supported: undefined }),
  ],
];

/** The discovery document (SEC-8). With Cognito there is none: the settings have everything. */
export const metadata: readonly Row[] = rowsOf([
  ...cases.map(([name, does, expected, members]) => ({
    name: `metadata-${name.replaceAll('_', '-')}`,
    does,
    at,
    kinds,
    expected,
    source:
      expected === 'issuer-mismatch'
        ? 'Discovery §4.3; SEC-8'
        : name.startsWith('algorithms')
          ? 'SEC-9'
          : 'SEC-8',
    script: (origins: { origin: string; attacker: string }) => ({ discovery: members(origins) }),
    ...(expected === 'accept'
      ? {}
      : { requests: { 'GET /oauth2/authorize': 0, 'POST /oauth2/token': 0 } }),
  })),
  {
    name: 'metadata-without-revocation',
    does: 'has no endpoint to revoke a token; nothing is asked there, and all is forgotten here',
    at: ['sign-out'],
    kinds,
    expected: 'accept',
    source: 'RFC 8414 §2: optional; SEC-58',
    fromTheStart: true,
    script: () => ({ discovery: { revocation_endpoint: undefined } }),
    requests: { 'POST /oauth2/revoke': 0 },
  },
  {
    name: 'metadata-without-logout',
    does: 'has no page to end its session; the cookies are forgotten here',
    at: ['sign-out'],
    kinds,
    expected: 'accept',
    source: 'RP-Initiated Logout §2.1: optional; SEC-58',
    fromTheStart: true,
    script: () => ({ discovery: { end_session_endpoint: undefined } }),
    hasNoLogout: true,
    requests: { 'POST /oauth2/revoke': 1 },
  },
  ...[null, ''].map((empty) => ({
    name: `metadata-optional-${empty === null ? 'null' : 'empty'}`,
    does: `has ${JSON.stringify(empty)} for each optional endpoint, which counts as absent`,
    at: ['sign-out'] as const,
    kinds,
    expected: 'accept' as const,
    source: 'RFC 8414 §2: optional',
    fromTheStart: true as const,
    script: () => ({
      discovery: {
        revocation_endpoint: empty,
        end_session_endpoint: empty,
        userinfo_endpoint: empty,
        prompt_values_supported: empty,
        authorization_response_iss_parameter_supported: empty,
      },
    }),
    hasNoLogout: true as const,
    requests: { 'POST /oauth2/revoke': 0 },
  })),
  {
    name: 'metadata-redirect-loop',
    does: 'redirects to its metadata without end',
    at,
    kinds,
    expected: 'provider-invalid-response',
    source: 'RFC 9110 §15.4',
    script: () => ({
      raw: { [document]: (_, response) => response.writeHead(302, { location: '' }).end() },
    }),
  },
  {
    name: 'metadata-redirect',
    does: 'redirects to the metadata of somebody else',
    at,
    kinds,
    expected: 'provider-invalid-response',
    source: 'SEC-16',
    script: ({ attacker }) => ({
      raw: { [document]: (_, response) => response.writeHead(302, { location: attacker }).end() },
    }),
  },
  {
    name: 'metadata-page',
    does: 'answers with a page instead of its metadata',
    at,
    kinds,
    expected: 'provider-invalid-response',
    source: 'Discovery §4.2',
    script: () => ({ raw: { [document]: (_, response) => response.end('<html>Log in</html>') } }),
  },
  {
    name: 'metadata-list',
    does: 'answers with a list instead of its metadata',
    at,
    kinds,
    expected: 'provider-invalid-response',
    source: 'Discovery §4.2',
    script: () => ({ raw: { [document]: (_, response) => response.end('[]') } }),
  },
  {
    name: 'metadata-absent',
    does: 'has no metadata (404)',
    at,
    kinds,
    expected: 'provider-invalid-response',
    source: 'Discovery §4',
    script: () => ({ raw: { [document]: (_, response) => response.writeHead(404).end() } }),
  },
  {
    name: 'metadata-unused-with-cognito',
    does: 'has metadata that lead elsewhere, which are never asked for with Cognito',
    at,
    kinds: ['cognito'],
    expected: 'accept',
    source: 'SEC-8',
    script: ({ attacker }) => ({ discovery: { issuer: attacker, token_endpoint: attacker } }),
    requests: { [document]: 0 },
  },
]);
