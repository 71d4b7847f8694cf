import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cognito, loadedFrom, problemsIn, problemsOf } from '../../../tests/support/config/load';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Command line arguments for a file with this content. */
function file(name: string, content: string | Buffer): { argv: string[] } {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { argv: ['--config', path] };
}

const read = (name: string, content: string | Buffer) => loadedFrom({}, file(name, content));

const domain = 'example.auth.eu-west-1.amazoncognito.com';
/** What all of the files below say. */
const expected = {
  clientId: '1example',
  provider: {
    kind: 'cognito',
    issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI',
    domain: `https://${domain}`,
  },
  scopes: ['email', 'openid'],
  redirectUri: 'http://localhost:3000/',
  signOutUri: 'http://localhost:3000/out',
};

const gen1 = {
  aws_project_region: 'eu-west-1',
  aws_cognito_identity_pool_id: 'eu-west-1:00000000-0000-0000-0000-000000000000',
  aws_cognito_region: 'eu-west-1',
  aws_user_pools_id: 'eu-west-1_AbCdEfGhI',
  aws_user_pools_web_client_id: '1example',
  oauth: {
    domain,
    scope: ['email', 'openid'],
    redirectSignIn: 'myapp://callback,http://localhost:3000/,https://app.example.com/',
    redirectSignOut: 'http://localhost:3000/out,https://app.example.com/',
    responseType: 'code',
  },
  aws_cognito_mfa_configuration: 'OFF',
};
const userPool = { PoolId: 'eu-west-1_AbCdEfGhI', AppClientId: '1example', Region: 'eu-west-1' };
const oAuth = {
  WebDomain: domain,
  AppClientId: '1example',
  SignInRedirectURI: 'http://localhost:3000/',
  SignOutRedirectURI: 'http://localhost:3000/out',
  Scopes: ['email', 'openid'],
};
const plugin = {
  IdentityManager: { Default: {} },
  CognitoUserPool: { Default: userPool },
  Auth: { Default: { OAuth: oAuth, authenticationFlowType: 'USER_SRP_AUTH' } },
};
const gen2 = {
  version: '1.3',
  auth: {
    user_pool_id: 'eu-west-1_AbCdEfGhI',
    aws_region: 'eu-west-1',
    user_pool_client_id: '1example',
    identity_pool_id: '',
    mfa_methods: [],
    oauth: {
      identity_providers: [],
      domain,
      scopes: ['email', 'openid'],
      redirect_sign_in_uri: ['http://localhost:3000/', 'https://app.example.com/'],
      redirect_sign_out_uri: ['http://localhost:3000/out'],
      response_type: 'code',
    },
  },
  data: { url: 'https://api.example.com/graphql', api_key: 'x' },
};
const v6 = {
  Auth: {
    Cognito: {
      userPoolId: 'eu-west-1_AbCdEfGhI',
      userPoolClientId: '1example',
      loginWith: {
        oauth: {
          domain,
          scopes: ['email', 'openid'],
          redirectSignIn: ['http://localhost:3000/'],
          redirectSignOut: ['http://localhost:3000/out'],
          responseType: 'code',
        },
      },
    },
  },
};
const v5 = {
  region: 'eu-west-1',
  userPoolId: 'eu-west-1_AbCdEfGhI',
  userPoolWebClientId: '1example',
  mandatorySignIn: true,
  oauth: gen1.oauth,
};
const exported = JSON.stringify(gen1, null, 4);

describe('a file of Amplify', () => {
  it.each([
    ['amplify_outputs.json', gen2],
    [
      'amplifyconfiguration.json',
      { UserAgent: 'x', auth: { plugins: { awsCognitoAuthPlugin: plugin } } },
    ],
    ['amplifyconfiguration.json of JavaScript', gen1],
    ['awsconfiguration.json', { Version: '1.0', ...plugin }],
    ['the argument of Amplify.configure', v6],
    ['its older form', v5],
    ['its older form, in Auth', { Auth: v5 }],
  ])('is taken: %s', async (_, content) => {
    expect(await read('c.json', JSON.stringify(content))).toMatchObject(expected);
  });

  it.each([
    `/* eslint-disable */\n// WARNING: DO NOT EDIT.\n\nconst awsmobile = ${exported};\n\n\nexport default awsmobile;\n`,
    `export default ${exported}`,
    `module.exports = ${exported};`,
    `const config: Config = ${exported} as const;\nexport default config;`,
    `const amplifyconfig = ''' ${exported}''';`,
    `const awsmobile = ${exported.replaceAll(/"(\w+)":/g, '$1:').replaceAll('"', "'")};\nmodule.exports = awsmobile`,
  ])('is taken as data when it is a script: %s', async (script) => {
    expect(await read('aws-exports.js', script)).toMatchObject(expected);
  });

  it.each([
    `const awsmobile = ${exported};\nawsmobile.oauth.domain = 'evil.example';\nexport default awsmobile;`,
    `const awsmobile = { aws_user_pools_id: process.env.POOL };\nexport default awsmobile;`,
    "import { x } from './x';\nexport default x;",
  ])('is refused when it is more than data: %s', async (script) => {
    expect(await problemsOf(file('aws-exports.js', script))).toMatchObject([
      { key: '(file)', problem: expect.stringContaining('script'), expected: /aws-exports/ },
    ]);
  });

  it('may have settings of ours beside, which must not contradict it', async () => {
    const ours = { flows: ['loopback'], clientId: '1example' };
    expect(await read('c.json', JSON.stringify({ ...gen2, ...ours }))).toMatchObject({
      ...expected,
      flows: ['loopback'],
    });
    const other = JSON.stringify({ ...gen2, clientId: 'other' });
    expect(await problemsOf(file('c.json', other))).toMatchObject([{ key: 'clientId' }]);
  });

  it('without a hosted UI lacks the domain', async () => {
    const { oauth: _, ...rest } = gen1;
    const problems = await problemsOf(file('c.json', JSON.stringify(rest)));
    expect(problems).toMatchObject([{ key: 'domain', problem: expect.stringMatching(/missing/) }]);
  });

  it('with a secret or the implicit flow is refused (SEC-13)', async () => {
    const secret = { ...userPool, AppClientSecret: 'hunter2' };
    const native = { CognitoUserPool: { Default: secret }, Auth: { Default: { OAuth: oAuth } } };
    const problems = await problemsOf(file('c.json', JSON.stringify(native)));
    expect(problems).toMatchObject([{ problem: expect.stringContaining('cannot keep one') }]);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
    const implicit = { ...gen1, oauth: { ...gen1.oauth, responseType: 'token' } };
    expect(await problemsOf(file('c.json', JSON.stringify(implicit)))).toMatchObject([
      { problem: expect.stringContaining('implicit flow') },
    ]);
  });
});

describe('the names of other libraries', () => {
  it('are those of our settings', async () => {
    const config = await loadedFrom({
      authority: 'https://login.example.com',
      client_id: 'desktop',
      redirect_uri: 'com.example.app://auth',
      post_logout_redirect_uri: 'com.example.app://out',
      postLogoutRedirectUri: 'com.example.app://out',
      response_type: 'code',
      scope: 'openid email',
    });
    expect(config).toMatchObject({
      provider: { kind: 'generic', issuer: 'https://login.example.com' },
      clientId: 'desktop',
      redirectUri: 'com.example.app://auth',
      signOutUri: 'com.example.app://out',
      scopes: ['openid', 'email'],
    });
  });

  it('may be under `oauth`', async () => {
    const { domain: host, ...rest } = cognito;
    const oauth = { domain: host, scope: ['openid'], responseType: 'code' };
    expect(await loadedFrom({ ...rest, oauth })).toMatchObject({ scopes: ['openid'] });
  });

  it('are named in an error, and must not contradict ours', async () => {
    expect(await problemsIn({ ...cognito, redirect_uri: 'javascript:alert(1)' })).toMatchObject([
      { key: 'redirectUri', source: expect.stringContaining('`redirect_uri`') },
    ]);
    expect(await problemsIn({ ...cognito, client_id: 'other' })).toMatchObject([
      { key: 'clientId', problem: expect.stringContaining('two values') },
    ]);
    const same = { ...cognito, client_id: cognito.clientId };
    expect(await loadedFrom(same)).toEqual(await loadedFrom(cognito));
  });
});

describe('a file in another encoding', () => {
  const text = JSON.stringify({ ...cognito, identityProvider: 'Ünï' });
  const big = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();

  it.each([
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16LE with its mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16BE with its mark', big],
    ['UTF-16LE without', Buffer.from(text, 'utf16le')],
    ['UTF-16BE without', big.subarray(2)],
  ])('is read: %s', async (_, content) => {
    expect(await read('c.json', content)).toMatchObject({ identityProvider: 'Ünï' });
  });

  it('is no JSON when it is cut off', async () => {
    expect(await problemsOf(file('c.json', big.subarray(0, 21)))).toMatchObject([
      { problem: expect.stringContaining('not valid JSON') },
    ]);
  });
});

it.each([
  'a:1/x b:2/y',
  'a:1/x,b:2/y',
  ' a:1/x, b:2/y, ',
  'a:1/x;b:2/y',
  'a:1/x\nb:2/y',
  ' ["a:1/x", "b:2/y"]',
])('a list in the environment has spaces, commas or semicolons, or is JSON: %j', async (list) => {
  const uris = ['http://localhost:1/x', 'http://localhost:2/y'];
  const COGNITO_LOOPBACK_REDIRECT_URIS = list.replaceAll(/[ab](?=:)/g, 'http://localhost');
  const config = await loadedFrom(cognito, { env: { COGNITO_LOOPBACK_REDIRECT_URIS } });
  expect(config.loopbackRedirectUris).toEqual(uris);
});
