import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startUserPool, type UserPool } from '../index';
import {
  authorizationQuery,
  locationOf,
  postToken,
  signInForTokens,
  TestBrowser,
} from '../test-browser';

describe('the data file', () => {
  let folder: string;
  let dataFile: string;
  const pools: UserPool[] = [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'user-pool-'));
    dataFile = path.join(folder, 'pool.json');
  });
  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.close()));
    rmSync(folder, { recursive: true });
  });

  async function start(): Promise<UserPool> {
    const pool = await startUserPool({ dataFile, autoConfirm: true, recordSecrets: true });
    pools.push(pool);
    return pool;
  }

  const refresh = (pool: UserPool, token: string) =>
    postToken(pool, { grant_type: 'refresh_token', refresh_token: token });

  it('keeps people and refresh tokens for the next run', async () => {
    const first = await start();
    const { refresh_token: token } = await signInForTokens(first);
    const newcomer = { username: 'new@example.com', password: 'Str0ng!word' };
    await new TestBrowser(first).submit(`/signup?${authorizationQuery(first)}`, newcomer);
    await first.close();

    const second = await start();
    expect((await refresh(second, token)).status).toBe(200);
    const login = `/login?${authorizationQuery(second)}`;
    const back = await new TestBrowser(second).submit(login, newcomer);
    expect(locationOf(back).searchParams.has('code')).toBe(true);
  });

  it('keeps a revocation', async () => {
    const first = await start();
    const { refresh_token: token } = await signInForTokens(first);
    first.revokeAllRefreshTokens();
    await first.close();
    expect((await refresh(await start(), token)).status).toBe(400);
  });

  it('keeps who came from another provider, and no key of an authenticator app', async () => {
    const options = { dataFile, mfa: true, identityProvider: 'Google' };
    const first = await startUserPool(options);
    pools.push(first);
    const browser = new TestBrowser(first);
    const query = authorizationQuery(first, { identity_provider: 'Google' });
    const away = await browser.get(`/oauth2/authorize?${query}`);
    const person = { email: 'ann@gmail.example', name: 'Ann' };
    const back = await browser.submit(away.headers.get('location') ?? '', person);
    await browser.get(back.headers.get('location') ?? '');
    const other = new TestBrowser(first);
    await other.signIn();
    const setup = await (await other.get(`/mfa/setup?${authorizationQuery(first)}`)).text();
    expect(setup).toContain('id="secret"');
    const text = readFileSync(dataFile, 'utf8');
    expect(text).toContain('ann@gmail.example');
    expect(text).not.toMatch(/totp|secret/);
    const people = first.users.list();
    await first.close();
    const second = await startUserPool(options);
    pools.push(second);
    expect(second.users.list()).toEqual(people);
  });

  it('keeps who is disabled', async () => {
    const newcomer = { username: 'new@example.com', password: 'Str0ng!word' };
    const first = await start();
    await new TestBrowser(first).submit(`/signup?${authorizationQuery(first)}`, newcomer);
    first.users.disable(newcomer.username);
    await first.close();
    expect((await start()).users.find(newcomer.username)?.enabled).toBe(false);
  });

  it('holds no token and no password, and only its owner can read it', async () => {
    const pool = await start();
    await signInForTokens(pool);
    const text = readFileSync(dataFile, 'utf8');
    expect(text).toContain(pool.user.username);
    for (const secret of [...pool.issuedSecrets(), pool.user.password]) {
      expect(text).not.toContain(secret);
    }
    if (process.platform !== 'win32') expect(statSync(dataFile).mode & 0o777).toBe(0o600);
  });

  it.each(['not json', '{"users":[{}],"refreshTokens":[]}'])('refuses %s', async (text) => {
    writeFileSync(dataFile, text);
    await expect(start()).rejects.toMatchObject({
      code: 'bad_data_file',
      message: expect.stringContaining(dataFile),
    });
    expect(readFileSync(dataFile, 'utf8')).toBe(text);
  });
});
