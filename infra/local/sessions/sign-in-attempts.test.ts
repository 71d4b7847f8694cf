import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { appCode, authorizationQuery, locationOf, TestBrowser } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
describe('a sign-in that takes longer than five minutes', () => {
  const fiveMinutes = 5 * 60_000;
  const newcomer = { username: 'new@example.com', password: 'Str0ng!word' };
  const careful = {
    username: 'careful@example.com',
    password: 'Passw0rd!mfa',
    mfa: 'totp',
  } as const;
  let pool: UserPool;
  let browser: TestBrowser;
  let query: string;
  beforeEach(async () => {
    const demo = { username: 'demo@example.com', password: 'Passw0rd!demo' };
    pool = await startTestPool({ users: [demo, careful] });
    browser = new TestBrowser(pool);
    query = authorizationQuery(pool);
  });
  afterEach(() => pool.close());

  const hasCode = (response: Response) => locationOf(response).searchParams.has('code');

  /** Posts to a page that has been open since before. */
  const post = async (path: string, csrf: string, fields: Record<string, string>) =>
    browser.post(`${path}?${query}`, { _csrf: csrf, ...fields });
  const open = async (path: string) => {
    const page = await (await browser.get(`${path}?${query}`)).text();
    return /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  };

  async function expectToStartOver(response: Response): Promise<void> {
    expect(response.headers.get('location')).toBe(`/login?${query}`);
    expect(pool.sessions()).toBe(0);
    const page = await (await browser.get(`/login?${query}`)).text();
    expect(page).toContain('role="alert">Something went wrong. The sign-in took longer than');
    expect(await (await browser.get(`/login?${query}`)).text()).not.toContain('role="alert"');
  }

  it('is cancelled, even with the right password, and can begin anew', async () => {
    const csrf = await open('/login');
    pool.clock.advance(fiveMinutes);
    await expectToStartOver(await post('/login', csrf, { ...pool.user }));
    expect(hasCode(await browser.signIn())).toBe(true);
  });

  it('is not cancelled a second before, and wrong passwords do not win time', async () => {
    const csrf = await open('/login');
    pool.clock.advance(fiveMinutes - 1000);
    const wrong = await post('/login', csrf, { ...pool.user, password: 'wrong' });
    expect(await wrong.text()).toContain('Incorrect username or password.');
    pool.clock.advance(1000);
    await expectToStartOver(await post('/login', csrf, { ...pool.user }));
    const again = await open('/login');
    pool.clock.advance(fiveMinutes - 1000);
    expect(hasCode(await post('/login', again, { ...pool.user }))).toBe(true);
  });

  it.each(['GET', 'POST'])('is cancelled at the authenticator app too, by %s', async (method) => {
    await browser.submit(`/login?${query}`, { ...careful });
    const page = await (await browser.get(`/mfa/setup?${query}`)).text();
    const key = /<pre id="secret">([^<]+)</.exec(page)?.[1] ?? '';
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    pool.clock.advance(fiveMinutes);
    const answer =
      method === 'GET'
        ? browser.get(`/mfa/setup?${query}`)
        : post('/mfa/setup', csrf, { code: appCode(pool, key) });
    await expectToStartOver(await answer);
  });

  it('confirms a newcomer all the same, whose code lives a day, but leads to the login page', async () => {
    await browser.submit(`/signup?${query}`, newcomer);
    const csrf = await open('/confirm');
    pool.clock.advance(fiveMinutes);
    await expectToStartOver(await post('/confirm', csrf, { code: pool.inbox.at(-1)?.code ?? '' }));
    expect(hasCode(await browser.submit(`/login?${query}`, newcomer))).toBe(true);
  });

  it('counts from the sign-up page where that was opened first', async () => {
    const csrf = await open('/signup');
    pool.clock.advance(fiveMinutes - 1000);
    await post('/signup', csrf, newcomer);
    pool.clock.advance(1000);
    const fields = { code: pool.inbox.at(-1)?.code ?? '' };
    await expectToStartOver(await browser.submit(`/confirm?${query}`, fields));
  });

  it('stands in two cookies, and each alone is enough', async () => {
    const csrf = await open('/login');
    const response = await browser.get(`/login?${query}`);
    const cookies = response.headers.getSetCookie();
    expect(cookies.find((line) => line.startsWith('csrf-state='))).toMatch(
      /; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(cookies.find((line) => line.startsWith('csrf-state-legacy='))).toMatch(
      /; Path=\/; HttpOnly$/,
    );
    browser.deleteCookie('csrf-state');
    expect(hasCode(await post('/login', csrf, { ...pool.user }))).toBe(true);
  });

  it('cannot be named by a browser itself', async () => {
    const csrf = await open('/login');
    browser.setCookie('csrf-state', 'A'.repeat(32));
    await expectToStartOver(await post('/login', csrf, { ...pool.user }));
  });
});
