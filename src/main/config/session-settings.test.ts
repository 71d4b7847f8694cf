import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cognito, loadedFrom, problemsIn, problemsOf } from '../../../tests/support/config/load';

const hour = 3_600_000;
const scope = 'aws.cognito.signin.user.admin';
const baked = JSON.stringify(cognito);

describe('SEC-60: how long a session may last', () => {
  it('is no matter of ours unless somebody says so', async () => {
    expect((await loadedFrom(cognito)).limits).toEqual({
      idleMs: null,
      absoluteMs: null,
      refreshTokenMs: null,
    });
  });

  it('is set in minutes, hours and days, parts of them included', async () => {
    const limits = { idleLimitMinutes: 30, sessionLimitHours: 12, refreshTokenDays: 30 };
    expect((await loadedFrom({ ...cognito, ...limits })).limits).toEqual({
      idleMs: hour / 2,
      absoluteMs: 12 * hour,
      refreshTokenMs: 30 * 24 * hour,
    });
    const parts = { idleLimitMinutes: 1.5, sessionLimitHours: 0.5, refreshTokenDays: 0.5 };
    expect((await loadedFrom({ ...cognito, ...parts })).limits).toEqual({
      idleMs: 90_000,
      absoluteMs: hour / 2,
      refreshTokenMs: 12 * hour,
    });
  });

  const keys = ['idleLimitMinutes', 'sessionLimitHours', 'refreshTokenDays'] as const;
  it.each(
    keys.flatMap((key) => [
      [key, 0, 'is below'],
      [key, -1, 'is below'],
      [key, '-1', 'is below'],
      [key, 1e9, 'is above'],
      [key, '1000000000', 'is above'],
      [key, 'half an hour', 'is not a number'],
      [key, '30m', 'is not a number'],
      [key, 'NaN', 'is not a number'],
      [key, 'Infinity', 'is not a number'],
      [key, '1e2', 'is not a number'],
      [key, '0x10', 'is not a number'],
      [key, '30,5', 'is not a number'],
      [key, ' ', 'is not a number'],
      [key, '', 'is not a number'],
      [key, true, 'is not a number'],
      [key, null, 'is not a number'],
      [key, [30], 'is not a number'],
    ]),
  )('%s: %j %s', async (key, value, problem) => {
    const problems = await problemsIn({ ...cognito, [String(key)]: value });
    expect(problems).toMatchObject([
      { key, problem: expect.stringContaining(String(problem)), expected: expect.any(String) },
    ]);
  });

  it.each([
    ['idleLimitMinutes', 0.9, 'is below 1'],
    ['sessionLimitHours', 0.09, 'is below 0.1'],
    ['refreshTokenDays', 0.039, 'is below 0.04'],
  ])('%s: %d %s, with which nobody could stay signed in', async (key, value, problem) => {
    expect(await problemsIn({ ...cognito, [key]: value })).toMatchObject([{ key, problem }]);
  });
});

describe('globalSignOut', () => {
  it.each([true, 'true'])('%j calls the API of the pool’s own Region', async (globalSignOut) => {
    const scopes = ['openid', scope];
    const config = await loadedFrom({ ...cognito, globalSignOut, scopes });
    expect(config.globalSignOutEndpoint).toBe('https://cognito-idp.eu-west-1.amazonaws.com/');
  });

  it.each([false, 'false'])('%j is the same as leaving it out', async (globalSignOut) => {
    expect(await loadedFrom({ ...cognito, globalSignOut })).toEqual(await loadedFrom(cognito));
  });

  it('goes to the API’s host, not to that of an issuer for several Regions', async () => {
    const issuer = 'https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123';
    const settings = { ...cognito, issuer, globalSignOut: true, scopes: ['openid', scope] };
    const { globalSignOutEndpoint } = await loadedFrom(settings);
    expect(globalSignOutEndpoint).toBe('https://cognito-idp.eu-west-1.amazonaws.com/');
  });

  it.each(['yes', 'TRUE', 1, 0, null, ''])('%j is neither true nor false', async (value) => {
    expect(await problemsIn({ ...cognito, globalSignOut: value })).toMatchObject([
      { key: 'globalSignOut', problem: 'is neither true nor false' },
    ]);
  });

  it('without its scope is a mistake that names the scope', async () => {
    for (const scopes of [undefined, ['openid', 'profile']]) {
      const settings = { ...cognito, globalSignOut: true, ...(scopes ? { scopes } : {}) };
      expect(await problemsIn(settings)).toMatchObject([
        { key: 'globalSignOut', problem: expect.stringContaining(scope) },
      ]);
    }
  });

  it('is for Cognito only', async () => {
    const settings = { issuer: 'https://a.example', clientId: 'c', globalSignOut: true };
    expect(await problemsIn(settings)).toMatchObject([
      { key: 'globalSignOut', problem: expect.stringContaining('Cognito only') },
    ]);
  });
});

describe('keychainFallback', () => {
  it.each(['memory', 'encrypted-file'] as const)('may be %s', async (keychainFallback) => {
    expect(await loadedFrom({ ...cognito, keychainFallback })).toMatchObject({ keychainFallback });
  });

  it.each(['plain-file', 'Memory', '', true, null])('%j is not a choice', async (value) => {
    expect(await problemsIn({ ...cognito, keychainFallback: value })).toMatchObject([
      { key: 'keychainFallback', problem: 'is not one of the choices' },
    ]);
  });
});

describe('an API', () => {
  it('has limits, whoever sets none', async () => {
    const apiOrigins = ['https://API.example.com:443/', 'http://127.0.0.1:42803'];
    expect(await loadedFrom({ ...cognito, apiOrigins })).toMatchObject({
      api: {
        origins: ['https://api.example.com', 'http://127.0.0.1:42803'],
        maxBytes: 10_000_000,
        timeoutMs: 60_000,
      },
    });
  });

  it('may have others', async () => {
    const settings = { apiOrigins: ['https://a.example'], apiMaxMegabytes: 0.5 };
    const env = { COGNITO_API_TIMEOUT_SECONDS: '5', COGNITO_API_ORIGINS: 'https://b.example' };
    expect(await loadedFrom({ ...cognito, ...settings }, { env })).toMatchObject({
      api: { origins: ['https://b.example'], maxBytes: 500_000, timeoutMs: 5_000 },
    });
  });

  it('there is none without an address of it', async () => {
    expect(await loadedFrom({ ...cognito, apiOrigins: [] })).toMatchObject({ api: null });
  });
});

describe('the environment', () => {
  const env = {
    COGNITO_IDLE_LIMIT_MINUTES: '15',
    COGNITO_SESSION_LIMIT_HOURS: '8',
    COGNITO_REFRESH_TOKEN_DAYS: '5',
    COGNITO_GLOBAL_SIGN_OUT: 'true',
    COGNITO_KEYCHAIN_FALLBACK: 'encrypted-file',
    COGNITO_SCOPES: `openid ${scope}`,
  };
  const inFiles = {
    ...cognito,
    idleLimitMinutes: 1,
    sessionLimitHours: 1,
    refreshTokenDays: 1,
    globalSignOut: false,
    keychainFallback: 'memory',
  };

  it('has each of them, and comes before the files', async () => {
    expect(await loadedFrom(inFiles, { env })).toMatchObject({
      limits: { idleMs: hour / 4, absoluteMs: 8 * hour, refreshTokenMs: 5 * 24 * hour },
      globalSignOutEndpoint: expect.any(String),
      keychainFallback: 'encrypted-file',
    });
  });

  it('names its mistakes, one by one, and does not fall back to the files', async () => {
    const wrong = {
      COGNITO_IDLE_LIMIT_MINUTES: '-5',
      COGNITO_SESSION_LIMIT_HOURS: 'all day',
      COGNITO_REFRESH_TOKEN_DAYS: '99999',
      COGNITO_GLOBAL_SIGN_OUT: 'on',
      COGNITO_KEYCHAIN_FALLBACK: 'disk',
    };
    const problems = await problemsOf({ baked: JSON.stringify(inFiles), env: wrong });
    expect(problems.map(({ source }) => source).sort()).toEqual(
      Object.keys(wrong)
        .map((name) => `environment ${name}`)
        .sort(),
    );
  });

  it('an empty variable counts as none', async () => {
    const { limits } = await loadedFrom(inFiles, { env: { COGNITO_IDLE_LIMIT_MINUTES: '' } });
    expect(limits.idleMs).toBe(60_000);
  });

  it('leaves the other keys of a file as they are', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'config-'));
    try {
      const file = join(folder, 'my-pool.json');
      await writeFile(file, JSON.stringify({ sessionLimitHours: 2, idleLimitMinutes: 2 }));
      const { limits } = await loadedFrom(inFiles, {
        env: { COGNITO_IDLE_LIMIT_MINUTES: '3' },
        argv: ['--config', file],
      });
      expect(limits).toEqual({
        idleMs: 3 * 60_000,
        absoluteMs: 2 * hour,
        refreshTokenMs: 24 * hour,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('with a name that is nearly right is a mistake', async () => {
    const problems = await problemsOf({ baked, env: { COGNITO_IDLE_LIMIT_MINUTE: '5' } });
    expect(problems).toMatchObject([{ expected: 'did you mean `COGNITO_IDLE_LIMIT_MINUTES`?' }]);
  });
});
