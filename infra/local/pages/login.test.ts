import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import {
  authorizationQuery,
  locationOf,
  postToken,
  TestBrowser,
  tokensOf,
} from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
describe('the login page', () => {
  let now = Date.parse('2030-01-01T00:00:00Z');
  let pool: UserPool;
  let login: string;
  beforeAll(async () => {
    pool = await startTestPool({ clock: () => now });
    login = `/login?${authorizationQuery(pool)}`;
  });
  afterAll(() => pool.close());

  // https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html
  it('has the field names of Cognito and the headers of a login page', async () => {
    const response = await new TestBrowser(pool).get(login);
    const page = await response.text();
    for (const name of ['_csrf', 'username', 'password', 'cognitoAsfData', 'signInSubmitButton']) {
      expect(page).toContain(`name="${name}"`);
    }
    expect(page).toContain(
      `name="cognitoSignInForm" method="post" action="${login.replaceAll('&', '&amp;')}"`,
    );
    expect(page).toContain('id="signInFormUsername"');
    expect(page).toContain('For development only, not for production');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('allows no script, and forms only where the client may be', async () => {
    const response = await new TestBrowser(pool).get(login);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain("form-action 'self' com.example.app: http://localhost:5000 ");
    expect(policy).not.toMatch(/script-src|unsafe|\*/);
  });

  it('fills in the login hint, escaped', async () => {
    const query = authorizationQuery(pool, { login_hint: '"><b>me@example.com' });
    const page = await (await new TestBrowser(pool).get(`/login?${query}`)).text();
    expect(page).toContain('value="&quot;&gt;&lt;b&gt;me@example.com"');
  });

  it('signs in and sets a session cookie for an hour', async () => {
    const browser = new TestBrowser(pool);
    const response = await browser.signIn();
    expect(response.status).toBe(302);
    expect(locationOf(response).searchParams.get('state')).toBe('the-state');
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith('cognito='));
    expect(cookie).toMatch(/; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('takes the e-mail address in any case', async () => {
    const username = pool.user.username.toUpperCase();
    const response = await new TestBrowser(pool).submit(login, { ...pool.user, username });
    expect(locationOf(response).searchParams.has('code')).toBe(true);
  });

  it('says the same about a wrong password and an unknown person, and keeps the address', async () => {
    const browser = new TestBrowser(pool);
    const texts = [];
    for (const username of [pool.user.username, 'nobody@example.com']) {
      const response = await browser.submit(login, { username, password: 'wrong' });
      const page = await response.text();
      expect(response.status).toBe(200);
      expect(page).toContain(`role="alert">Incorrect username or password.<`);
      expect(page).toContain(`value="${username}"`);
      expect(page).not.toContain('wrong');
      texts.push(page.replaceAll(username, ''));
    }
    expect(texts[0]).toBe(texts[1]);
    expect(browser.cookie('cognito')).toBeUndefined();
  });

  it.each(['', 'forged'])('refuses a form with the CSRF token "%s"', async (csrf) => {
    const browser = new TestBrowser(pool);
    await browser.get(login);
    const response = await browser.post(login, { _csrf: csrf, ...pool.user });
    expect(response.status).toBe(403);
    expect(browser.cookie('cognito')).toBeUndefined();
  });

  it('refuses a form from a browser that never opened the page', async () => {
    const response = await new TestBrowser(pool).post(login, { _csrf: '', ...pool.user });
    expect(response.status).toBe(403);
  });

  it('checks the authorization request again before it sets a session', async () => {
    const browser = new TestBrowser(pool);
    const bad = `/login?${authorizationQuery(pool, { redirect_uri: 'https://evil.example/' })}`;
    const response = await browser.submit(login, { ...pool.user }, bad);
    expect(locationOf(response).pathname).toBe('/error');
    expect(browser.cookie('cognito')).toBeUndefined();
  });

  it('ends the session an hour after sign-in, used or not', async () => {
    const browser = new TestBrowser(pool);
    const authorize = async () => {
      const response = await browser.get(`/oauth2/authorize?${authorizationQuery(pool)}`);
      return locationOf(response).searchParams.has('code');
    };
    const before = pool.sessions();
    await browser.signIn();
    expect(pool.sessions()).toBe(before + 1);
    now += 59 * 60_000;
    expect(await authorize()).toBe(true);
    now += 60_000;
    expect(await authorize()).toBe(false);
    expect(pool.sessions()).toBe(0);
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
  it('does not extend the session by refreshing, nor end it', async () => {
    const browser = new TestBrowser(pool);
    const { refresh_token } = await tokensOf(pool, await browser.signIn());
    const session = browser.cookie('cognito');
    now += 59 * 60_000;
    const fields = { grant_type: 'refresh_token', refresh_token };
    expect((await postToken(pool, fields)).headers.getSetCookie()).toEqual([]);
    const authorize = () => browser.get(`/oauth2/authorize?${authorizationQuery(pool)}`);
    expect(locationOf(await authorize()).searchParams.has('code')).toBe(true);
    expect(browser.cookie('cognito')).toBe(session);
    now += 60_000;
    expect(locationOf(await authorize()).pathname).toBe('/login');
  });

  it('does not take a session id that a browser made up', async () => {
    const browser = new TestBrowser(pool);
    browser.setCookie('cognito', 'A'.repeat(43));
    const response = await browser.get(`/oauth2/authorize?${authorizationQuery(pool)}`);
    expect(locationOf(response).pathname).toBe('/login');
  });
});
