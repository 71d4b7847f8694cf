import { identity } from '../../src/shared/identity';
import { grants, linuxOnly, pressSignIn, test } from './support/browser-fixtures';
import { startDesktop } from './support/desktop';
import { expect, expectProblem, expectState, submitPassword } from './support/fixtures';

linuxOnly();

const { redirectScheme, redirectUri } = identity;

test('forged links come first, and end nothing; the app comes to the front (SEC-6, SEC-49)', {
  tag: '@fault',
}, async ({ launchWith, systemBrowser, desktop, pool }) => {
  const before = pool.requests.length;
  const app = await launchWith(['private-scheme']);
  const window = await app.electron.browserWindow(app.window);
  await pressSignIn(app);
  const page = await systemBrowser.shows();
  const state = new URL(page.url()).searchParams.get('state') ?? '';
  expect(state).toHaveLength(43);
  await window.evaluate((shown) => shown.minimize());
  await desktop.open(`${redirectScheme}://callback?code=forged&state=${state}`);
  await expect.poll(() => window.evaluate((shown) => shown.isMinimized())).toBe(false);
  await expectProblem(app, 'link-refused');
  await desktop.open(`${redirectUri}?code=forged&state=${'x'.repeat(43)}`);
  await expectProblem(app, 'state-mismatch');
  await expectState(app, 'signing-in');
  expect(grants(pool, before)).toEqual([]);

  await submitPassword(page, pool.user);
  await expectState(app, 'signed-in');
  expect(grants(pool, before)).toEqual(['authorization_code']);
});

test('a link shows the app and starts no sign-in, also when it starts the app (SEC-19)', async ({
  launchWith,
  desktop,
  pool,
}) => {
  const before = pool.requests.length;
  const link = `${redirectUri}?code=forged&state=${'x'.repeat(43)}`;
  const app = await launchWith(['private-scheme'], {}, ['--', link]);
  await expectState(app, 'signed-out');
  await expectProblem(app, 'link-refused');
  const window = await app.electron.browserWindow(app.window);
  for (const each of [link, `${redirectScheme}://open`]) {
    await app.window.getByRole('button', { name: 'Dismiss' }).click();
    await expect(app.window.locator('[data-problem]')).toHaveCount(0);
    await window.evaluate((shown) => shown.minimize());
    await desktop.open(each);
    await expect.poll(() => window.evaluate((shown) => shown.isMinimized())).toBe(false);
    if (each === link) await expectProblem(app, 'link-refused');
    else await expect(app.window.locator('[data-problem]')).toHaveCount(0);
  }
  await expectState(app, 'signed-out');
  expect(grants(pool, before)).toEqual([]);
  expect(await desktop.pagesLeft()).toBe(0);
});

test('where the scheme leads nowhere, the next way is taken, and it says why', async ({
  launchWith,
  ports,
}) => {
  const bare = await startDesktop({ hasScheme: false });
  const app = await launchWith(['private-scheme', 'loopback'], bare.env);
  await pressSignIn(app);
  const page = new URL(await bare.nextPage());
  expect(page.searchParams.get('redirect_uri')).toBe(`http://localhost:${ports[0]}/callback`);
  await expectProblem(app, 'scheme-not-registered');
  await expectState(app, 'signing-in');
  await app.quit();
  await bare.remove();
});

test('by way of a bounce page, for a provider that sends people to web pages alone', async ({
  launchWith,
  systemBrowser,
  bouncePage,
  pool,
}) => {
  const app = await launchWith(['private-scheme'], { COGNITO_BOUNCE_PAGE: bouncePage });
  await pressSignIn(app);
  const page = await systemBrowser.shows();
  expect(new URL(page.url()).searchParams.get('redirect_uri')).toBe(bouncePage);
  await submitPassword(page, pool.user);
  // This browser was told once that the page may open the app; another one waits for the button.
  await expectState(app, 'signed-in');
  await expect(page.getByRole('button', { name: `Open ${identity.productName}` })).toBeVisible();
  // SEC-22: the address bar has the code no longer.
  expect(page.url()).toBe(bouncePage);
});
