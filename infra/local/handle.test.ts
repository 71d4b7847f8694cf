import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserPool } from './index';
import {
  authorizationQuery,
  locationOf,
  postToken,
  signInForTokens,
  TestBrowser,
} from './testing/test-browser';
import { startTestPool } from './testing/test-pool';

describe('what a test can do to a running pool', () => {
  let pool: UserPool;
  beforeEach(async () => {
    const unconfirmed = { username: 'half@example.com', password: 'x', confirmed: false };
    const demo = { username: 'demo@example.com', password: 'Passw0rd!demo', groups: ['staff'] };
    pool = await startTestPool({ users: [demo, unconfirmed] });
  });
  afterEach(() => pool.close());

  const userInfo = (token: string) =>
    fetch(`${pool.domain}/oauth2/userInfo`, { headers: { authorization: `Bearer ${token}` } });
  const refresh = (token: string) =>
    postToken(pool, { grant_type: 'refresh_token', refresh_token: token });

  it('move its clock: tokens and sessions end', async () => {
    const browser = new TestBrowser(pool);
    await browser.signIn();
    const tokens = await signInForTokens(pool);
    const before = pool.clock.now();
    pool.clock.advance(3600 * 1000);
    expect(pool.clock.now() - before).toBeGreaterThanOrEqual(3_600_000);
    expect((await userInfo(tokens.access_token)).status).toBe(401);
    expect(pool.sessions()).toBe(0);
    expect((await refresh(tokens.refresh_token)).status).toBe(200);
    pool.clock.advance(30 * 24 * 3600 * 1000);
    expect((await refresh(tokens.refresh_token)).status).toBe(400);
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
  it('rotate its keys: new ones sign, and the old ones still verify', async () => {
    const keys = () =>
      createRemoteJWKSet(new URL(`${pool.issuer}/.well-known/jwks.json`), { cooldownDuration: 0 });
    const cached = keys();
    const old = await signInForTokens(pool);
    await jwtVerify(old.id_token, cached);
    await pool.rotateKeys();
    const fresh = await signInForTokens(pool);
    for (const name of ['id_token', 'access_token'] as const) {
      const kidOf = (token: string) => decodeProtectedHeader(token).kid;
      expect(kidOf(fresh[name])).not.toBe(kidOf(old[name]));
      await jwtVerify(fresh[name], cached);
      await jwtVerify(old[name], keys());
    }
    expect((await userInfo(old.access_token)).status).toBe(200);
    expect((await userInfo(fresh.access_token)).status).toBe(200);
  });

  it('look people up', () => {
    expect(pool.users.list().map(({ email }) => email)).toEqual([
      'demo@example.com',
      'half@example.com',
    ]);
    expect(pool.users.find('DEMO@example.com')).toEqual({
      sub: expect.stringMatching(/^[0-9a-f-]{36}$/),
      username: pool.users.list()[0]?.sub,
      email: 'demo@example.com',
      name: null,
      groups: ['staff'],
      confirmed: true,
      enabled: true,
      attributes: { email: 'demo@example.com', email_verified: 'true' },
    });
    expect(pool.users.find('nobody@example.com')).toBeUndefined();
    expect(() => pool.users.disable('nobody@example.com')).toThrow(RangeError);
  });

  it('confirm somebody', async () => {
    pool.users.confirm('half@example.com');
    const fields = { username: 'half@example.com', password: 'x' };
    const query = authorizationQuery(pool);
    const back = await new TestBrowser(pool).submit(`/login?${query}`, fields);
    expect(locationOf(back).searchParams.has('code')).toBe(true);
  });

  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html
  it('disable somebody: no sign-in, silent or not, no refresh, no userInfo, until enabled', async () => {
    const browser = new TestBrowser(pool);
    await browser.signIn();
    const tokens = await signInForTokens(pool);
    const authorize = () => browser.get(`/oauth2/authorize?${authorizationQuery(pool)}`);
    pool.users.disable(pool.user.username);
    expect(locationOf(await authorize()).pathname).toBe('/login');
    expect(await (await browser.signIn()).text()).toContain('User is disabled.');
    expect((await refresh(tokens.refresh_token)).status).toBe(400);
    expect((await userInfo(tokens.access_token)).status).toBe(401);
    const guess = { username: pool.user.username, password: 'wrong' };
    const page = await browser.submit(`/login?${authorizationQuery(pool)}`, guess);
    expect(await page.text()).toContain('Incorrect username or password.');
    pool.users.enable(pool.user.username);
    expect(locationOf(await authorize()).searchParams.has('code')).toBe(true);
    expect((await refresh(tokens.refresh_token)).status).toBe(200);
  });
});

it('pools that are started with the same keys publish these, and one rotates alone', async () => {
  const [one, two] = [await startTestPool(), await startTestPool()];
  const keysOf = async ({ issuer }: UserPool) =>
    (await (await fetch(`${issuer}/.well-known/jwks.json`)).json()) as { keys: object[] };
  try {
    expect((await keysOf(one)).keys).toHaveLength(2);
    expect(await keysOf(one)).toEqual(await keysOf(two));
    await one.rotateKeys();
    expect((await keysOf(one)).keys).toHaveLength(4);
    expect((await keysOf(two)).keys).toHaveLength(2);
  } finally {
    await Promise.all([one.close(), two.close()]);
  }
});
