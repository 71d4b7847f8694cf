import { poolEnvironment } from '../../dev/start-pool';
import { identity } from '../../src/shared/identity';
import { startAgain } from './support/app';
import { expect, expectState, openLoginPage, submitPassword, test } from './support/fixtures';
import { keychainEntries } from './support/keychain';

test('a second start focuses the first window instead of opening its own (SEC-50)', async ({
  pool,
  launch,
  profile,
}) => {
  const app = await launch();
  const window = await app.electron.browserWindow(app.window);
  await window.evaluate((shown) => shown.minimize());
  expect(await startAgain({ profile, env: poolEnvironment(pool) })).toBe(0);
  await expect.poll(() => window.evaluate((shown) => shown.isMinimized())).toBe(false);
  await expect.poll(() => window.evaluate((shown) => shown.isFocused())).toBe(true);
  await expectState(app, 'signed-out');
  expect(app.electron.windows()).toHaveLength(1);
});

test('SEC-19: a second start with a link shows the window and starts no sign-in', {
  tag: '@electron-facts',
}, async ({ pool, launch, profile }) => {
  const app = await launch();
  const changes: string[] = [];
  await app.window.exposeFunction('noteState', (kind: string) => void changes.push(kind));
  await app.window.evaluate(() => {
    const { noteState } = window as unknown as { noteState(kind: string): void };
    window.cognitoDesktop.onStateChange(({ kind }) => noteState(kind));
  });
  const link = `${identity.redirectUri}?code=c&state=s`;
  expect(await startAgain({ profile, env: poolEnvironment(pool), args: [link] })).toBe(0);
  // What the first instance makes of it, it makes at once.
  await app.window.waitForTimeout(500);
  expect(changes.filter((kind) => kind !== 'signed-out')).toEqual([]);
  await expect(app.window.locator('[data-problem="link-refused"]')).toBeVisible();
  expect(app.electron.windows()).toHaveLength(1);
});

test('a second instance, started with a deep link while a sign-in is open, does not disturb it (SEC-6, SEC-49)', {
  tag: '@fault',
}, async ({ pool, launch, profile }) => {
  const app = await launch();
  const window = await app.electron.browserWindow(app.window);
  const page = await openLoginPage(app);
  const state = new URL(page.url()).searchParams.get('state') ?? '';
  expect(state).toHaveLength(43);
  const forged = [
    `${identity.redirectUri}?code=forged&state=${'x'.repeat(43)}`, // of no transaction
    `${identity.redirectUri}?code=forged&state=${state}`, // of this one, with somebody else's code
    `${identity.redirectUri}?error=access_denied&state=${state}`,
    `${identity.redirectScheme}://callback?code=forged&state=${state}`,
    identity.signOutUri,
  ];
  // The app gets ready for the answer while the person types; from then on it asks nothing.
  const asked = () => pool.requests.map(({ path }) => path.split('/').at(-1));
  await expect.poll(asked).toEqual(expect.arrayContaining(['jwks.json', 'token']));
  // And the login page has its pictures.
  await page.waitForLoadState('networkidle');
  const before = pool.requests.length;
  for (const link of forged) {
    await window.evaluate((shown) => shown.minimize());
    expect(await startAgain({ profile, env: poolEnvironment(pool), args: [link] })).toBe(0);
    await expect.poll(() => window.evaluate((shown) => shown.isMinimized())).toBe(false);
    await expectState(app, 'signing-in');
    await expect(app.window.locator('[data-problem="link-refused"]')).toBeVisible();
    expect(page.isClosed()).toBe(false);
    expect(app.electron.windows()).toHaveLength(2);
  }
  expect(pool.requests.slice(before)).toEqual([]);

  await submitPassword(page, pool.user);
  await expectState(app, 'signed-in');
  expect(pool.requests.filter(({ grantType }) => grantType !== undefined)).toHaveLength(1);
  expect(await keychainEntries()).toHaveLength(1);
});
