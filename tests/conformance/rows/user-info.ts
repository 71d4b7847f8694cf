import type { ServerResponse } from 'node:http';
import { type Row, rowsOf } from '../row';
import { evil, type Script } from '../script';

const at = ['sign-in'] as const;
const kinds = ['generic'] as const;
const asked = { 'GET /oauth2/userInfo': 1 };
const notAsked = { 'GET /oauth2/userInfo': 0 };

/** Nothing in the ID token but who it is: the rest has to be asked for. */
const bare = { name: undefined, email: undefined };
const nobody = { name: null, email: null, username: null };
const annsNames = { name: 'Ann Lee', email: 'ann@example.com' };

const answers = (script: (response: ServerResponse) => void): Script => ({
  claims: bare,
  raw: { 'GET /oauth2/userInfo': (_, response) => script(response) },
});

/** Answers that are not used: the sign-in is complete without. */
const unusable: readonly [name: string, does: string, script: Script, source: string][] = [
  [
    'sub-absent',
    'does not say at UserInfo whom it tells about',
    { claims: bare, userInfo: { ...annsNames, sub: undefined } },
    'Core §5.3.2',
  ],
  [
    'refused',
    'refuses the access token at UserInfo, with a challenge',
    answers((response) => {
      response.writeHead(401, { 'www-authenticate': `Bearer error_description="${evil}"` }).end();
    }),
    'RFC 6750 §3',
  ],
  ['busy', 'is too busy for UserInfo', answers((r) => r.writeHead(503).end(evil)), 'SEC-17'],
  [
    'cut-off',
    'cuts off what UserInfo says',
    answers((response) => response.end('{"sub":"person","name":"An')),
    'Core §5.3.2',
  ],
  [
    'redirect',
    'redirects UserInfo, and the access token with it',
    answers((response) => response.writeHead(302, { location: '/elsewhere' }).end()),
    'SEC-16',
  ],
  [
    'elsewhere',
    'has its UserInfo on a host that the settings do not name; nothing is sent there',
    { claims: bare, discovery: { userinfo_endpoint: 'https://evil.example/me' } },
    'SEC-8',
  ],
  [
    'number',
    'has a number as the address of its UserInfo',
    { claims: bare, discovery: { userinfo_endpoint: 7 } },
    'SEC-8',
  ],
  [
    'absent',
    'has no UserInfo',
    { claims: bare, discovery: { userinfo_endpoint: undefined } },
    'Discovery §3: recommended only',
  ],
];

/** Where a provider tells of the person what it leaves out of the ID token (Core §5.3, §5.4). */
export const userInfo: readonly Row[] = rowsOf([
  {
    name: 'oidcc-client-test-userinfo-bearer-header',
    does: 'leaves names and e-mail address out of the ID token and has them at UserInfo, for the access token in a header',
    at,
    kinds,
    expected: 'accept',
    source: 'OIDF Basic; Core §5.4',
    script: () => ({ claims: bare, userInfo: annsNames }),
    requests: asked,
  },
  {
    name: 'oidcc-client-test-userinfo-invalid-sub',
    does: 'tells of another person at UserInfo, which is not used',
    at,
    kinds,
    expected: 'accept',
    source: 'OIDF Basic; Core §5.3.2; SEC-11',
    script: () => ({ claims: bare, userInfo: { ...annsNames, sub: 'somebody-else' } }),
    person: nobody,
    requests: asked,
  },
  {
    name: 'user-info-partly',
    does: 'has the name in the ID token and the e-mail address at UserInfo, with another name',
    at,
    kinds,
    expected: 'accept',
    source: 'Core §5.4; the ID token is the one that is signed',
    script: () => ({
      claims: { email: undefined },
      userInfo: { ...annsNames, name: 'Another Name', iss: evil, 'cognito:groups': [evil] },
    }),
    requests: asked,
  },
  ...unusable.map(([name, does, script, source]) => ({
    name: `user-info-${name}`,
    does,
    at,
    kinds,
    expected: 'accept' as const,
    source,
    script: () => script,
    person: nobody,
    // From the start, because what it says of itself is asked for once.
    fromTheStart: true as const,
  })),
  {
    name: 'user-info-kept-at-refresh',
    does: 'leaves names and e-mail address out of the new ID token; what is known stays, and UserInfo is not asked',
    at: ['refresh'],
    kinds,
    expected: 'accept',
    source: 'Core §12.2',
    script: () => ({ claims: bare, userInfo: { ...annsNames, name: 'Another Name' } }),
    requests: notAsked,
  },
  {
    name: 'user-info-not-needed',
    does: 'has all of it in the ID token, and is not asked again',
    at,
    expected: 'accept',
    source: 'Core §5.4',
    script: () => ({ userInfo: { name: 'Another Name' } }),
    requests: notAsked,
  },
  {
    name: 'user-info-unused-with-cognito',
    does: 'leaves names and e-mail address out of the ID token, as Cognito does where there are none; UserInfo is not asked',
    at: ['sign-in', 'refresh'],
    kinds: ['cognito'],
    expected: 'accept',
    source: 'Cognito: the ID token has every attribute that the app client may read',
    script: () => ({ claims: bare, userInfo: annsNames }),
    person: nobody,
    requests: notAsked,
  },
]);
