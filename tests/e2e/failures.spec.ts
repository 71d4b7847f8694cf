import { poolEnvironment } from '../../dev/start-pool';
import { startTestPool } from '../support/test-pool';
import {
  expect,
  expectProblem,
  expectState,
  openSignIn,
  signIn,
  submitPassword,
  test,
} from './support/fixtures';
import { keychainEntries } from './support/keychain';

test('closing the window is a cancelled sign-in: a quiet word, no error card (SEC-36)', async ({
  launch,
}) => {
  const app = await launch();
  const page = await openSignIn(app);
  await (await app.electron.browserWindow(page)).evaluate((window) => window.close());
  await expectState(app, 'signed-out');
  await expectProblem(app, 'cancelled');
  await expect(app.window.getByRole('alert')).toHaveCount(0);
});

test('Cancel closes the window and leads back', async ({ launch }) => {
  const app = await launch();
  await openSignIn(app);
  await app.window.getByRole('button', { name: 'Cancel' }).click();
  await expectState(app, 'signed-out');
  // Asked of the app itself: Playwright may not hear of a page that closes while it is still loading.
  const count = () =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  await expect.poll(count).toBe(1);
});

test('a callback with a foreign state is refused, and the sign-in goes on (SEC-6)', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  pool.hooks.redirect = (url) => {
    url.searchParams.set('state', 'somebody-elses');
    return url;
  };
  const page = await openSignIn(app);
  await submitPassword(page, pool.user);
  await expectProblem(app, 'state-mismatch');
  await expectState(app, 'signing-in');
  delete pool.hooks.redirect;
  await submitPassword(page, pool.user);
  await expectState(app, 'signed-in');
});

test('the callback of an earlier sign-in is recognised as replayed (SEC-6)', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  let earlier: string | undefined;
  pool.hooks.redirect = (url) => {
    earlier = url.href;
    return url;
  };
  await signIn(app, pool);
  await app.window.getByRole('button', { name: 'Sign out' }).click();
  await expectState(app, 'signed-out');
  const replay = earlier ?? '';
  pool.hooks.redirect = () => replay;
  await submitPassword(await openSignIn(app), pool.user);
  await expectProblem(app, 'callback-replayed');
  await expectState(app, 'signing-in');
});

const badTokens = [
  { name: 'nonce', code: 'nonce-mismatch', claims: { nonce: 'another' } },
  { name: 'audience', code: 'audience-mismatch', claims: { aud: 'another-client' } },
  { name: 'issuer', code: 'issuer-mismatch', claims: { iss: 'https://another.example' } },
] as const;

for (const { name, code, claims } of badTokens) {
  test(`an ID token with a wrong ${name} signs nobody in (SEC-9)`, async ({ pool, launch }) => {
    const app = await launch();
    pool.hooks.idToken = ({ claims: original, header }) => ({
      claims: { ...original, ...claims },
      header,
    });
    await submitPassword(await openSignIn(app), pool.user);
    await expectProblem(app, code);
    await expectState(app, 'signed-out');
    expect(await keychainEntries()).toEqual([]);
  });
}

test('an ID token with a bad signature signs nobody in (SEC-9)', async ({ pool, launch }) => {
  const app = await launch();
  pool.hooks.signWith = 'wrong-key';
  await submitPassword(await openSignIn(app), pool.user);
  await expectProblem(app, 'signature-invalid');
  await expectState(app, 'signed-out');
  expect(await keychainEntries()).toEqual([]);
});

test('a pool that cannot be reached is said to be out of reach', async ({ launch }) => {
  const gone = await startTestPool();
  await gone.close();
  const app = await launch({ env: poolEnvironment(gone) });
  await app.window.getByRole('button', { name: 'Sign in' }).click();
  await expectProblem(app, 'provider-unreachable');
});

test('without a keyring the session lives in memory, and one notice says so', async ({
  pool,
  launch,
}) => {
  test.skip(process.platform !== 'linux', 'macOS and Windows always have a keychain');
  const app = await launch({
    env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' },
  });
  await submitPassword(await openSignIn(app), pool.user);
  await expectState(app, 'signed-in');
  await expectProblem(app, 'keychain-unavailable');
  await app.quit();
  const again = await launch();
  await expectState(again, 'signed-out');
});

test('a refresh token that the pool no longer knows ends the session, in words', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  await signIn(app, pool);
  pool.revokeAllRefreshTokens();
  await app.window.getByRole('button', { name: 'Refresh' }).click();
  await expectProblem(app, 'session-ended');
  await expectState(app, 'signed-out');
  expect(await keychainEntries()).toEqual([]);
});

test('wrong settings are all named at once, each with its key', async ({ launch }) => {
  const app = await launch({
    env: { COGNITO_DOMAIN: 'my-prefix', COGNITO_REDIRECT_URI: 'not a url' },
  });
  await expectState(app, 'misconfigured');
  await expect(app.window.getByText('domain', { exact: true })).toBeVisible();
  await expect(app.window.getByText('redirectUri', { exact: true })).toBeVisible();
});

test('an exception that nobody catches is in the log by its name, and the app continues', {
  tag: '@electron-facts',
}, async ({ pool, launch }) => {
  const app = await launch();
  await app.electron.evaluate(() => {
    setTimeout(() => {
      throw new RangeError('with a secret');
    });
  });
  await expect.poll(() => app.output()).toContain('"app.uncaught-exception","reason":"RangeError"');
  expect(app.output()).not.toContain('with a secret');
  await signIn(app, pool);
});

test('Electron’s warning of a failed load names no parameter of a URL (SEC-68)', {
  tag: '@electron-facts',
}, async ({ launch }) => {
  const app = await launch();
  await app.electron.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL('http://127.0.0.1:1/?state=secret').catch(() => undefined);
    window.destroy();
  });
  await expect.poll(() => app.output()).toContain('http://127.0.0.1:1/?[redacted]');
  expect(app.output()).not.toContain('state=secret');
});
