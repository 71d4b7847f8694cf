import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import type { PasswordKind } from '../store/password';
import { authorizationQuery, locationOf, TestBrowser } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html
describe('signing up', () => {
  const person = {
    username: 'New.Person@example.com',
    password: 'Str0ng!word',
    name: 'New Person',
  };
  let pool: UserPool;
  let query: string;
  let browser: TestBrowser;
  const logged: string[] = [];
  let now = Date.parse('2030-01-01T00:00:00Z');
  beforeEach(async () => {
    pool = await startTestPool({ clock: () => now, log: (line) => logged.push(line) });
    query = authorizationQuery(pool);
    browser = new TestBrowser(pool);
  });
  afterEach(() => pool.close());

  const signUp = (changes: Partial<typeof person> = {}) =>
    browser.submit(`/signup?${query}`, { ...person, ...changes });
  const enterCode = (code: string) => browser.submit(`/confirm?${query}`, { code });
  const lastCode = () => pool.inbox.at(-1)?.code ?? '';

  it('mails a code and goes back to the client once it was entered', async () => {
    const response = await signUp();
    expect(response.headers.get('location')).toBe(`/confirm?${query}`);
    expect(pool.inbox).toEqual([
      {
        to: 'new.person@example.com',
        subject: expect.stringContaining('code'),
        code: expect.stringMatching(/^\d{6}$/),
      },
    ]);
    const page = await (await browser.get(`/confirm?${query}`)).text();
    expect(page).toContain('n***@e***');
    const back = locationOf(await enterCode(lastCode()));
    expect(back.searchParams.get('state')).toBe('the-state');
    expect(back.searchParams.has('code')).toBe(true);
    expect(pool.sessions()).toBe(1);
  });

  it('shows the mail in the inbox and says so in the log, without address or code', async () => {
    logged.length = 0;
    await signUp();
    const page = await (await browser.get('/_local/inbox')).text();
    expect(page).toContain(lastCode());
    expect(page).toContain('new.person@example.com');
    expect(logged).toEqual(['code sent to the inbox page']);
  });

  it('keeps an unconfirmed person out, even with the right password', async () => {
    await signUp();
    const other = new TestBrowser(pool);
    const response = await other.submit(`/login?${query}`, person);
    expect(response.headers.get('location')).toBe(`/confirm?${query}`);
    expect(other.cookie('cognito')).toBeUndefined();
    expect(pool.sessions()).toBe(0);
    const back = await other.submit(`/confirm?${query}`, { code: lastCode() });
    expect(locationOf(back).searchParams.has('code')).toBe(true);
  });

  it('refuses a wrong code', async () => {
    await signUp();
    const wrong = lastCode() === '123456' ? '123457' : '123456';
    const page = await (await enterCode(wrong)).text();
    expect(page).toContain('Invalid verification code provided, please try again.');
    expect(pool.sessions()).toBe(0);
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
  it('refuses a code after a day', async () => {
    await signUp();
    const code = lastCode();
    now += 24 * 3_600_000;
    const page = await (await enterCode(code)).text();
    expect(page).toContain('Invalid code provided, please request a code again.');
  });

  it('sends five codes an hour and takes five', async () => {
    await signUp();
    const wrong = lastCode() === '123456' ? '123457' : '123456';
    for (let attempt = 0; attempt < 5; attempt++) await enterCode(wrong);
    const limit = 'Attempt limit exceeded, please try after some time.';
    expect(await (await enterCode(lastCode())).text()).toContain(limit);
    const resend = () => browser.submit(`/confirm?${query}`, {}, `/resendcode?${query}`);
    for (let mail = 0; mail < 4; mail++) await resend();
    expect(await (await resend()).text()).toContain(limit);
    expect(pool.inbox).toHaveLength(5);
  });

  it('sends another code on request, and the one before is void', async () => {
    await signUp();
    const first = lastCode();
    const answer = await browser.submit(`/confirm?${query}`, {}, `/resendcode?${query}`);
    expect(await answer.text()).toContain('role="status"');
    expect(pool.inbox).toHaveLength(2);
    if (first !== lastCode()) expect((await enterCode(first)).status).toBe(200);
    expect((await enterCode(lastCode())).status).toBe(302);
  });

  it('shows the code page to nobody who has not just signed up', async () => {
    const response = await new TestBrowser(pool).get(`/confirm?${query}`);
    expect(response.headers.get('location')).toBe(`/login?${query}`);
  });

  it('confirms by the link in a mail', async () => {
    await signUp();
    const link = new URLSearchParams({
      client_id: pool.clientId,
      user_name: person.username,
      confirmation_code: lastCode(),
    });
    const response = await new TestBrowser(pool).get(`/confirmUser?${link}`);
    expect(await response.text()).toContain('Account confirmed');
    const again = await new TestBrowser(pool).get(`/confirmUser?${link}`);
    expect(locationOf(again).pathname).toBe('/error');
    const signedIn = await new TestBrowser(pool).submit(`/login?${query}`, person);
    expect(locationOf(signedIn).searchParams.has('code')).toBe(true);
  });

  it.each([
    [{ username: 'no-address' }, 'Invalid email address format.'],
    [{ username: 'DEMO@example.com' }, 'An account with the given email already exists.'],
    [{ password: 'Sh0rt!' }, 'Password not long enough'],
    [{ password: 'NO-L0WERCASE' }, 'Password must have lowercase characters'],
    [{ password: 'no-upp3rcase' }, 'Password must have uppercase characters'],
    [{ password: 'No-Numbers' }, 'Password must have numeric characters'],
    [{ password: 'NoSymb0ls' }, 'Password must have symbol characters'],
  ])('refuses %j and keeps what was entered', async (changes, message) => {
    const page = await (await signUp(changes)).text();
    expect(page).toContain(message);
    expect(page).toContain('value="New Person"');
    expect(pool.inbox).toHaveLength(0);
  });

  it.each(['/signup', '/confirm', '/resendcode'])('%s refuses a forged form', async (path) => {
    await signUp();
    const mails = pool.inbox.length;
    const fields = { ...person, username: 'x@example.com', code: lastCode(), _csrf: 'forged' };
    const response = await browser.post(`${path}?${query}`, fields);
    expect(response.status).toBe(403);
    expect(pool.inbox).toHaveLength(mails);
    expect(pool.sessions()).toBe(0);
  });

  it('needs no code with autoConfirm', async () => {
    const auto = await startTestPool({ autoConfirm: true });
    const response = await new TestBrowser(auto).submit(
      `/signup?${authorizationQuery(auto)}`,
      person,
    );
    expect(locationOf(response).searchParams.has('code')).toBe(true);
    expect(auto.inbox).toHaveLength(0);
    await auto.close();
  });

  it('asks for as long a password as the pool wants', async () => {
    await pool.close();
    pool = await startTestPool({ passwordMinimumLength: 12 });
    browser = new TestBrowser(pool);
    const page = await (await signUp({ password: 'Str0ng!word' })).text();
    expect(page).toContain('Password not long enough');
    expect(page).toContain('At least 12 characters');
    expect((await signUp({ password: 'Str0ng!words' })).headers.get('location')).toMatch(
      /^.confirm/,
    );
  });

  it.each<[PasswordKind[], password: string, rules: string]>([
    [[], 'plainwords', 'At least 8 characters.'],
    [['number'], 'plainw0rds', 'At least 8 characters. Password must have numeric characters.'],
    [
      ['lower-case', 'symbol'],
      'plain words!',
      'At least 8 characters. Password must have lowercase characters. Password must have symbol characters.',
    ],
  ])('asks for the kinds of characters that the pool wants: %j', async (kinds, password, rules) => {
    await pool.close();
    pool = await startTestPool({ passwordKinds: kinds });
    browser = new TestBrowser(pool);
    const page = await (await signUp({ password: 'short' })).text();
    expect(page).toContain(`id="password-rules">${rules}<`);
    const lacking = await (await signUp({ password: 'PASSWORDS' })).text();
    if (kinds.length > 0) expect(lacking).toContain('Password did not conform with policy');
    const other = { username: 'other@example.com', password };
    expect((await signUp(other)).headers.get('location')).toMatch(/^.confirm/);
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cognito-userpool-usernameconfiguration.html
  it('takes addresses that differ in case for one user, unless the pool is case-sensitive', async () => {
    await signUp();
    const again = { username: person.username.toLowerCase() };
    expect(await (await signUp(again)).text()).toContain('already exists');
    await pool.close();
    pool = await startTestPool({ usernameCaseSensitive: true, autoConfirm: true });
    browser = new TestBrowser(pool);
    await signUp();
    const credentials = { username: 'new.person@example.com', password: person.password };
    const refused = await browser.submit(`/login?${query}`, credentials);
    expect(await refused.text()).toContain('Incorrect username or password.');
    const fresh = new TestBrowser(pool);
    const back = await fresh.submit(`/login?${query}`, {
      ...credentials,
      username: person.username,
    });
    expect(locationOf(back).searchParams.has('code')).toBe(true);
    expect((await signUp(again)).headers.get('location')).toContain('code=');
  });
});
