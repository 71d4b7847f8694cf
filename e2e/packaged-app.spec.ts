import { findRuntime } from '../scripts/runtime';
import { expect, expectState, signIn, test } from './support/fixtures';
import { keychainEntries } from './support/keychain';
import { ownArchive, startRefused } from './support/packaged-app';

// Takes seconds when it has to be packed first.
test.beforeAll(ownArchive);

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

test('SEC-49: it refuses to start where it could be debugged, and says why', async ({
  profile,
}) => {
  test.skip(
    findRuntime().name === 'electron',
    'Electron’s development binary takes no archive for a packaged app',
  );
  const { code, output } = await startRefused(profile, [
    '--remote-debugging-port=0',
    '--no-sandbox',
  ]);
  expect(code).toBe(1);
  expect(output).toContain('does not start with: --no-sandbox, --remote-debugging-port');
});
