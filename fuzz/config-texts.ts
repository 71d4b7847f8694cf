import * as fc from 'fast-check';
import { configKeys } from '../src/main/config/keys';
import { anyJson, oddText } from './texts';

/** In every value that could be a secret, so that it is found wherever a value is repeated. */
export const secret = 'hunter2-';

const address = fc
  .tuple(
    fc.constantFrom('https://', 'http://', 'HTTPS://', '', 'ftp://', 'com.example.app://', 'app:'),
    fc.constantFrom('', '', '', 'user@', 'u:p@'),
    fc.constantFrom(
      'pool.example',
      'localhost',
      '127.0.0.1',
      '[::1]',
      '127.1',
      'localhost.evil.example',
      '*.example',
      '０x7f.1',
      'pool.example.',
      'only-prefix',
    ),
    fc.constantFrom('', '', ':5000', ':0', ':99999', ':443'),
    fc.constantFrom('', '', '/', '/callback', '/eu-west-1_AbC', '//', '/..', '/ '),
    fc.constantFrom('', '', '', '?', '?x=1', '#', '#x', ' ', '\u0000'),
  )
  .map((parts) => parts.join(''));

const scopes = fc.array(
  fc.constantFrom(
    'openid',
    'profile',
    'email',
    'offline_access',
    'aws.cognito.signin.user.admin',
    '',
    'a b',
    '"',
    'openid ',
  ),
  { maxLength: 4 },
);
const amount = fc.constantFrom(
  30,
  '30',
  0,
  -1,
  1e9,
  1e308,
  0.5,
  '1e999',
  ' ',
  'soon',
  true,
  '0x10',
);

/** What is right for each setting, and what is nearly right. */
const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  region: fc.constantFrom(
    'eu-west-1',
    'eu-west-2',
    'us-gov-west-1',
    'EU-WEST-1',
    'eu-west-1\n',
    'x',
  ),
  userPoolId: fc.constantFrom(
    'eu-west-1_AbCdEf123',
    'us-east-1_x',
    'eu-west-1',
    '_',
    '../_x',
    'evil.example/_x',
    'a_b\n',
  ),
  domain: fc.oneof(fc.constant('pool.example'), address),
  clientId: fc.constantFrom('client1', 'client 1', 'é', 'x'.repeat(257), 'a\n'),
  redirectUri: fc.oneof(
    fc.constantFrom('com.example.app://auth', 'http://localhost:5000'),
    address,
  ),
  signOutUri: address,
  scopes: fc.oneof(fc.constant(['openid']), scopes),
  identityProvider: fc.constantFrom('Google', 'x'.repeat(33), ' '),
  identityProviders: fc.array(fc.constantFrom('Google', 'Corp', 'x'.repeat(33), ''), {
    maxLength: 3,
  }),
  flows: fc.array(fc.constantFrom('embedded-window', 'loopback', 'private-scheme', 'other'), {
    maxLength: 4,
  }),
  loopbackRedirectUris: fc.array(
    fc.constantFrom(
      'http://localhost:52813/callback',
      'http://127.0.0.1:1/',
      'http://[::1]:65535/callback',
      'http://localhost/callback',
      'http://0.0.0.0:52813/callback',
      'https://localhost:52813/callback',
      'http://localhost.evil.example:52813/callback',
    ),
    { maxLength: 3 },
  ),
  bouncePage: fc.constantFrom('https://a.example/bounce.html', 'http://a.example/', 'a.b://c', ''),
  issuer: fc.oneof(fc.constant('https://id.example'), address),
  allowedOrigins: fc.array(address, { maxLength: 3 }),
  idleLimitMinutes: amount,
  sessionLimitHours: amount,
  refreshTokenDays: amount,
  consentPrompt: fc.constantFrom(true, false, 'true', 'false', 1, 'yes'),
  globalSignOut: fc.constantFrom(true, false, 'true', 'false', 1, 'yes'),
  keychainFallback: fc.constantFrom('memory', 'encrypted-file', 'none'),
  apiOrigins: fc.array(address, { maxLength: 3 }),
  apiMaxMegabytes: amount,
  apiTimeoutSeconds: amount,
  updateFeed: fc.oneof(fc.constant('https://updates.example/app'), address),
  updateKeys: fc.array(
    fc.constantFrom('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', `${'A'.repeat(42)}B`, ''),
    { maxLength: 3 },
  ),
};

const wrong = fc.oneof(
  anyJson,
  oddText.map((text) => secret + text),
  fc.constantFrom(null, [], {}),
);
const notSettings = fc.oneof(
  fc.constantFrom('clientSecret', 'client_secret', 'responseType', 'implicit', 'flow', 'grantType'),
  fc.constantFrom(
    'clientid',
    'Domain',
    'scope',
    'redirectURI',
    '__proto__',
    'constructor',
    'toString',
  ),
  oddText,
);

const setting = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .constantFrom(...configKeys)
      .chain((key) =>
        fc.tuple(
          fc.constant<string>(key),
          fc.oneof({ weight: 8, arbitrary: values[key] ?? wrong }, wrong),
        ),
      ),
  },
  { weight: 1, arbitrary: fc.tuple(notSettings, fc.oneof(fc.constant(`${secret}value`), wrong)) },
);

const enough = fc.constantFrom<readonly [string, unknown][]>(
  [
    ['domain', 'pool.example'],
    ['userPoolId', 'eu-west-1_AbCdEf123'],
    ['clientId', 'client1'],
  ],
  [
    ['issuer', 'https://id.example'],
    ['clientId', 'client1'],
  ],
  [],
);

/** Settings, some of them enough to start with, with some more that may be right or wrong. */
export const settings: fc.Arbitrary<readonly (readonly [string, unknown])[]> = fc
  .tuple(enough, fc.array(setting, { maxLength: 4 }))
  .map((both) => both.flat());
