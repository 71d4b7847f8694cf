import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cognito, loadedFrom, problemsOf } from '../../../tests/support/config/load';
import { identity } from '../../shared/identity';
import { configOf } from './index';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'config-'));
});
afterEach(() => rm(folder, { recursive: true }));

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
      consentPrompt: true,
      identityProvider: null,
      identityProviders: [],
      flows: ['embedded-window', 'loopback', 'private-scheme'],
      loopbackRedirectUris: identity.loopbackRedirectUris,
      bouncePage: null,
      allowedOrigins: [],
      tokenOrigins: [],
      limits: { idleMs: null, absoluteMs: null, refreshTokenMs: null },
      globalSignOutEndpoint: null,
      keychainFallback: 'memory',
      api: null,
      updates: null,
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
          { env: { COGNITO_CLIENT_ID: 'environment' }, argv, userDataDir: folder },
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
        COGNITO_KEYCHAIN_FALLBACK: 'encrypted-file',
        COGNITO_DESKTOP_SOMETHING: 'not ours to judge',
      },
    });
    expect(config).toMatchObject({
      scopes: ['openid', 'phone'],
      allowedOrigins: ['https://a.example', 'https://b.example'],
      clientId: 'client1',
      identityProvider: 'Google',
      keychainFallback: 'encrypted-file',
    });
  });

  it('with nothing anywhere, one problem says what to write where', async () => {
    const problems = await problemsOf({ userDataDir: folder });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ source: join(folder, 'config.json') });
    expect(problems[0]?.expected).toContain('COGNITO_CLIENT_ID');
  });
});

describe('a file that cannot be used', () => {
  const file = async (text: string) => {
    const path = join(folder, 'config.json');
    await writeFile(path, text);
    return problemsOf({ userDataDir: folder });
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

  it('nothing is said to be missing while a file could not be read', async () => {
    const problems = await problemsOf({
      env: { COGNITO_CLIENT_ID: 'c' },
      argv: ['--config', join(folder, 'none.json')],
    });
    expect(problems).toHaveLength(1);
  });

  it('is simply not there when the data folder cannot exist', async () => {
    const notAFolder = join(folder, 'file');
    await writeFile(notAFolder, '');
    expect(await loadedFrom(cognito, { userDataDir: notAFolder })).toMatchObject({
      clientId: 'client1',
    });
  });
});

describe('settings in the source of an app', () => {
  it('are checked like any others', () => {
    const config = configOf({
      domain: 'example.auth.eu-west-1.amazoncognito.com',
      userPoolId: 'eu-west-1_AbCdEf123',
      clientId: 'client',
      flows: ['loopback'],
    });
    expect(config).toMatchObject({ clientId: 'client', flows: ['loopback'] });
  });

  it('throw with all that is wrong, and no value', () => {
    const broken = { domain: 'secret-looking prefix', flows: ['carrier-pigeon'] };
    const failure = () => configOf(broken);
    expect(failure).toThrow(/`domain` .*; `flows` contains an unknown flow.*`clientId` is missing/);
    expect(failure).toThrow(expect.objectContaining({ code: 'config-invalid' }));
    expect(failure).not.toThrow(/secret-looking|carrier/);
  });
});
