import type { Page } from '@playwright/test';
import {
  expect,
  expectProblem,
  expectState,
  openLoginPage,
  openSignIn,
  signIn,
  test,
} from './support/fixtures';
import { foreignSite } from './support/foreign-site';
import { siteForCertificates } from './support/tls-site';

// The person's own browser could sign in there: these are about the window alone.
const onlyTheWindow = { COGNITO_FLOWS: 'embedded-window' };

test('who asks for an HTTP password gets none, and nobody is asked; a page that does so ends the sign-in (SEC-34)', {
  tag: ['@fault', '@electron-facts'],
}, async ({ pool, launch }) => {
  const passwords: string[] = [];
  const site = await foreignSite((request, response) => {
    const { authorization } = request.headers;
    if (authorization !== undefined) passwords.push(authorization);
    const isAsking = request.url?.startsWith('/door');
    const asking = { 'www-authenticate': 'Basic realm="Type the password of your user pool"' };
    response.writeHead(isAsking ? 401 : 200, {
      'content-type': 'text/html',
      ...(isAsking ? asking : {}),
    });
    response.end(request.url === '/door/without-a-page' ? '' : '<input name="password">');
  });
  const app = await launch({ env: { COGNITO_ALLOWED_ORIGINS: site.origin, ...onlyTheWindow } });
  const openSite = async () => {
    pool.faults.set('/oauth2/authorize', { kind: 'redirect', to: `${site.origin}/` });
    const page = await openLoginPage(app);
    pool.faults.clear();
    return page;
  };
  const page = await openSite();
  const outcomes = await page.evaluate(async () => {
    const image = new Promise((resolve) => {
      const element = new Image();
      element.onload = () => resolve('shown');
      element.onerror = () => resolve('refused');
      element.src = '/door/image';
    });
    const script = new Promise((resolve) => {
      const element = document.body.appendChild(document.createElement('script'));
      element.onload = () => resolve('run');
      element.onerror = () => resolve('refused');
      element.src = '/door/script';
    });
    const frame = new Promise((resolve) => {
      const element = document.body.appendChild(document.createElement('iframe'));
      element.onload = () => resolve(element.contentDocument?.body.childElementCount);
      element.src = '/door/frame';
    });
    const status = fetch('/door/fetch').then((response) => response.status);
    return Promise.all([image, script, frame, status]);
  });
  expect(outcomes).toEqual(['refused', 'refused', 1, 401]);
  await expectState(app, 'signing-in');

  const knock = (at: Page, door: string) => at.evaluate((path) => location.assign(path), door);
  await knock(page, '/door');
  await expectProblem(app, 'embedded-refused');
  await knock(await openSite(), '/door/without-a-page');
  await expectProblem(app, 'embedded-refused');
  // Whoever had a password would have asked again with it.
  expect(passwords).toEqual([]);
  expect(site.seen.filter((path) => path === '/door')).toHaveLength(1);
  await signIn(app, pool);
  site.close();
});

test('a server that wants a certificate of the person gets none, and the sign-in ends (SEC-34)', {
  tag: ['@fault', '@electron-facts'],
}, async ({ pool, launch }) => {
  const site = await siteForCertificates();
  const app = await launch({
    env: { COGNITO_ALLOWED_ORIGINS: site.origin, ...onlyTheWindow },
    args: [site.trust],
  });
  pool.faults.set('/oauth2/authorize', { kind: 'redirect', to: `${site.origin}/` });
  await openSignIn(app);
  // Chromium's word for it is ERR_BAD_SSL_CLIENT_AUTH_CERT, or ERR_SOCKET_NOT_CONNECTED when it writes after the server's no.
  const problems = ['embedded-refused', 'provider-unreachable'];
  const selector = problems.map((code) => `[data-problem="${code}"]`).join();
  await expect(app.window.locator(selector)).toBeVisible();
  expect(site.certificates()).toBe(0);
  await expect.poll(() => app.electron.windows().length).toBe(1);
  pool.faults.clear();
  await signIn(app, pool);
  site.close();
});
