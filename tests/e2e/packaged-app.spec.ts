import { findRuntime } from '../../dev/runtime';
import { expect, expectState, signIn, test } from './support/fixtures';
import { keychainEntries } from './support/keychain';
import { ownArchive, startRefused } from './support/packaged-app';

test.beforeAll(() => {
  test.setTimeout(300_000); // packs the app; the first time electron-builder may download Electron
  ownArchive();
});

test('the packed app starts from its archive, signs in, and is remembered', async ({
  pool,
  launchPackaged,
}) => {
  let app = await launchPackaged();
  await expectState(app, 'signed-out');
  await signIn(app, pool);
  await expect(app.window.getByTestId('email')).toHaveText(pool.user.username);
  expect(await keychainEntries()).toHaveLength(1);
  await app.quit();

  app = await launchPackaged();
  await expectState(app, 'signed-in');
  await app.window.getByRole('button', { name: 'Sign out' }).click();
  await expectState(app, 'signed-out');
  expect(await keychainEntries()).toEqual([]);
});

test('SEC-49: it refuses to start where it could be debugged, and says why', {
  tag: '@electron-facts',
}, async ({ profile }) => {
  const switches = ['--utility-cmd-prefix=/bin/x', '--single-process', '--no-sandbox'];
  const { code, output } = await startRefused(profile, switches);
  expect(code).toBe(1);
  expect(output).toContain(
    'does not start with: --utility-cmd-prefix, --single-process, --no-sandbox',
  );
});

test('SEC-49: it refuses to start where an environment variable turns the sandbox off', {
  tag: '@electron-facts',
}, async ({ profile }) => {
  const { code, output } = await startRefused(profile, [], { ELECTRON_DISABLE_SANDBOX: '1' });
  expect(code).toBe(1);
  expect(output).toContain('does not start with: --no-sandbox (ELECTRON_DISABLE_SANDBOX)');
});

test('an AppImage that has to do without the sandbox says in a message box what helps', async ({
  profile,
}) => {
  test.skip(findRuntime().name === 'electron', 'Electron’s message box waits for a click');
  const appImage = { APPIMAGE: '/home/me/app.AppImage' };
  const { code, output } = await startRefused(profile, ['--no-sandbox'], appImage);
  expect(code).toBe(1);
  expect(output).toContain('Install the .deb or .rpm package instead');
});
