import {
  expect,
  expectState,
  openLoginPage,
  openSignIn,
  signIn,
  submitPassword,
  test,
} from './support/fixtures';
import { keychainEntries } from './support/keychain';

test('signs in, is remembered, refreshes and signs out', async ({ pool, launch }) => {
  let app = await launch();
  await expectState(app, 'signed-out');
  expect(await keychainEntries()).toEqual([]);

  await signIn(app, pool);
  await expect(app.window.getByTestId('email')).toHaveText(pool.user.username);
  await expect(app.window.getByRole('list', { name: 'Groups' })).toContainText('admins');
  expect(await keychainEntries()).toHaveLength(1);
  expect(pool.refreshTokens()).toMatchObject({ live: 1 });
  await app.quit();

  expect(await keychainEntries()).toHaveLength(1);
  const before = pool.requests.length;
  app = await launch();
  await expectState(app, 'signed-in');
  await expect(app.window.getByTestId('token-expiry')).toBeVisible();
  const sinceRestart = pool.requests.slice(before).map((request) => request.path);
  expect(sinceRestart).not.toContain('/login');
  expect(sinceRestart).not.toContain('/oauth2/authorize');
  expect(sinceRestart).toContain('/oauth2/token');

  const expiry = app.window.getByTestId('token-expiry');
  const first = await expiry.getAttribute('datetime');
  await app.window.waitForTimeout(1_100); // expires_in counts in whole seconds
  await app.window.getByRole('button', { name: 'Refresh' }).click();
  await expect(expiry).not.toHaveAttribute('datetime', first ?? '');

  await app.window.getByRole('button', { name: 'Sign out' }).click();
  await expectState(app, 'signed-out');
  expect(await keychainEntries()).toEqual([]);
  await expect.poll(() => pool.refreshTokens().live).toBe(0);
});

test('the window says which origin asks for the password, whatever the page is called (SEC-33)', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  const page = await openLoginPage(app);
  const title = async () => (await app.electron.browserWindow(page)).evaluate((w) => w.getTitle());
  await expect.poll(title).toContain(pool.domain);
  await page.evaluate(() => {
    document.title = 'https://bank.example';
  });
  await page.waitForTimeout(200);
  expect(await title()).toContain(pool.domain);
  expect(await title()).not.toContain('bank.example');
});

test('signing out ends the hosted UI’s session, so the next sign-in asks for the password', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  await signIn(app, pool);
  expect(pool.sessions()).toBe(1);
  await app.window.getByRole('button', { name: 'Sign out' }).click();
  await expectState(app, 'signed-out');
  await expect.poll(() => pool.sessions()).toBe(0);
  const page = await openSignIn(app);
  await expect(page.locator('input[name="password"]')).toBeVisible();
});

test('a wrong password stays at the hosted UI, and the right one then signs in', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  const page = await openSignIn(app);
  await submitPassword(page, { ...pool.user, password: 'not the password' });
  await expect(page.getByRole('alert')).toBeVisible();
  await expectState(app, 'signing-in');
  await submitPassword(page, pool.user);
  await expectState(app, 'signed-in');
});

test('a second press of Sign in cannot open a second window (SEC-20)', async ({ launch }) => {
  const app = await launch();
  await openSignIn(app);
  await app.window.evaluate(() => window.cognitoDesktop.signIn({ intent: 'sign-in' }));
  await app.window.waitForTimeout(300);
  expect(app.electron.windows()).toHaveLength(2);
});
