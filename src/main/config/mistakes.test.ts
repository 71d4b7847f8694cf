import { describe, expect, it } from 'vitest';
import { cognito, loadedFrom, problemsIn, problemsOf } from '../../../tests/support/config/load';

describe('mistakes', () => {
  it('are named all at once, each with its source', async () => {
    const problems = await problemsOf({
      env: { COGNITO_REGION: 'Ireland' },
      baked: '{"domain":"example","clientId":7,"scopes":["profile"],"redirectUri":"myapp://x"}',
    });
    const builtIn = 'the configuration built into this app';
    expect(problems.map(({ key, source }) => [key, source])).toEqual([
      ['region', 'environment COGNITO_REGION'],
      ['domain', builtIn],
      ['clientId', builtIn],
      ['redirectUri', builtIn],
      ['userPoolId', 'not set anywhere'],
      ['scopes', builtIn],
    ]);
  });

  it.each([
    [{ domain: 'example' }, 'domain', 'only a prefix'],
    [{ domain: 'https://a.example.com/login' }, 'domain', 'path'],
    [{ domain: 'http://a.example.com' }, 'domain', 'only allowed for localhost'],
    [{ domain: 'https://u:p@a.example.com' }, 'domain', 'user name or password'],
    [{ domain: 'https://:p@a.example.com' }, 'domain', 'user name or password'],
    [{ domain: 'http://localhost.a.example' }, 'domain', 'only allowed for localhost'],
    [{ domain: 'http://127.0.0.1.a.example' }, 'domain', 'only allowed for localhost'],
    [{ domain: 'http://0.0.0.0' }, 'domain', 'only allowed for localhost'],
    [{ domain: 'a.example.com.' }, 'domain', 'ends with a dot'],
    [{ domain: 'a.example.com?x' }, 'domain', 'path'],
    [{ domain: 'cognito-idp.eu-west-1.amazonaws.com' }, 'domain', 'host of the issuer'],
    [
      { issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab/' },
      'issuer',
      'not written as in the tokens',
    ],
    [
      { issuer: 'https://a.example/x/.well-known/openid-configuration' },
      'issuer',
      'the discovery document',
    ],
    [{ domain: 'a.example.com#x' }, 'domain', 'path'],
    [{ region: 'us-east-1' }, 'region', 'not the region that userPoolId begins with'],
    [{ region: 'eu-west-1x' }, 'region', 'not the name of an AWS region'],
    [{ region: 'Ireland' }, 'region', 'not the name of an AWS region'],
    [{ userPoolId: 'pool' }, 'userPoolId', 'does not look like'],
    [{ clientId: '' }, 'clientId', 'empty'],
    [{ clientId: 'a b' }, 'clientId', 'space'],
    [{ clientId: ' a' }, 'clientId', 'space around'],
    [{ clientId: '"a"' }, 'clientId', 'quotation marks'],
    [{ clientId: 'x'.repeat(257) }, 'clientId', 'no client id has'],
    [{ clientId: null }, 'clientId', 'not a text'],
    [{ redirectUri: 'myapp://callback' }, 'redirectUri', 'without a dot'],
    [{ redirectUri: 'com.Example.app://callback' }, 'redirectUri', 'capital letters'],
    [{ redirectUri: 'com.example.app://callback#x' }, 'redirectUri', 'fragment'],
    [{ redirectUri: 'com.example.app://callback?x=1' }, 'redirectUri', 'query'],
    [{ redirectUri: 'http://localhost:1/,https://a.example/' }, 'redirectUri', 'more than one'],
    [
      { loopbackRedirectUris: ['http://localhost:1/a|http://localhost:2/a'] },
      'loopbackRedirectUris',
      'more than one',
    ],
    [{ redirectUri: 'http://example.com/callback' }, 'redirectUri', 'only allowed for localhost'],
    [{ redirectUri: 'com.example.app://u:p@auth/x' }, 'redirectUri', 'user name or password'],
    [{ redirectUri: 'com.example.app://:p@auth/x' }, 'redirectUri', 'user name or password'],
    [{ redirectUri: 'com.example.app://auth/call back' }, 'redirectUri', 'not an absolute'],
    [{ redirectUri: 'https://a.example.com\u0000' }, 'redirectUri', 'cannot be seen'],
    [{ issuer: 'https://a.exam\tple' }, 'issuer', 'cannot be seen'],
    [{ redirectUri: '/callback' }, 'redirectUri', 'not an absolute'],
    [{ redirectUri: 'javascript:alert(1)' }, 'redirectUri', 'without a dot'],
    [{ signOutUri: 'myapp://bye' }, 'signOutUri', 'without a dot'],
    [{ scopes: 'openid' }, 'scopes', 'not a list'],
    [{ scopes: ['email'] }, 'scopes', 'lacks openid'],
    [{ scopes: ['openid', 'openid'] }, 'scopes', 'twice'],
    [{ scopes: ['openid', 'a b'] }, 'scopes', 'no scope can have'],
    [{ scopes: ['openid', 'a"b'] }, 'scopes', 'no scope can have'],
    [{ scopes: ['openid', 'a\\b'] }, 'scopes', 'no scope can have'],
    [{ scopes: ['openid', 'offline_access'] }, 'scopes', 'offline_access'],
    [{ identityProviders: ['x'.repeat(33)] }, 'identityProviders', 'longer than 32'],
    [{ flows: ['lynx'] }, 'flows', 'an unknown flow'],
    [{ flows: [] }, 'flows', 'an empty list'],
    [{ flows: ['loopback', 'loopback'] }, 'flows', 'something twice'],
    [{ loopbackRedirectUris: ['http://localhost/cb'] }, 'loopbackRedirectUris', 'names no port'],
    [{ loopbackRedirectUris: ['https://localhost:1/cb'] }, 'loopbackRedirectUris', 'not an http'],
    [{ loopbackRedirectUris: ['a.b://c:1/d'] }, 'loopbackRedirectUris', 'not an http'],
    [{ loopbackRedirectUris: ['http://a.example:1/'] }, 'loopbackRedirectUris', 'only allowed for'],
    [{ loopbackRedirectUris: [] }, 'loopbackRedirectUris', 'an empty list'],
    [{ bouncePage: 'com.example.app://auth' }, 'bouncePage', 'not an https address'],
    [{ bouncePage: 'https://a.example/b?c' }, 'bouncePage', 'a query'],
    [{ issuer: 'http://a.example/' }, 'issuer', 'only allowed for localhost'],
    [{ issuer: 'https://a.example/?x' }, 'issuer', 'query'],
    [{ issuer: 'https://a.example/#' }, 'issuer', 'fragment'],
    [{ allowedOrigins: ['https://*.example.com'] }, 'allowedOrigins', 'wildcard'],
    [{ allowedOrigins: ['https://a.example/path'] }, 'allowedOrigins', 'path'],
    [{ allowedOrigins: ['file:///etc'] }, 'allowedOrigins', 'not an https'],
    [{ keychainFallback: 'plain-file' }, 'keychainFallback', 'not one of the choices'],
    [{ apiOrigins: 'https://api.example.com' }, 'apiOrigins', 'not a list'],
    [{ apiOrigins: ['http://api.example.com'] }, 'apiOrigins', 'only allowed for localhost'],
    [{ apiOrigins: ['https://api.example.com/prod'] }, 'apiOrigins', 'path'],
    [{ apiOrigins: ['https://u:p@api.example.com'] }, 'apiOrigins', 'user name or password'],
    [{ apiOrigins: ['https://*.example.com'] }, 'apiOrigins', 'wildcard'],
    [{ apiMaxMegabytes: 101 }, 'apiMaxMegabytes', 'above 100'],
    [{ apiTimeoutSeconds: 'soon' }, 'apiTimeoutSeconds', 'not a number'],
    [{ identityProvider: 'x'.repeat(33) }, 'identityProvider', 'longer than 32'],
  ])('%j: %s %s', async (change, key, problem) => {
    expect(await problemsIn({ ...cognito, ...change })).toMatchObject([
      { key, problem: expect.stringContaining(problem), expected: expect.stringMatching(/./) },
    ]);
  });

  it.each([
    'com.example.app:/callback',
    'com.example.app://callback',
    'http://localhost:52813/callback',
    'http://[::1]:9/callback',
    'https://app.example.com/callback',
  ])('%s is a fine redirect URI', async (redirectUri) => {
    expect(await loadedFrom({ ...cognito, redirectUri })).toMatchObject({ redirectUri });
  });

  it('unknown keys are named, with the one that was meant', async () => {
    expect(
      await problemsIn({ ...cognito, ClientID: 'x', redirctUri: 'y', colour: 'z' }),
    ).toMatchObject([
      { key: 'ClientID', expected: expect.stringContaining('`clientId`') },
      { key: 'redirctUri', expected: expect.stringContaining('`redirectUri`') },
      { key: 'colour', expected: expect.stringContaining('one of region') },
    ]);
    expect(
      await problemsOf({ env: { COGNITO_DOMIAN: 'd' }, baked: JSON.stringify(cognito) }),
    ).toMatchObject([{ key: 'COGNITO_DOMIAN', expected: 'did you mean `COGNITO_DOMAIN`?' }]);
  });

  it('SEC-13: a client secret is refused with the reason, and never echoed', async () => {
    for (const sources of [
      { baked: JSON.stringify({ ...cognito, clientSecret: 'hunter2' }) },
      { baked: JSON.stringify({ ...cognito, ['client_' + 'secret']: 'hunter2' }) },
      { baked: JSON.stringify(cognito), env: { COGNITO_CLIENT_SECRET: 'hunter2' } },
    ]) {
      const problems = await problemsOf(sources);
      expect(problems).toMatchObject([{ problem: expect.stringContaining('cannot keep one') }]);
      expect(JSON.stringify(problems)).not.toContain('hunter2');
    }
  });

  it('the implicit flow is refused with the reason; the code flow needs no setting', async () => {
    const refused = [{ problem: expect.stringContaining('RFC 9700 §2.1.2') }];
    for (const change of [
      { responseType: 'token' },
      { flow: 'implicit' },
      { grantType: 'password' },
      { implicit: true },
    ]) {
      expect(await problemsIn({ ...cognito, ...change })).toMatchObject(refused);
    }
    const env = { COGNITO_RESPONSE_TYPE: 'token' };
    expect(await problemsOf({ baked: JSON.stringify(cognito), env })).toMatchObject(refused);
    for (const change of [
      { responseType: 'code' },
      { grantType: 'authorization_code' },
      { implicit: false },
    ]) {
      expect(await loadedFrom({ ...cognito, ...change })).toEqual(await loadedFrom(cognito));
    }
  });

  it('identityProvider is for Cognito only', async () => {
    const other = { issuer: 'https://a.example', clientId: 'c', identityProvider: 'Google' };
    expect(await problemsIn(other)).toMatchObject([{ key: 'identityProvider' }]);
  });

  it.each([
    'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI',
    'https://issuer-cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_Ab/',
  ])('the issuer of a user pool needs a domain: %s', async (issuer) => {
    expect(await problemsIn({ issuer, clientId: '1example' })).toMatchObject([
      { key: 'domain', problem: 'is missing: `issuer` is a Cognito user pool' },
    ]);
  });

  it('domain and issuer are told from each other', async () => {
    const issuer = `https://${cognito.domain}`;
    expect(await problemsIn({ issuer, clientId: 'c' })).toMatchObject([
      { key: 'issuer', problem: 'is the domain of a user pool' },
    ]);
    expect(await problemsIn({ domain: 'tenant.eu.auth0.com', clientId: 'c' })).toMatchObject([
      { key: 'userPoolId', expected: expect.stringContaining('`issuer` instead of `domain`') },
    ]);
  });

  it.each(['COGNITO_USER_POOL_ARN', 'COGNITO_IDENTITY_POOL_ID', 'COGNITO_JWKS_URI'])(
    'the variable of another program is passed over: %s',
    async (name) => {
      const sources = { env: { [name]: 'x' } };
      expect(await loadedFrom(cognito, sources)).toEqual(await loadedFrom(cognito));
    },
  );

  it('consentPrompt is for other providers only', async () => {
    expect(await problemsIn({ ...cognito, consentPrompt: true })).toMatchObject([
      { key: 'consentPrompt', problem: expect.stringContaining('other providers only') },
    ]);
    const other = { issuer: 'https://a.example', clientId: 'c' };
    expect(await loadedFrom({ ...other, consentPrompt: false })).toMatchObject({
      consentPrompt: false,
    });
    expect(await problemsIn({ ...other, consentPrompt: 'no' })).toMatchObject([
      { key: 'consentPrompt', problem: 'is neither true nor false' },
    ]);
  });

  it('a key that every object has is no setting, and a very long one is cut', async () => {
    const long = 'x'.repeat(100);
    expect(await problemsIn({ ...cognito, constructor: 'x', [long]: 'y' })).toMatchObject([
      { key: 'constructor', problem: 'is not a setting of this app' },
      { key: 'x'.repeat(60), problem: 'is not a setting of this app' },
    ]);
  });
});
