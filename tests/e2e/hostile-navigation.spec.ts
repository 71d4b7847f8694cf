import type { Page } from '@playwright/test';
import { poolEnvironment } from '../../dev/start-pool';
import { identity } from '../../src/shared/identity';
import { startTestPool } from '../support/test-pool';
import { expect, expectState, openLoginPage, submitPassword, test } from './support/fixtures';
import { foreignSite } from './support/foreign-site';

/** Each of these would be a callback to who compares texts; the state is the one of the sign-in. */
function lookAlikes(redirectUri: string): string[] {
  const [scheme = '', rest = ''] = redirectUri.split('://');
  const [host = '', path = ''] = rest.split(/\/(.*)/);
  return [
    `${scheme}.evil://${rest}`,
    `${scheme}x://${rest}`,
    `${scheme}://someone@${rest}`,
    `${scheme}://${host}.evil.example/${path}`,
    `${scheme}://${host}./${path}`,
    `${scheme}://${host}%2f${path}`,
    `${scheme}://${host}/${path}/`,
    `${scheme}://${host}/${path}%2f`,
    `${scheme}://${host}/x/${path}`,
    `${scheme}://${host.replace('a', 'а')}/${path}`, // a Cyrillic letter
    `${scheme}://evil.example/${redirectUri}`,
    // Of http this would be a path of the page's own origin.
    ...(scheme === 'http' ? [] : [`${scheme}:${host}/${path}`]),
  ].filter((url) => URL.canParse(url));
}

/** Where else a page may want to lead the window. */
const elsewhere = [
  'file:///etc/passwd',
  'data:text/html,<title>data</title>',
  'javascript:location.replace("file:///etc/passwd")',
  'blob:https://evil.example/8d3f3b4e-0000-4000-8000-000000000000',
  'view-source:https://evil.example/',
  'chrome://gpu',
  'devtools://devtools/bundled/inspector.html',
  `${identity.uiScheme}://${identity.uiHost}/index.html`,
  'mailto:someone@evil.example',
  'ms-msdt:/id PCWDiagnostic',
  'search-ms:query=x&crumb=location:\\\\evil.example',
  'vscode://evil.extension/run',
];

/** Leads the window there in each way that a page has. */
function leadTo(page: Page, urls: readonly string[]): Promise<void> {
  return page.evaluate(async (list) => {
    for (const url of list) {
      const link = document.body.appendChild(document.createElement('a'));
      link.href = url;
      link.click();
      const form = document.body.appendChild(document.createElement('form'));
      form.action = url;
      form.submit();
      const frame = document.body.appendChild(document.createElement('iframe'));
      frame.src = url;
      try {
        frame.contentWindow?.open(url, '_top');
        location.href = url;
      } catch {
        // not a URL at all
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }, urls);
}

const answer = (state: string) => (url: string) => `${url}?code=forged&state=${state}`;

for (const redirectUri of [identity.redirectUri, 'http://localhost:5000/callback']) {
  test(`nothing but ${redirectUri} itself is a callback, and the window stays where it is (SEC-4, SEC-28)`, {
    tag: '@fault',
  }, async ({ launch }) => {
    const pool = await startTestPool({ recordSecrets: true, redirectUris: [redirectUri] });
    const app = await launch({
      env: { ...poolEnvironment(pool), COGNITO_REDIRECT_URI: redirectUri },
    });
    const page = await openLoginPage(app);
    const address = page.url();
    const state = new URL(address).searchParams.get('state') ?? '';
    expect(state).toHaveLength(43);
    await leadTo(page, [...elsewhere, ...lookAlikes(redirectUri).map(answer(state))]);
    await page.waitForTimeout(300);
    expect(page.url()).toBe(address);
    expect(app.electron.windows()).toHaveLength(2);
    await expectState(app, 'signing-in');
    await expect(app.window.locator('[data-problem="navigation-blocked"]')).toBeVisible();
    const blocked = app.output().match(/"sign-in.navigation-blocked"/g) ?? [];
    expect(blocked.length).toBeGreaterThan(10);
    // The one that is a callback is recognised, in capitals too: with it the sign-in ends.
    const genuine = redirectUri.replace(/^[^:]+/, (scheme) => scheme.toUpperCase());
    await page.evaluate((url) => {
      location.href = url;
    }, `${genuine}?error=access_denied&state=${state}`);
    await expectState(app, 'signed-out');
    await expect(app.window.locator('[data-problem="access-denied"]')).toBeVisible();
    await pool.close();
  });
}

test('a frame cannot lead the window away (SEC-28)', { tag: '@fault' }, async ({
  pool,
  launch,
}) => {
  const foreign = await foreignSite();
  const app = await launch();
  const page = await openLoginPage(app);
  const address = page.url();
  await page.evaluate(async (origin) => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const script = frame.contentDocument?.createElement('script');
    if (script) {
      script.textContent = `top.location.href = '${origin}/top'; parent.location.replace('${origin}/parent')`;
      frame.contentDocument?.body.append(script);
    }
    frame.contentWindow?.parent.location.assign(`${origin}/assigned`);
  }, foreign.origin);
  await page.waitForTimeout(300);
  expect(foreign.seen).toEqual([]);
  expect(page.url()).toBe(address);
  await submitPassword(page, pool.user);
  await expectState(app, 'signed-in');
  foreign.close();
});
