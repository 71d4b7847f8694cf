import { renderSVG } from 'uqr';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { appCode, authorizationQuery, locationOf, TestBrowser } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html
describe('signing in with an authenticator app', () => {
  const other = { username: 'plain@example.com', password: 'Passw0rd!plain' };
  let pool: UserPool;
  let query: string;
  let browser: TestBrowser;
  beforeEach(async () => {
    const careful = { username: 'careful@example.com', password: 'Passw0rd!mfa' };
    pool = await startTestPool({ users: [{ ...careful, mfa: 'totp' }, other] });
    query = authorizationQuery(pool);
    browser = new TestBrowser(pool);
  });
  afterEach(() => pool.close());

  const enter = (code: string, path = '/mfa') => browser.submit(`${path}?${query}`, { code });
  const hasCode = (response: Response) => locationOf(response).searchParams.has('code');

  /** Signs in for the first time; resolves with what an authenticator app would show. */
  async function setUp(): Promise<() => string> {
    const next = await browser.signIn();
    expect(next.headers.get('location')).toBe(`/mfa/setup?${query}`);
    const page = await (await browser.get(`/mfa/setup?${query}`)).text();
    const secret = /<pre id="secret">([^<]+)</.exec(page)?.[1] ?? '';
    expect(page).toContain(`secret=${secret.replaceAll(' ', '')}&amp;`);
    return () => appCode(pool, secret);
  }

  it('begins with the key, and a session comes with the first code alone', async () => {
    const app = await setUp();
    expect(pool.sessions()).toBe(0);
    const wrong = await enter(app() === '123456' ? '123457' : '123456', '/mfa/setup');
    expect(await wrong.text()).toContain('role="alert">Invalid code received for user<');
    expect(pool.sessions()).toBe(0);
    expect(hasCode(await enter(app(), '/mfa/setup'))).toBe(true);
    expect(pool.sessions()).toBe(1);
  });

  it('shows the key as a QR code too, with a name and nothing that its policy forbids', async () => {
    await browser.signIn();
    const page = await (await browser.get(`/mfa/setup?${query}`)).text();
    const uri = /href="(otpauth:[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const [, svg = ''] = /role="img" aria-label="QR code[^"]*">(<svg .*<\/svg>)</.exec(page) ?? [];
    expect(svg).not.toMatch(/style|script|href/);
    expect(svg).toBe(renderSVG(uri, { border: 4, pixelSize: 4 }));
  });

  it('asks for a new code every time after that, and shows the key no more', async () => {
    const app = await setUp();
    await enter(app(), '/mfa/setup');
    browser = new TestBrowser(pool);
    expect((await browser.signIn()).headers.get('location')).toBe(`/mfa?${query}`);
    const setup = await browser.get(`/mfa/setup?${query}`);
    expect(setup.headers.get('location')).toBe(`/mfa?${query}`);
    const used = await (await enter(app())).text();
    expect(used).toContain('Your software token has already been used once.');
    pool.clock.advance(30_000);
    expect(hasCode(await enter(app()))).toBe(true);
  });

  it('takes five codes an hour', async () => {
    const app = await setUp();
    const wrong = app() === '123456' ? '123457' : '123456';
    for (let attempt = 0; attempt < 5; attempt++) await enter(wrong, '/mfa/setup');
    expect(await (await enter(app(), '/mfa/setup')).text()).toContain('Attempt limit exceeded');
    pool.clock.advance(3_600_000);
    await browser.signIn();
    expect(hasCode(await enter(app(), '/mfa/setup'))).toBe(true);
  });

  it.each(['/mfa', '/mfa/setup'])('%s needs the password first', async (path) => {
    const response = await browser.get(`${path}?${query}`);
    expect(response.headers.get('location')).toBe(`/login?${query}`);
    const posted = await enter('123456', path);
    expect(hasCode(posted)).toBe(false);
  });

  it('cannot set a new key for somebody who has one', async () => {
    const app = await setUp();
    await enter(app(), '/mfa/setup');
    browser = new TestBrowser(pool);
    await browser.signIn();
    pool.clock.advance(30_000);
    const page = await browser.submit(`/mfa?${query}`, { code: app() }, `/mfa/setup?${query}`);
    expect(page.headers.get('location')).toBe(`/mfa?${query}`);
    expect(pool.sessions()).toBe(1);
  });

  it('is asked of nobody else, unless the whole pool is set to it', async () => {
    expect(hasCode(await browser.submit(`/login?${query}`, other))).toBe(true);
    const strict = await startTestPool({ mfa: true, autoConfirm: true });
    const strictQuery = authorizationQuery(strict);
    const person = { username: 'new@example.com', password: 'Str0ng!word' };
    for (const path of ['/login', '/signup']) {
      const fields = path === '/login' ? { ...strict.user } : person;
      const response = await new TestBrowser(strict).submit(`${path}?${strictQuery}`, fields);
      expect(response.headers.get('location')).toBe(`/mfa/setup?${strictQuery}`);
    }
    expect(strict.sessions()).toBe(0);
    await strict.close();
  });

  it.each(['/mfa', '/mfa/setup'])('%s refuses a forged form', async (path) => {
    const app = await setUp();
    const response = await browser.post(`${path}?${query}`, { code: app(), _csrf: 'forged' });
    expect(pool.sessions()).toBe(0);
    expect(hasCode(response)).toBe(false);
  });
});
