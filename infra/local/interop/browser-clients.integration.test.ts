import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { launchChromium } from '@repo/chromium-host/testing/launch-chromium';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCertificate, type UserPool, type UserPoolOptions } from '../index';
import { startTestPool } from '../testing/test-pool';

const scopes = ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'];

/** Apps of these libraries, as they are written for a page. `settings` comes from the test. */
const apps = {
  amplify: `
    import { Amplify } from 'aws-amplify';
    import 'aws-amplify/auth/enable-oauth-listener';
    import * as auth from 'aws-amplify/auth';
    Amplify.configure({ Auth: { Cognito: settings } });
    globalThis.app = auth;`,
  oidc: `
    import { UserManager } from 'oidc-client-ts';
    globalThis.app = new UserManager(settings);
    if (location.search.includes('code=')) globalThis.signedIn = app.signinCallback();`,
};

describe('in a page', () => {
  const pages = new Map<string, string>();
  let server: Server;
  let origin: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let pool: UserPool;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', origin);
      response.setHeader('content-type', 'text/html; charset=utf-8').end(pages.get(pathname));
    }).listen(0, 'localhost');
    await once(server, 'listening');
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });
  afterEach(async () => {
    await context.close();
    await pool.close();
  });

  async function start(name: keyof typeof apps, options: UserPoolOptions): Promise<string> {
    const url = `${origin}/${name}`;
    pool = await startTestPool({ redirectUris: [url], signOutUris: [url], ...options });
    context = await browser.newContext({ ignoreHTTPSErrors: true });
    page = await context.newPage();
    return url;
  }

  async function open(name: keyof typeof apps, settings: unknown): Promise<void> {
    const { outputFiles } = await build({
      stdin: { contents: apps[name], resolveDir: import.meta.dirname },
      define: { settings: JSON.stringify(settings) },
      bundle: true,
      write: false,
      format: 'iife',
    });
    const script = (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
    pages.set(`/${name}`, `<!doctype html><title>App</title><script>${script}</script>`);
    await page.goto(`${origin}/${name}`);
  }

  async function submitPassword(): Promise<void> {
    await page.fill('input[name="username"]', pool.user.username);
    await page.fill('input[name="password"]', pool.user.password);
    await page.click('[name="signInSubmitButton"]');
    await page.waitForURL(`${origin}/**`);
  }

  /** Runs this in the page; the value comes back as JSON. */
  const run = <T = Record<string, string>>(script: string): Promise<T> => page.evaluate(script);

  it('Amplify signs in, gets attributes, refreshes with rotation, and signs out', async () => {
    const https = await createCertificate();
    const url = await start('amplify', { https, refreshTokenRotation: { graceSeconds: 0 } });
    const oauth = {
      domain: new URL(pool.domain).host,
      scopes,
      redirectSignIn: [url],
      redirectSignOut: [url],
      responseType: 'code',
    };
    await open('amplify', {
      userPoolId: new URL(pool.issuer).pathname.slice(1),
      userPoolClientId: pool.clientId,
      userPoolEndpoint: new URL(pool.issuer).origin,
      loginWith: { oauth },
    });
    const token = (options: string) =>
      run<string>(
        `app.fetchAuthSession(${options}).then(({ tokens }) => String(tokens?.accessToken ?? ''))`,
      );
    for (const [isGlobal, operation] of [
      [false, 'RevokeToken'],
      [true, 'GlobalSignOut'],
    ] as const) {
      await run('void app.signInWithRedirect()');
      await submitPassword();
      await expect.poll(() => token('{}')).not.toBe('');
      const sub = pool.users.find(pool.user.username)?.sub;
      expect(await run('app.getCurrentUser()')).toMatchObject({ username: sub });
      expect(await run('app.fetchUserAttributes()')).toMatchObject({
        sub,
        email: pool.user.username,
      });
      const first = await token('{}');
      for (const _ of ['once', 'twice']) {
        const next = await token('{ forceRefresh: true }');
        expect(next).not.toBe(first);
      }
      expect(pool.refreshTokens().live).toBe(1);
      expect(pool.sessions()).toBe(1);
      await Promise.all([
        page.waitForEvent('load'),
        run(`void app.signOut({ global: ${isGlobal} })`),
      ]);
      await expect.poll(() => pool.sessions()).toBe(0);
      expect(pool.refreshTokens().live, operation).toBe(0);
      expect(await token('{}')).toBe('');
    }
  });

  it('oidc-client-ts signs in, asks userInfo, refreshes, revokes and signs out', async () => {
    const url = await start('oidc', {});
    await open('oidc', {
      authority: pool.issuer,
      client_id: pool.clientId,
      redirect_uri: url,
      scope: scopes.join(' '),
      loadUserInfo: true,
      revokeTokenTypes: ['refresh_token'],
    });
    await run('void app.signinRedirect()');
    await submitPassword();
    const sub = pool.users.find(pool.user.username)?.sub;
    const user = await run<{ profile: object; access_token: string }>('signedIn');
    // Only userInfo has this name for it; the ID token says "cognito:username".
    expect(user.profile).toMatchObject({ sub, username: sub, email: pool.user.username });
    const next = await run<{ access_token: string }>('app.signinSilent()');
    expect(next.access_token).not.toBe(user.access_token);
    await run('app.revokeTokens()');
    expect(pool.refreshTokens()).toEqual({ live: 0, revoked: 1 });
    const logout = JSON.stringify({
      extraQueryParams: { client_id: pool.clientId, logout_uri: url },
    });
    await Promise.all([page.waitForEvent('load'), run(`void app.signoutRedirect(${logout})`)]);
    expect(pool.sessions()).toBe(0);
    expect(await run('app.getUser()')).toBeNull();
  });
});
