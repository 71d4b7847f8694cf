import type { Browser, Page } from '@playwright/test';
import { launchChromium } from '@repo/chromium-host/testing/launch-chromium';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Listener, listen } from '../http/listen';
import type { UserPool } from '../index';
import { demoUser } from '../options/options';
import { appCode, authorizationQuery } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

describe.each(['classic', 'managed'] as const)('the %s pages in a browser', (look) => {
  const forgetful = { username: 'forgetful@example.com', password: 'Passw0rd!old' };
  const careful = { username: 'careful@example.com', password: 'Passw0rd!mfa' };
  /** A client that browsers get an answer from, as they don't from a private-use scheme. */
  let client: Listener;
  let pool: UserPool;
  let browser: Browser;
  let page: Page;
  /** Document requests and whatever the console complains about, since the test began. */
  let visited: string[];
  let complaints: string[];
  beforeAll(async () => {
    client = await listen('127.0.0.1', 0);
    client.handle(() => new Response('signed in or out'));
    pool = await startTestPool({
      redirectUris: ['app.example:/callback', 'http://localhost:5000', `${client.origin}/in`],
      signOutUris: [`${client.origin}/out`],
      managedLogin: look === 'managed',
      users: [demoUser, forgetful, { ...careful, mfa: 'totp' }],
      demoProviders: ['Google'],
    });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([pool.close(), client.close()]);
  });
  beforeEach(async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    page = await context.newPage();
    visited = [];
    complaints = [];
    page.on('request', (request) => visited.push(request.url()));
    page.on('console', (message) => {
      // Nobody but a test types before the cursor is where the page puts it.
      if (!message.text().startsWith('Autofocus processing was blocked')) {
        complaints.push(message.text());
      }
    });
  });
  afterEach(() => page.context().close());

  async function open(changes: Record<string, string> = {}): Promise<void> {
    await page.goto(`${pool.domain}/oauth2/authorize?${authorizationQuery(pool, changes)}`);
    expect(await page.locator('body').getAttribute('class')).toBe(look);
  }

  async function signIn({ username, password } = pool.user): Promise<void> {
    await page.getByLabel('E-mail').fill(username);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  async function enterAppCode(code: string): Promise<void> {
    await page.getByLabel('Code from the app').fill(code);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  async function expectToReachClient(redirectUri = pool.redirectUris[0] ?? ''): Promise<void> {
    const callback = () => visited.find((url) => url.startsWith(redirectUri));
    await expect.poll(callback).toMatch(/[?&]code=[0-9a-f-]{36}&state=the-state$/);
    expect(complaints).toEqual([]);
  }

  it.each([0, 1])('lead to redirect URI number %i without scripts or complaints', async (index) => {
    const redirectUri = pool.redirectUris[index] ?? '';
    await open({ redirect_uri: redirectUri });
    await signIn();
    await expectToReachClient(redirectUri);
  });

  it('announce a wrong password and leave the cursor in the password field', async () => {
    await open();
    await signIn({ ...pool.user, password: 'wrong' });
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
    await expectToReachClient();
  });

  it('lead from a forgotten password through the code to the sign-in, and from there to the client', async () => {
    const { username } = forgetful;
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
    await signIn({ username, password });
    await expectToReachClient();
  });

  it('lead through setting up an authenticator app to the client', async () => {
    await open({ redirect_uri: `${client.origin}/in` });
    await signIn(careful);
    const key = await page.locator('#secret').textContent();
    const link = page.getByRole('link', { name: 'Open in an authenticator app' });
    const uri = new URL((await link.getAttribute('href')) ?? '');
    expect(uri.searchParams.get('secret')).toBe(key?.replaceAll(' ', ''));
    expect(await page.locator('input:focus').getAttribute('name')).toBe('code');
    await enterAppCode('000000');
    expect(await page.getByRole('alert').textContent()).toContain('Invalid code');
    await enterAppCode(appCode(pool, key ?? ''));
    await expectToReachClient(`${client.origin}/in`);
    // Next time it is asked for alone.
    pool.clock.advance(3_600_000);
    visited = [];
    await open({ redirect_uri: `${client.origin}/in` });
    await signIn(careful);
    expect(await page.locator('#secret').count()).toBe(0);
    await enterAppCode(appCode(pool, key ?? ''));
    await expectToReachClient(`${client.origin}/in`);
  });

  it('say what is wrong with a request, and lead nowhere', async () => {
    const redirect_uri = 'http://localhost:5000/not-registered';
    await page.goto(
      `${pool.domain}/oauth2/authorize?${authorizationQuery(pool, { redirect_uri })}`,
    );
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'Something went wrong',
    );
    expect(await page.getByRole('main').textContent()).toContain('redirect_mismatch');
    expect(visited.filter((url) => !url.startsWith(pool.domain))).toEqual([]);
  });

  it('sign in silently until somebody signs out', async () => {
    const query = authorizationQuery(pool, { redirect_uri: `${client.origin}/in` });
    await open({ redirect_uri: `${client.origin}/in` });
    await signIn();
    await expectToReachClient(`${client.origin}/in`);
    visited = [];
    await page.goto(`${pool.domain}/oauth2/authorize?${query}`);
    await expectToReachClient(`${client.origin}/in`);
    expect(visited.some((url) => url.includes('/login?'))).toBe(false);
    const out = new URLSearchParams({
      client_id: pool.clientId,
      logout_uri: `${client.origin}/out`,
    });
    await page.goto(`${pool.domain}/logout?${out}`);
    expect(page.url()).toBe(`${client.origin}/out`);
    await open();
    expect(await page.getByLabel('Password').count()).toBe(1);
  });

  it('lead by the demo provider to the client', async () => {
    await open();
    await page.getByRole('link', { name: 'Continue with Google' }).click();
    expect(await page.getByRole('heading').textContent()).toBe('Demo provider');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expectToReachClient();
  });
});
