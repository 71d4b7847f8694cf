import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserPool, UserPoolOptions } from './index';
import {
  appCode,
  authorizationQuery,
  locationOf,
  postToken,
  signInByProvider,
  signInForTokens,
  TestBrowser,
} from './testing/test-browser';
import { startTestPool } from './testing/test-pool';

const badKey = '{"kid":"k","kty":"RSA","n":"AA","e":"AQAB","d":"AA"}';

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

  async function start(options: UserPoolOptions = {}): Promise<UserPool> {
    const always = { dataFile, autoConfirm: true, recordSecrets: true };
    const pool = await startTestPool({ ...always, ...options });
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

  it('keeps who came from another provider', async () => {
    const first = await start({ demoProviders: ['Google'] });
    const browser = new TestBrowser(first);
    const query = authorizationQuery(first, { identity_provider: 'Google' });
    const person = { email: 'ann@gmail.example', name: 'Ann' };
    await signInByProvider(browser, query, person);
    const people = first.users.list();
    expect(people.map(({ email }) => email)).toContain(person.email);
    await first.close();
    expect((await start()).users.list()).toEqual(people);
  });

  it('keeps authenticator apps, and which of their codes were used', async () => {
    const first = await start({ mfa: true });
    const query = authorizationQuery(first);
    const browser = new TestBrowser(first);
    await browser.signIn();
    const page = await (await browser.get(`/mfa/setup?${query}`)).text();
    const key = /<pre id="secret">([^<]+)</.exec(page)?.[1] ?? '';
    const now = first.clock.now();
    await browser.submit(`/mfa/setup?${query}`, { code: appCode(first, key) });
    expect(first.sessions()).toBe(1);
    await first.close();

    const second = await start({ mfa: true, clock: () => now });
    const again = new TestBrowser(second);
    expect((await again.signIn()).headers.get('location')).toMatch(/^\/mfa\?/);
    const enter = () => again.submit(`/mfa?${query}`, { code: appCode(second, key) });
    expect(await (await enter()).text()).toContain('already been used once');
    second.clock.advance(30_000);
    expect(locationOf(await enter()).searchParams.has('code')).toBe(true);
  });

  it('keeps the signing keys, so that tokens which are out go on working', async () => {
    const jwks = async (pool: UserPool) =>
      (await fetch(`${pool.issuer}/.well-known/jwks.json`)).json();
    const first = await start();
    await first.rotateKeys();
    const keys = await jwks(first);
    const { access_token: token } = await signInForTokens(first);
    await first.close();
    const second = await start();
    expect(await jwks(second)).toEqual(keys);
    expect(JSON.stringify(keys)).not.toContain('"d"');
    const published = createRemoteJWKSet(new URL(`${second.issuer}/.well-known/jwks.json`));
    await jwtVerify(token, published);
    await jwtVerify((await signInForTokens(second)).access_token, published);
  });

  it('keeps what became of a seeded person, who still has the name and password of the seed', async () => {
    const seed = { username: 'half@example.com', password: 'Passw0rd!seed', confirmed: false };
    const first = await start({ users: [seed] });
    first.users.confirm(seed.username);
    await first.close();
    const second = await start({ users: [{ ...seed, name: 'Half', password: 'Passw0rd!new' }] });
    expect(second.users.list()).toMatchObject([{ name: 'Half', confirmed: true }]);
    expect(locationOf(await new TestBrowser(second).signIn()).searchParams.has('code')).toBe(true);
  });

  it('is not written again as long as nothing changes', async () => {
    const pool = await start();
    const { refresh_token: token } = await signInForTokens(pool);
    writeFileSync(dataFile, 'untouched');
    expect((await refresh(pool, token)).status).toBe(200);
    expect(readFileSync(dataFile, 'utf8')).toBe('untouched');
    pool.users.disable(pool.user.username);
    expect(readFileSync(dataFile, 'utf8')).toContain('"enabled":false');
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

  it.each([
    'not json',
    '{"users":[{}],"refreshTokens":[]}',
    `{"users":[],"refreshTokens":[],"keys":[{"id":${badKey},"access":${badKey}}]}`,
  ])('refuses %s', async (text) => {
    writeFileSync(dataFile, text);
    await expect(start()).rejects.toMatchObject({
      code: 'bad_data_file',
      message: expect.stringContaining(dataFile),
    });
    expect(readFileSync(dataFile, 'utf8')).toBe(text);
  });
});
