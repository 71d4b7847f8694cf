import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConfigProblem } from '../../shared/auth-state';
import { identity } from '../../shared/identity';
import { type ConfigSources, loadConfig } from './index';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'config-'));
});
afterEach(() => rm(folder, { recursive: true }));

const load = (sources: Partial<ConfigSources>) =>
  loadConfig({ env: {}, argv: [], userDataDir: folder, baked: '', ...sources });

const cognito = {
  domain: 'example.auth.eu-west-1.amazoncognito.com',
  userPoolId: 'eu-west-1_AbCdEf123',
  clientId: 'client1',
};

async function loadedFrom(settings: object, sources: Partial<ConfigSources> = {}) {
  const result = await load({ baked: JSON.stringify(settings), ...sources });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

async function problemsOf(sources: Partial<ConfigSources>): Promise<readonly ConfigProblem[]> {
  const result = await load(sources);
  if (result.ok) throw new Error('no problem was found');
  return result.problems;
}

const problemsIn = (settings: object) => problemsOf({ baked: JSON.stringify(settings) });

describe('settings for Cognito', () => {
  it('need a domain, a user pool and a client; the rest has defaults', async () => {
    expect(await loadedFrom(cognito)).toEqual({
      provider: {
        kind: 'cognito',
        issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123',
        domain: 'https://example.auth.eu-west-1.amazoncognito.com',
      },
      clientId: 'client1',
      redirectUri: identity.redirectUri,
      signOutUri: identity.signOutUri,
      scopes: ['openid', 'profile', 'email'],
      identityProvider: null,
      userAgent: 'embedded',
      allowedOrigins: [],
    });
  });

  it('take an issuer of another form as it is', async () => {
    const issuer = 'https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123';
    const { provider } = await loadedFrom({ ...cognito, issuer });
    expect(provider.issuer).toBe(issuer);
  });

  it.each([
    'https://example.auth.eu-west-1.amazoncognito.com',
    'https://example.auth.eu-west-1.amazoncognito.com/',
    'HTTPS://Example.auth.eu-west-1.amazoncognito.com',
    'example.auth.eu-west-1.amazoncognito.com',
  ])('make the domain an origin: %s', async (domain) => {
    const { provider } = await loadedFrom({ ...cognito, domain });
    expect(provider).toMatchObject({ domain: 'https://example.auth.eu-west-1.amazoncognito.com' });
  });

  it('may be a local user pool over http', async () => {
    const local = {
      issuer: 'http://127.0.0.1:4001/local_1',
      domain: 'http://127.0.0.1:4000',
      clientId: 'c',
      redirectUri: 'http://localhost:5000',
    };
    expect(await loadedFrom(local)).toMatchObject({
      provider: { kind: 'cognito', domain: 'http://127.0.0.1:4000' },
      redirectUri: 'http://localhost:5000',
    });
  });
});

it('settings for another provider need its issuer and a client', async () => {
  const { provider } = await loadedFrom({ issuer: 'https://id.example.com/', clientId: 'c' });
  expect(provider).toEqual({ kind: 'generic', issuer: 'https://id.example.com/' });
});

describe('where settings come from', () => {
  it('environment, then --config, then the user’s file, then the built-in text, key by key', async () => {
    const named = join(folder, 'named.json');
    await writeFile(named, JSON.stringify({ clientId: 'named', scopes: ['openid', 'email'] }));
    await writeFile(
      join(folder, 'config.json'),
      JSON.stringify({
        clientId: 'own',
        scopes: ['openid'],
        allowedOrigins: ['https://own.example'],
      }),
    );
    for (const argv of [
      ['app', '--config', named],
      ['app', `--config=${named}`],
    ]) {
      expect(
        await loadedFrom(
          { ...cognito, signOutUri: 'com.example.app://bye' },
          { env: { COGNITO_CLIENT_ID: 'environment' }, argv },
        ),
      ).toMatchObject({
        clientId: 'environment',
        scopes: ['openid', 'email'],
        allowedOrigins: ['https://own.example'],
        signOutUri: 'com.example.app://bye',
      });
    }
  });

  it('the environment has lists with spaces, and empty means not set', async () => {
    const config = await loadedFrom(cognito, {
      env: {
        COGNITO_SCOPES: 'openid  phone',
        COGNITO_ALLOWED_ORIGINS: 'https://a.example https://b.example/',
        COGNITO_CLIENT_ID: '',
        COGNITO_IDENTITY_PROVIDER: 'Google',
        COGNITO_DESKTOP_SOMETHING: 'not ours to judge',
      },
    });
    expect(config).toMatchObject({
      scopes: ['openid', 'phone'],
      allowedOrigins: ['https://a.example', 'https://b.example'],
      clientId: 'client1',
      identityProvider: 'Google',
    });
  });

  it('with nothing anywhere, one problem says what to write where', async () => {
    const problems = await problemsOf({});
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ source: join(folder, 'config.json') });
    expect(problems[0]?.expected).toContain('COGNITO_CLIENT_ID');
  });
});

describe('a file that cannot be used', () => {
  const file = async (text: string) => {
    const path = join(folder, 'config.json');
    await writeFile(path, text);
    return problemsOf({});
  };

  it('is named with line and column', async () => {
    expect((await file('{\n  "clientId": "c",\n}'))[0]?.problem).toContain('line 3, column 1');
  });

  it('is not quoted, since it may hold a secret', async () => {
    expect(JSON.stringify(await file('{ "clientSecret": "hunter2" "x": 1 }'))).not.toContain(
      'hunter2',
    );
  });

  it.each(['[]', '"text"', 'null', '3'])('is no object: %s', async (text) => {
    expect((await file(text))[0]?.problem).toContain('not a JSON object');
  });

  it('with a key twice is refused', async () => {
    const problems = await file(
      '{"clientId":"a","clientId":"b","domain":"d.example.com","userPoolId":"eu-west-1_A"}',
    );
    expect(problems).toMatchObject([{ key: 'clientId', problem: 'stands there twice' }]);
  });

  it('named by --config, but missing, a folder, or not named at all', async () => {
    await mkdir(join(folder, 'sub'));
    const problem = async (...argv: string[]) => (await problemsOf({ argv }))[0]?.problem;
    expect(await problem('--config', join(folder, 'none.json'))).toContain('no such file');
    expect(await problem(`--config=${join(folder, 'sub')}`)).toContain('it is a folder');
    expect(await problem('--config')).toContain('not followed by');
    expect(await problem('--config', '--other')).toContain('not followed by');
    expect(await problem('--config=a', '--config=b')).toContain('more than once');
  });
});

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
    [{ region: 'us-east-1' }, 'region', 'not the region that userPoolId begins with'],
    [{ region: 'Ireland' }, 'region', 'not the name of an AWS region'],
    [{ userPoolId: 'pool' }, 'userPoolId', 'does not look like'],
    [{ clientId: '' }, 'clientId', 'empty'],
    [{ clientId: 'a b' }, 'clientId', 'space'],
    [{ clientId: ' a' }, 'clientId', 'space around'],
    [{ clientId: null }, 'clientId', 'not a text'],
    [{ redirectUri: 'myapp://callback' }, 'redirectUri', 'without a dot'],
    [{ redirectUri: 'com.Example.app://callback' }, 'redirectUri', 'capital letters'],
    [{ redirectUri: 'com.example.app://callback#x' }, 'redirectUri', 'fragment'],
    [{ redirectUri: 'com.example.app://callback?x=1' }, 'redirectUri', 'query'],
    [{ redirectUri: 'http://example.com/callback' }, 'redirectUri', 'only allowed for localhost'],
    [{ redirectUri: '/callback' }, 'redirectUri', 'not an absolute'],
    [{ redirectUri: 'javascript:alert(1)' }, 'redirectUri', 'without a dot'],
    [{ signOutUri: 'myapp://bye' }, 'signOutUri', 'without a dot'],
    [{ scopes: 'openid' }, 'scopes', 'not a list'],
    [{ scopes: ['email'] }, 'scopes', 'lacks openid'],
    [{ scopes: ['openid', 'openid'] }, 'scopes', 'twice'],
    [{ scopes: ['openid', 'a b'] }, 'scopes', 'no scope can have'],
    [{ scopes: ['openid', 'offline_access'] }, 'scopes', 'offline_access'],
    [{ userAgent: 'system' }, 'userAgent', 'this version does not offer'],
    [{ userAgent: 'lynx' }, 'userAgent', 'not one of the choices'],
    [{ issuer: 'http://a.example/' }, 'issuer', 'only allowed for localhost'],
    [{ issuer: 'https://a.example/?x' }, 'issuer', 'query'],
    [{ issuer: 'https://a.example/#' }, 'issuer', 'fragment'],
    [{ allowedOrigins: ['https://*.example.com'] }, 'allowedOrigins', 'wildcard'],
    [{ allowedOrigins: ['https://a.example/path'] }, 'allowedOrigins', 'path'],
    [{ allowedOrigins: ['file:///etc'] }, 'allowedOrigins', 'not an https'],
    [{ identityProvider: 'x'.repeat(33) }, 'identityProvider', 'longer than 32'],
  ])('%j: %s %s', async (change, key, problem) => {
    expect(await problemsIn({ ...cognito, ...change })).toMatchObject([
      { key, problem: expect.stringContaining(problem), expected: expect.stringMatching(/./) },
    ]);
  });

  it.each([
    'com.example.app:/callback',
    'com.example.app://callback',
    'http://localhost:42813/callback',
    'http://[::1]:9/callback',
    'https://app.example.com/callback',
  ])('%s is a fine redirect URI', async (redirectUri) => {
    expect(await loadedFrom({ ...cognito, redirectUri })).toMatchObject({ redirectUri });
  });

  it('unknown keys are named, with the one that was meant', async () => {
    expect(
      await problemsIn({ ...cognito, client_id: 'x', redirctUri: 'y', colour: 'z' }),
    ).toMatchObject([
      { key: 'client_id', expected: expect.stringContaining('`clientId`') },
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
    for (const change of [{ responseType: 'token' }, { flow: 'implicit' }, { implicit: true }]) {
      expect(await problemsIn({ ...cognito, ...change })).toMatchObject([
        { problem: expect.stringContaining('RFC 9700 §2.1.2') },
      ]);
    }
    await expect(loadedFrom({ ...cognito, responseType: 'code' })).resolves.toBeDefined();
  });

  it('identityProvider is for Cognito only', async () => {
    const other = { issuer: 'https://a.example', clientId: 'c', identityProvider: 'Google' };
    expect(await problemsIn(other)).toMatchObject([{ key: 'identityProvider' }]);
  });

  it('nothing is said to be missing while a file could not be read', async () => {
    const problems = await problemsOf({
      env: { COGNITO_CLIENT_ID: 'c' },
      argv: ['--config', join(folder, 'none.json')],
    });
    expect(problems).toHaveLength(1);
  });
});
