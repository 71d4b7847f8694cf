import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { poolEnvironment } from '../../dev/start-pool';
import { identity } from '../../src/shared/identity';
import { startTestPool } from '../support/test-pool';
import {
  expect,
  expectProblem,
  expectState,
  openLoginPage,
  openSignIn,
  submitPassword,
  test,
} from './support/fixtures';

/** Something that listens where the redirect points, to see whether a request ever arrives. */
async function witness(): Promise<{ origin: string; seen: string[]; close(): void }> {
  const seen: string[] = [];
  const server = http.createServer((request, response) => {
    seen.push(request.url ?? '');
    response.end('this page must never be asked for');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://localhost:${port}`, seen, close: () => server.close() };
}

test('an http://localhost redirect is caught and its page never requested (SEC-35)', async ({
  launch,
}) => {
  const local = await witness();
  const redirectUri = local.origin;
  const pool = await startTestPool({ redirectUris: [redirectUri] });
  const app = await launch({
    env: { ...poolEnvironment(pool), COGNITO_REDIRECT_URI: redirectUri },
  });
  await submitPassword(await openSignIn(app), pool.user);
  await expectState(app, 'signed-in');
  expect(local.seen).toEqual([]);
  await pool.close();
  local.close();
});

test('a refused callback is not requested either, though its window stays open (SEC-6, SEC-35)', async ({
  launch,
}) => {
  const local = await witness();
  const redirectUri = local.origin;
  const pool = await startTestPool({ redirectUris: [redirectUri] });
  pool.hooks.redirect = (url) => {
    url.searchParams.set('state', 'somebody-elses');
    return url;
  };
  const app = await launch({
    env: { ...poolEnvironment(pool), COGNITO_REDIRECT_URI: redirectUri },
  });
  await submitPassword(await openSignIn(app), pool.user);
  await expectProblem(app, 'state-mismatch');
  await app.window.waitForTimeout(500);
  expect(local.seen).toEqual([]);
  await pool.close();
  local.close();
});

test('http://localhost:5000, the redirect of the sample it grew from, works though nothing listens', async ({
  pool,
  launch,
}) => {
  const app = await launch({ env: { COGNITO_REDIRECT_URI: 'http://localhost:5000' } });
  await submitPassword(await openSignIn(app), pool.user);
  await expectState(app, 'signed-in');
});

for (const redirectUri of [identity.redirectUri, 'http://localhost:5000']) {
  test(`images, stylesheets and frames at ${redirectUri} end no sign-in (SEC-35)`, async ({
    pool,
    launch,
  }) => {
    const app = await launch({ env: { COGNITO_REDIRECT_URI: redirectUri } });
    const page = await openLoginPage(app);
    // The local pool's own policy would block them.
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Page.setBypassCSP', { enabled: true });
    await page.reload();
    await page.evaluate((target) => {
      const url = new URL(target);
      const state = new URLSearchParams(location.search).get('state') ?? '';
      url.search = `${new URLSearchParams({ error: 'access_denied', state })}`;
      for (const tag of ['img', 'script', 'iframe', 'video', 'link']) {
        const element = document.createElement(tag);
        Object.assign(element, { rel: 'stylesheet', src: url.href, href: url.href });
        document.body.append(element);
      }
      fetch(url, { mode: 'no-cors' }).catch(() => {});
      if (url.protocol === 'http:') navigator.sendBeacon(url);
    }, redirectUri);
    await page.waitForTimeout(500);
    await submitPassword(page, pool.user);
    await expectState(app, 'signed-in');
  });
}

test('an unregistered redirect URI is named, with what to add where', async ({ launch }) => {
  const redirectUri = 'http://localhost:5999/not-registered';
  const app = await launch({ env: { COGNITO_REDIRECT_URI: redirectUri } });
  await openSignIn(app);
  await expectProblem(app, 'redirect-mismatch');
  await expect(app.window.locator('[data-problem]')).toContainText(redirectUri);
});
