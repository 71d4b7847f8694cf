import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import {
  authorizationQuery,
  locationOf,
  postToken,
  redirectUri,
  signInForTokens,
  TestBrowser,
  verifier,
} from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

const webUri = 'https://web.example/callback';
const otherUri = 'https://web.example/other';

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html
describe('a pool with several app clients', () => {
  let pool: UserPool;
  beforeAll(async () => {
    pool = await startTestPool({
      clients: [
        {
          id: 'web',
          redirectUris: [webUri],
          signOutUris: ['https://web.example/bye'],
          scopes: ['openid', 'email'],
          tokenLifetimes: { id: 400, access: 300, refresh: 3600 },
          refreshTokenRotation: { graceSeconds: 0 },
        },
        { id: 'two', redirectUris: [webUri, otherUri] },
        { id: 'chosen', redirectUris: [webUri, otherUri], defaultRedirectUri: otherUri },
      ],
    });
  });
  afterAll(() => pool.close());

  const forWeb = { client_id: 'web', redirect_uri: webUri, scope: null };

  async function codeFor(changes: Record<string, string | null> = {}): Promise<string> {
    const back = await new TestBrowser(pool).signIn(authorizationQuery(pool, changes));
    return locationOf(back).searchParams.get('code') ?? '';
  }

  it('names the first as its own and lists all', () => {
    expect(pool.clients.map(({ id }) => id)).toEqual([pool.clientId, 'web', 'two', 'chosen']);
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
  it('signs people in silently at any client while the session lasts', async () => {
    const browser = new TestBrowser(pool);
    await browser.signIn();
    const back = await browser.get(`/oauth2/authorize?${authorizationQuery(pool, forWeb)}`);
    expect(back.headers.get('location')).toMatch(/^https:\/\/web\.example\/callback\?code=/);
  });

  it('keeps the redirect URIs, scopes and lifetimes of the clients apart', async () => {
    const browser = new TestBrowser(pool);
    const mismatch = { ...forWeb, redirect_uri: redirectUri(pool) };
    const authorize = (changes: Record<string, string | null>) =>
      browser.get(`/oauth2/authorize?${authorizationQuery(pool, changes)}`);
    expect(locationOf(await authorize(mismatch)).searchParams.get('error')).toBe(
      'redirect_mismatch',
    );
    const tooMuch = await authorize({ ...forWeb, scope: 'openid profile' });
    expect(locationOf(tooMuch).searchParams.get('error')).toBe('invalid_scope');

    const tokens = await signInForTokens(pool, forWeb);
    expect(tokens.expires_in).toBe(300);
    const access = decodeJwt(tokens.access_token);
    expect(access).toMatchObject({ client_id: 'web', scope: 'openid email' });
    expect((access.exp ?? 0) - (access.iat ?? 0)).toBe(300);
    const id = decodeJwt(tokens.id_token);
    expect(id.aud).toBe('web');
    expect((id.exp ?? 0) - (id.iat ?? 0)).toBe(400);
  });

  it('rotates refresh tokens where the client says so', async () => {
    const refresh = async (clientId: string, token: string) =>
      (
        await postToken(pool, {
          grant_type: 'refresh_token',
          client_id: clientId,
          refresh_token: token,
        })
      ).json();
    const web = await signInForTokens(pool, forWeb);
    expect(await refresh('web', web.refresh_token)).toHaveProperty('refresh_token');
    const first = await signInForTokens(pool);
    expect(await refresh(pool.clientId, first.refresh_token)).not.toHaveProperty('refresh_token');
  });

  it('takes no code and no refresh token of another client', async () => {
    const code = await postToken(pool, {
      grant_type: 'authorization_code',
      client_id: 'two',
      redirect_uri: webUri,
      code: await codeFor(forWeb),
      code_verifier: verifier,
    });
    expect(code.status).toBe(400);
    expect(await code.json()).toEqual({ error: 'invalid_grant' });

    const { refresh_token: token } = await signInForTokens(pool, forWeb);
    const fields = { grant_type: 'refresh_token', refresh_token: token };
    const refreshed = await postToken(pool, fields);
    expect(refreshed.status).toBe(400);
    expect(await refreshed.json()).toEqual({ error: 'invalid_grant' });
    expect((await postToken(pool, { ...fields, client_id: 'web' })).status).toBe(200);
  });

  it('revokes no token of another client (RFC 7009 §2.1)', async () => {
    const { refresh_token: token } = await signInForTokens(pool, forWeb);
    const body = new URLSearchParams({ token, client_id: 'two' });
    const answer = await fetch(`${pool.domain}/oauth2/revoke`, { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: 'invalid_request' });
    const fields = { grant_type: 'refresh_token', refresh_token: token, client_id: 'web' };
    expect((await postToken(pool, fields)).status).toBe(200);
  });

  it('signs out to the URIs of the client that asks', async () => {
    const browser = new TestBrowser(pool);
    const bye = (clientId: string) =>
      browser.get(`/logout?client_id=${clientId}&logout_uri=https://web.example/bye`);
    expect((await bye('web')).headers.get('location')).toBe('https://web.example/bye');
    expect((await bye('two')).headers.get('location')).toContain('error=redirect_mismatch');
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
  it.each([
    ['web', webUri],
    ['chosen', otherUri],
  ])('lets %s leave out the redirect URI, twice', async (client, uri) => {
    const browser = new TestBrowser(pool);
    const changes = { client_id: client, redirect_uri: null, scope: 'openid' };
    const back = await browser.signIn(authorizationQuery(pool, changes));
    expect(back.headers.get('location')?.startsWith(`${uri}?code=`)).toBe(true);
    const code = locationOf(back).searchParams.get('code') ?? '';
    const answer = await postToken(pool, {
      grant_type: 'authorization_code',
      client_id: client,
      code,
      code_verifier: verifier,
    });
    expect(answer.status).toBe(200);
  });

  it('wants the redirect URI of a client that has several and no default', async () => {
    const changes = { client_id: 'two', redirect_uri: null };
    const answer = await new TestBrowser(pool).get(`/login?${authorizationQuery(pool, changes)}`);
    expect(locationOf(answer).searchParams.get('error')).toBe('Required parameters missing');
  });
});

describe('the identity providers of a client', () => {
  let pool: UserPool;
  beforeAll(async () => {
    pool = await startTestPool({
      demoProviders: ['Google', 'Corp'],
      clients: [
        { id: 'both', redirectUris: [webUri] },
        { id: 'own', redirectUris: [webUri], identityProviders: ['COGNITO'] },
        { id: 'google', redirectUris: [webUri], identityProviders: ['Google'] },
        { id: 'others', redirectUris: [webUri], identityProviders: ['Google', 'Corp'] },
      ],
    });
  });
  afterAll(() => pool.close());

  const open = (path: string, client: string, changes: Record<string, string | null> = {}) =>
    new TestBrowser(pool).get(
      `${path}?${authorizationQuery(pool, { client_id: client, redirect_uri: webUri, ...changes })}`,
    );

  it('refuse a provider that the client does not have', async () => {
    const refused = await open('/oauth2/authorize', 'own', { identity_provider: 'Google' });
    expect(locationOf(refused).searchParams.get('error')).toBe('invalid_request');
    const other = await open('/oauth2/authorize', 'google', { identity_provider: 'COGNITO' });
    expect(locationOf(other).searchParams.get('error')).toBe('invalid_request');
  });

  it('lead straight to the only one, and past the pages of the pool', async () => {
    for (const path of ['/oauth2/authorize', '/login', '/signup', '/forgotPassword']) {
      const away = locationOf(await open(path, 'google'));
      expect(away.origin, path).toBe(pool.demoProvider?.issuer);
      expect(away.searchParams.get('client_id')).toBe('local-user-pool-Google');
    }
    expect(locationOf(await open('/oauth2/authorize', 'own')).pathname).toBe('/login');
  });

  it('stand on the login page, those of the client alone, with no password without COGNITO', async () => {
    const textOf = async (path: string, client: string) => (await open(path, client)).text();
    const own = await textOf('/login', 'own');
    expect(own).toContain('name="password"');
    expect(own).not.toContain('Continue with');
    expect(locationOf(await open('/oauth2/authorize', 'others')).pathname).toBe('/login');
    for (const path of ['/login', '/signup', '/forgotPassword']) {
      const page = await textOf(path, 'others');
      expect(page).toContain('Continue with Google');
      expect(page).toContain('Continue with Corp');
      expect(page).not.toContain('<form');
    }
  });

  it('take no password where they are not COGNITO', async () => {
    const changes = { client_id: 'others', redirect_uri: webUri };
    const query = authorizationQuery(pool, changes);
    const browser = new TestBrowser(pool);
    // The token of another client's form.
    const own = authorizationQuery(pool, { client_id: 'own', redirect_uri: webUri });
    const page = await (await browser.get(`/login?${own}`)).text();
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const answer = await browser.post(`/login?${query}`, { _csrf, ...pool.user });
    expect(await answer.text()).toContain('Continue with Google');
    expect(browser.cookie('cognito')).toBeUndefined();
  });

  it('allow a missing redirect URI only when there is one of them', async () => {
    const changes = { redirect_uri: null };
    expect(locationOf(await open('/oauth2/authorize', 'own', changes)).pathname).toBe('/login');
    const several = locationOf(await open('/oauth2/authorize', 'both', changes));
    expect(several.searchParams.get('error')).toBe('Required parameters missing');
  });
});
