import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { authorizationQuery, locationOf, redirectUri, TestBrowser } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
describe('GET /oauth2/authorize', () => {
  let pool: UserPool;
  beforeAll(async () => {
    pool = await startTestPool();
  });
  afterAll(() => pool.close());

  const authorize = (changes: Record<string, string | null> = {}) =>
    new TestBrowser(pool).get(`/oauth2/authorize?${authorizationQuery(pool, changes)}`);

  // The alias: https://github.com/amazon-archives/amazon-cognito-auth-js/issues/50
  it.each(['/oauth2/authorize', '/authorize'])('%s leads to the login page', async (path) => {
    const query = authorizationQuery(pool);
    const response = await new TestBrowser(pool).get(`${path}?${query}`);
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(`/login?${query}`);
  });

  it('is asked by GET alone', async () => {
    const url = `${pool.domain}/oauth2/authorize`;
    const body = new URLSearchParams(authorizationQuery(pool));
    const response = await fetch(url, { method: 'POST', body, redirect: 'manual' });
    expect(response.status).toBe(404);
  });

  it('signs in silently while the hosted UI has a session', async () => {
    const browser = new TestBrowser(pool);
    await browser.signIn();
    const response = await browser.get(`/oauth2/authorize?${authorizationQuery(pool)}`);
    const location = locationOf(response);
    expect(location.href.startsWith(`${redirectUri(pool)}?`)).toBe(true);
    expect(location.searchParams.get('code')).toMatch(/^[0-9a-f-]{36}$/);
    expect(location.searchParams.get('state')).toBe('the-state');
    expect([...location.searchParams.keys()]).toEqual(['code', 'state']);
  });

  it.each<[string, Record<string, string | null>, string]>([
    ['no response_type', { response_type: null }, 'invalid_request'],
    ['an unknown response_type', { response_type: 'id_token' }, 'invalid_request'],
    ['the implicit grant', { response_type: 'token' }, 'unauthorized_client'],
    ['a challenge without a method', { code_challenge_method: null }, 'invalid_request'],
    ['a method without a challenge', { code_challenge: null }, 'invalid_request'],
    ['the plain method', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a challenge that is no SHA-256', { code_challenge: 'short' }, 'invalid_request'],
    ['a scope that the client lacks', { scope: 'openid payroll/read' }, 'invalid_scope'],
    ['offline_access', { scope: 'openid offline_access' }, 'invalid_scope'],
    ['email without openid', { scope: 'email' }, 'invalid_scope'],
    ['phone without openid', { scope: 'phone' }, 'invalid_scope'],
    ['profile without openid', { scope: 'profile' }, 'invalid_scope'],
    ['a resource that is no URL', { resource: 'payroll' }, 'invalid_request'],
    ['a resource over plain HTTP', { resource: 'http://a.example/' }, 'invalid_request'],
    ['an identity provider it has not', { identity_provider: 'Google' }, 'invalid_request'],
  ])('tells the client about %s', async (_what, changes, error) => {
    const response = await authorize(changes);
    expect(response.status).toBe(302);
    const location = locationOf(response);
    expect(location.protocol).toBe(new URL(redirectUri(pool)).protocol);
    expect(Object.fromEntries(location.searchParams)).toEqual({ error, state: 'the-state' });
  });

  it.each<[string, Record<string, string | null>, string]>([
    // https://github.com/NASA-IMPACT/veda-data-airflow/issues/170
    ['no client_id', { client_id: null }, 'Required parameters missing'],
    ['no redirect_uri', { redirect_uri: null }, 'Required parameters missing'],
    ['an unknown client', { client_id: 'someone-else' }, 'invalid_client'],
    ['a trailing slash', { redirect_uri: 'http://localhost:5000/' }, 'redirect_mismatch'],
    ['another port', { redirect_uri: 'http://localhost:5001' }, 'redirect_mismatch'],
    ['any port, as in RFC 8252', { redirect_uri: 'http://127.0.0.1:50123' }, 'redirect_mismatch'],
    ['another case', { redirect_uri: 'http://LOCALHOST:5000' }, 'redirect_mismatch'],
    ['a longer path', { redirect_uri: 'http://localhost:42801/callback/x' }, 'redirect_mismatch'],
    ['a longer query', { redirect_uri: 'http://localhost:5000?x=1' }, 'redirect_mismatch'],
    ['another host', { redirect_uri: 'https://evil.example/' }, 'redirect_mismatch'],
  ])('tells only the person about %s', async (_what, changes, error) => {
    const location = locationOf(await authorize(changes));
    expect(location.pathname).toBe('/error');
    expect(location.searchParams.get('error')).toBe(error);
    const page = await new TestBrowser(pool).get(`${location.pathname}${location.search}`);
    expect(page.status).toBe(400);
    expect(await page.text()).toContain('An error was encountered with the requested page.');
  });

  it('names the client on the error page of a redirect mismatch', async () => {
    const response = await authorize({ redirect_uri: 'http://localhost:5000/' });
    expect(response.headers.get('location')).toBe(
      `/error?error=redirect_mismatch&client_id=${pool.clientId}`,
    );
  });

  it('sends the code to a redirect URI without a path, exactly as registered', async () => {
    const query = authorizationQuery(pool, { redirect_uri: 'http://localhost:5000' });
    const response = await new TestBrowser(pool).signIn(query);
    expect(response.headers.get('location')).toMatch(/^http:\/\/localhost:5000\?code=/);
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/using-pkce-in-authorization-code.html
  it('lets a client without PKCE through, as Cognito does, unless told otherwise', async () => {
    const without = { code_challenge: null, code_challenge_method: null };
    expect(locationOf(await authorize(without)).pathname).toBe('/login');
    const strict = await startTestPool({ requirePkce: true });
    const query = authorizationQuery(strict, without);
    const refused = await new TestBrowser(strict).get(`/oauth2/authorize?${query}`);
    expect(locationOf(refused).searchParams.get('error')).toBe('invalid_request');
    await strict.close();
  });

  it('does not run markup from the query of the error page', async () => {
    const page = await new TestBrowser(pool).get('/error?error=%3Cscript%3Ealert(1)%3C/script%3E');
    expect(await page.text()).not.toContain('<script');
  });
});
