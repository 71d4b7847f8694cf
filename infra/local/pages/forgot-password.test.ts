import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { authorizationQuery, locationOf, TestBrowser } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html
describe('a forgotten password', () => {
  const password = 'N3w!password';
  let now: number;
  let pool: UserPool;
  let query: string;
  let browser: TestBrowser;
  beforeEach(async () => {
    now = Date.parse('2030-01-01T00:00:00Z');
    const confirmed = { username: 'demo@example.com', password: 'Passw0rd!demo' };
    const unconfirmed = { username: 'half@example.com', password: 'Passw0rd!', confirmed: false };
    pool = await startTestPool({ users: [confirmed, unconfirmed], clock: () => now });
    query = authorizationQuery(pool);
    browser = new TestBrowser(pool);
  });
  afterEach(() => pool.close());

  const ask = (username = pool.user.username) =>
    browser.submit(`/forgotPassword?${query}`, { username });
  const change = (fields: { code?: string; password?: string } = {}) =>
    browser.submit(`/confirmforgotPassword?${query}`, { code: lastCode(), password, ...fields });
  const lastCode = () => pool.inbox.at(-1)?.code ?? '';
  const wrongCode = () => (lastCode() === '123456' ? '123457' : '123456');

  it('is linked from the login page, with the same query', async () => {
    const page = await (await browser.get(`/login?${query}`)).text();
    expect(page).toContain(`href="/forgotPassword?${query.replaceAll('&', '&amp;')}"`);
  });

  it('is replaced with a mailed code, and only the new one signs in', async () => {
    const sent = await ask('Demo@Example.com');
    expect(sent.headers.get('location')).toBe(`/confirmforgotPassword?${query}`);
    expect(pool.inbox).toEqual([
      { to: 'demo@example.com', subject: 'Your password reset code', code: lastCode() },
    ]);
    const changed = await change();
    expect(changed.headers.get('location')).toBe(`/login?${query}`);
    expect(pool.sessions()).toBe(0);
    const login = await (await browser.get(`/login?${query}`)).text();
    expect(login).toContain('role="status">Your password was changed.');
    expect(await (await browser.signIn()).text()).toContain('Incorrect username or password.');
    const { username } = pool.user;
    const back = await browser.submit(`/login?${query}`, { username, password });
    expect(locationOf(back).searchParams.get('state')).toBe('the-state');
    expect(locationOf(back).searchParams.has('code')).toBe(true);
  });

  it('looks the same for an unknown person, who gets no mail', async () => {
    const texts = [];
    for (const username of ['demo@example.com', 'dora@elsewhere.org', 'dirk@example.org']) {
      browser = new TestBrowser(pool);
      const sent = await ask(username);
      expect(sent.headers.get('location')).toBe(`/confirmforgotPassword?${query}`);
      const page = await (await change({ code: wrongCode() })).text();
      texts.push(page.replace(/name="_csrf" value="[^"]+"/, ''));
    }
    expect(texts[0]).toContain('Invalid verification code provided, please try again.');
    expect(texts[1]).toBe(texts[0]);
    expect(texts[2]).toBe(texts[0]);
    expect(pool.inbox).toHaveLength(1);
  });

  it('mails no code to an address that was never confirmed', async () => {
    const sent = await ask('half@example.com');
    expect(sent.headers.get('location')).toBe(`/confirmforgotPassword?${query}`);
    expect(pool.inbox).toHaveLength(0);
  });

  it('holds the new password against the policy and does not spend the code on a weak one', async () => {
    await ask();
    const page = await (await change({ password: 'weak' })).text();
    expect(page).toContain('role="alert">Password does not conform to policy: ');
    expect((await change()).status).toBe(302);
  });

  it('takes a code once', async () => {
    await ask();
    const code = lastCode();
    await change();
    await ask();
    if (code !== lastCode()) expect((await change({ code })).status).toBe(200);
    expect((await change()).status).toBe(302);
  });

  it('takes a code for an hour', async () => {
    await ask();
    now += 3_600_000;
    const page = await (await change()).text();
    expect(page).toContain('Invalid code provided, please request a code again.');
    await ask();
    now += 3_599_000;
    expect((await change()).status).toBe(302);
  });

  it('takes five codes an hour, and then not even the right one', async () => {
    await ask();
    for (let attempt = 0; attempt < 5; attempt++) await change({ code: wrongCode() });
    const page = await (await change()).text();
    expect(page).toContain('Attempt limit exceeded, please try after some time.');
    now += 3_600_000;
    await ask();
    expect((await change()).status).toBe(302);
  });

  it('sends five codes an hour', async () => {
    for (let mail = 0; mail < 5; mail++) expect((await ask()).status).toBe(302);
    const page = await (await ask()).text();
    expect(page).toContain('Attempt limit exceeded, please try after some time.');
    expect(pool.inbox).toHaveLength(5);
  });

  it('keeps the session of another window, as Cognito does', async () => {
    const other = new TestBrowser(pool);
    await other.signIn();
    await ask();
    await change();
    const silent = await other.get(`/oauth2/authorize?${query}`);
    expect(locationOf(silent).searchParams.has('code')).toBe(true);
  });

  it('forgets after two days who it was that asked', async () => {
    await ask();
    const where = async () =>
      (await browser.get(`/confirmforgotPassword?${query}`)).headers.get('location');
    pool.clock.advance(48 * 3_600_000 - 1000);
    expect(await where()).toBeNull();
    pool.clock.advance(1000);
    expect(await where()).toBe(`/forgotPassword?${query}`);
  });

  it('asks who it is before it takes a code', async () => {
    const response = await browser.get(`/confirmforgotPassword?${query}`);
    expect(response.headers.get('location')).toBe(`/forgotPassword?${query}`);
  });

  it.each(['/forgotPassword', '/confirmforgotPassword'])(
    '%s refuses a forged form',
    async (path) => {
      await ask();
      const fields = { username: pool.user.username, code: lastCode(), password, _csrf: 'forged' };
      const response = await browser.post(`${path}?${query}`, fields);
      expect(response.status).toBe(403);
      expect(pool.inbox).toHaveLength(1);
      expect((await browser.signIn()).status).toBe(302);
    },
  );
});
