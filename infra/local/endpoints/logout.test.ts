import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { authorizationQuery, locationOf, TestBrowser } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
// The errors: https://github.com/openid/AppAuth-Android/issues/697 and
// https://github.com/streamlit/streamlit/issues/14601.
describe('GET /logout', () => {
  let pool: UserPool;
  let browser: TestBrowser;
  beforeAll(async () => {
    pool = await startTestPool();
  });
  afterAll(() => pool.close());
  beforeEach(async () => {
    browser = new TestBrowser(pool);
    await browser.signIn();
    expect(browser.cookie('cognito')).toBeDefined();
  });

  const logout = (parameters: Record<string, string>) =>
    browser.get(`/logout?${new URLSearchParams(parameters)}`);

  it('ends the session on both sides and leads to the sign-out URI', async () => {
    const stolen = browser.cookie('cognito') ?? '';
    const logoutUri = pool.signOutUris[0] ?? '';
    const response = await logout({ client_id: pool.clientId, logout_uri: logoutUri });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(logoutUri);
    expect(browser.cookie('cognito')).toBeUndefined();
    browser.setCookie('cognito', stolen);
    const next = await browser.get(`/oauth2/authorize?${authorizationQuery(pool)}`);
    expect(locationOf(next).pathname).toBe('/login');
  });

  it('leaves refresh tokens alone', async () => {
    const before = pool.refreshTokens();
    await logout({ client_id: pool.clientId, logout_uri: pool.signOutUris[0] ?? '' });
    expect(pool.refreshTokens()).toEqual(before);
  });

  it('leads to the login page with redirect_uri and response_type', async () => {
    const query = authorizationQuery(pool);
    const response = await browser.get(`/logout?${query}`);
    expect(response.headers.get('location')).toBe(`/login?${query}`);
    expect(browser.cookie('cognito')).toBeUndefined();
  });

  it('prefers logout_uri to redirect_uri', async () => {
    const logoutUri = pool.signOutUris[1] ?? '';
    const query = authorizationQuery(pool, { logout_uri: logoutUri });
    const response = await browser.get(`/logout?${query}`);
    expect(response.headers.get('location')).toBe(logoutUri);
  });

  it.each([
    [{}, `Required String parameter 'client_id' is not present`],
    [{ client_id: 'someone-else' }, 'invalid_client'],
    [{ client_id: 'CLIENT' }, `Required String parameter 'redirect_uri' is not present`],
    [
      { client_id: 'CLIENT', post_logout_redirect_uri: 'http://localhost:5000' },
      `Required String parameter 'redirect_uri' is not present`,
    ],
    [{ client_id: 'CLIENT', logout_uri: 'https://evil.example/' }, 'redirect_mismatch'],
    [{ client_id: 'CLIENT', logout_uri: 'http://localhost:5000/' }, 'redirect_mismatch'],
    [{ client_id: 'CLIENT', redirect_uri: 'https://evil.example/' }, 'redirect_mismatch'],
  ])('shows the error of %j on its own page', async (parameters, error) => {
    const known = Object.entries(parameters).map(
      ([name, value]) => [name, value === 'CLIENT' ? pool.clientId : value] as const,
    );
    const location = locationOf(await logout(Object.fromEntries(known)));
    expect(location.pathname).toBe('/error');
    expect(location.searchParams.get('error')).toBe(error);
    expect(browser.cookie('cognito')).toBeUndefined();
  });

  // https://github.com/damienbod/angular-auth-oidc-client/issues/2057
  it('says on the login page of managed login that client_id is missing', async () => {
    const managed = await startTestPool({ managedLogin: true });
    const visitor = new TestBrowser(managed);
    await visitor.signIn();
    const response = await visitor.get('/logout?id_token_hint=x');
    expect(response.headers.get('location')).toBe('/login?id_token_hint=x');
    const page = await visitor.get('/login?id_token_hint=x');
    expect(page.status).toBe(400);
    expect(await page.text()).toContain('Missing required parameter client_id in request URL');
    expect(managed.sessions()).toBe(0);
    await managed.close();
  });
});
