import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import {
  authorizationQuery,
  locationOf,
  signInByProvider,
  TestBrowser,
} from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-admin-create-user-policy.html
// The words: https://github.com/pmill/aws-cognito/issues/37
describe.each(['classic', 'managed'])('where only administrators create people (%s)', (look) => {
  const newcomer = { username: 'new@example.com', password: 'Str0ng!word' };
  let pool: UserPool;
  let query: string;
  beforeAll(async () => {
    const managedLogin = look === 'managed';
    pool = await startTestPool({
      adminCreateUserOnly: true,
      managedLogin,
      demoProviders: ['Google'],
    });
    query = authorizationQuery(pool);
  });
  afterAll(() => pool.close());

  it('/signup is refused, by GET and by POST, and creates nobody', async () => {
    const browser = new TestBrowser(pool);
    await browser.get(`/login?${query}`);
    const csrf = browser.cookie('XSRF-TOKEN') ?? '';
    expect(csrf).not.toBe('');
    const answers = [
      await browser.get(`/signup?${query}`),
      await browser.post(`/signup?${query}`, { ...newcomer, _csrf: csrf }),
      await browser.post(`/signup?${query}`, newcomer),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('SignUp is not permitted for this user pool');
    }
    expect(pool.users.find(newcomer.username)).toBeUndefined();
    expect(pool.inbox).toEqual([]);
  });

  it('the login page does not offer it, and signs people in as ever', async () => {
    const browser = new TestBrowser(pool);
    const page = await (await browser.get(`/login?${query}`)).text();
    expect(page).toContain('action="/login?');
    expect(page).not.toContain('/signup');
    expect(locationOf(await browser.signIn()).searchParams.has('code')).toBe(true);
  });

  // https://github.com/amazon-archives/amazon-cognito-auth-js/issues/81
  it('whoever comes from another provider gets an account all the same', async () => {
    const google = authorizationQuery(pool, { identity_provider: 'Google' });
    const person = { email: 'ann@example.net', name: 'Ann' };
    const back = await signInByProvider(new TestBrowser(pool), google, person);
    expect(locationOf(back).searchParams.has('code')).toBe(true);
    expect(pool.users.list().map(({ email }) => email)).toContain('ann@example.net');
  });
});
