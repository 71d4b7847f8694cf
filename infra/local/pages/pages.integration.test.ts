import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from '../../../dev/chromium-host/src/chromium/find';
import { startUserPool, type UserPool } from '../index';
import { appCode, authorizationQuery } from '../test-browser';

describe('the pages in a browser', () => {
  let pool: UserPool;
  let browser: Browser;
  let page: Page;
  /** Document requests and whatever the console complains about, since the test began. */
  let visited: string[];
  let complaints: string[];
  beforeAll(async () => {
    const careful = {
      username: 'careful@example.com',
      password: 'Passw0rd!mfa',
      mfa: 'totp',
    } as const;
    const demo = { username: 'demo@example.com', password: 'Passw0rd!demo' };
    pool = await startUserPool({ users: [demo, careful], demoProviders: ['Google'] });
    browser = await chromium.launch({
      executablePath: findChromium(),
      // Chromium's sandbox refuses to run as root; the pages opened are our own.
      chromiumSandbox: process.getuid?.() !== 0,
      args: ['--disable-gpu', '--disable-quic', '--disable-background-networking'],
    });
  });
  afterAll(async () => {
    await browser.close();
    await pool.close();
  });
  beforeEach(async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    page = await context.newPage();
    visited = [];
    complaints = [];
    page.on('request', (request) => visited.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
  });
  afterEach(() => page.context().close());

  async function open(changes: Record<string, string> = {}): Promise<void> {
    await page.goto(`${pool.domain}/oauth2/authorize?${authorizationQuery(pool, changes)}`);
  }

  async function signIn(password = pool.user.password): Promise<void> {
    await page.getByLabel('E-mail').fill(pool.user.username);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  it.each([0, 1])('lead to redirect URI number %i without scripts or complaints', async (index) => {
    const redirectUri = pool.redirectUris[index] ?? '';
    await open({ redirect_uri: redirectUri });
    await signIn();
    const callback = () => visited.find((url) => url.startsWith(redirectUri));
    await expect.poll(callback).toMatch(/[?&]code=[0-9a-f-]{36}&state=the-state$/);
    expect(complaints).toEqual([]);
  });

  it('announce a wrong password and leave the cursor in the password field', async () => {
    await open();
    await signIn('wrong');
    expect(await page.getByRole('alert').textContent()).toBe('Incorrect username or password.');
    expect(await page.getByLabel('E-mail').inputValue()).toBe(pool.user.username);
    expect(await page.locator('input:focus').getAttribute('name')).toBe('password');
  });

  it('lead a newcomer from sign-up through the code to the client', async () => {
    await open();
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByLabel('E-mail').fill('newcomer@example.com');
    await page.getByLabel('Password').fill('Newc0mer!pass');
    await page.getByRole('button', { name: 'Create an account' }).click();
    await page.getByLabel('Code').fill(pool.inbox.at(-1)?.code ?? '');
    await page.getByRole('button', { name: 'Confirm account' }).click();
    await expect.poll(() => visited.some((url) => url.includes('code='))).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('lead from a forgotten password through the code to the sign-in, and from there to the client', async () => {
    const { username } = pool.user;
    const password = 'N3w!password';
    await open();
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('E-mail').fill(username);
    await page.getByRole('button', { name: 'Send the code' }).click();
    await page.getByLabel('Code').fill(pool.inbox.at(-1)?.code ?? '');
    await page.getByLabel('New password').fill('weak');
    await page.getByRole('button', { name: 'Change password' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('does not conform to policy');
    expect(await page.locator('input:focus').getAttribute('name')).toBe('password');
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Change password' }).click();
    expect(await page.getByRole('status').textContent()).toContain('Your password was changed.');
    await signIn(password);
    await expect.poll(() => visited.some((url) => url.includes('code='))).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('lead through setting up an authenticator app to the client', async () => {
    await open();
    await page.getByLabel('E-mail').fill('careful@example.com');
    await page.getByLabel('Password').fill('Passw0rd!mfa');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const key = await page.locator('#secret').textContent();
    const link = page.getByRole('link', { name: 'Open in an authenticator app' });
    const uri = new URL((await link.getAttribute('href')) ?? '');
    expect(uri.searchParams.get('secret')).toBe(key?.replaceAll(' ', ''));
    expect(await page.locator('input:focus').getAttribute('name')).toBe('code');
    const wrong = page.getByLabel('Code from the app');
    await wrong.fill('000000');
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Invalid code');
    await wrong.fill(appCode(pool, key ?? ''));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(() => visited.some((url) => url.includes('code='))).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('lead by the demo provider to the client', async () => {
    await open();
    await page.getByRole('link', { name: 'Continue with Google' }).click();
    expect(await page.getByRole('heading').textContent()).toBe('Demo provider');
    await page.getByRole('button', { name: 'Continue' }).click();
    const callback = () => visited.find((url) => url.startsWith(pool.redirectUris[0] ?? ''));
    await expect.poll(callback).toMatch(/[?&]code=[0-9a-f-]{36}&state=the-state$/);
    expect(complaints).toEqual([]);
  });
});
