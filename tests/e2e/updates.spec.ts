import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { identity } from '../../src/shared/identity';
import { appears, type RunningApp } from './support/app';
import { test as base, expect, expectState, openSignIn, signIn } from './support/fixtures';
import { askForUpdates, startUpdateRig, type UpdateRig } from './support/updates';

/**
 * Updates as a person sees them: a real feed over https, electron-updater's own code, and a script in the
 * place of the AppImage. What an installer does on Windows and macOS can't be played here.
 */

const test = base.extend<{ rig: UpdateRig }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright requires the object pattern
  rig: async ({}, use) => {
    const rig = await startUpdateRig();
    await use(rig);
    await rig.close();
  },
  // After the rig, so that the apps end before it does, also when a test fails.
  launch: ({ rig: _, launch }, use) => use(launch),
});

test.skip(
  process.platform !== 'linux',
  'the other systems install by a signed installer of theirs',
);

const line = (app: RunningApp) => app.window.locator('[data-update]');
const shows = (app: RunningApp, kind: string) => appears(app.window, `[data-update="${kind}"]`);
const restart = (app: RunningApp) => app.window.getByRole('button', { name: 'Restart to update' });

/** Waits until a part of the download is there. */
async function received(app: RunningApp): Promise<void> {
  const bar = app.window.getByRole('progressbar', { name: 'Download' });
  await expect.poll(() => bar.getAttribute('value').then(Number)).toBeGreaterThan(0);
}

/** Waits until the app has ended by itself. */
async function ended(app: RunningApp): Promise<void> {
  const child = app.electron.process();
  await expect.poll(() => child.exitCode, { timeout: 15_000 }).toBe(0);
}

test('an update is found, downloaded before the person’s eyes, and installed by a restart; they stay signed in', async ({
  rig,
  pool,
  launch,
}) => {
  rig.publish('0.2.0', { slowly: true });
  const app = await launch(rig.launch);
  await signIn(app, pool);
  await askForUpdates(app);
  await shows(app, 'downloading');
  await expect(line(app)).toContainText('Version 0.2.0 is being downloaded.');
  await received(app);
  await shows(app, 'ready');
  expect(await rig.installed()).toContain('old');
  // The window may be gone before Playwright has seen the end of its click.
  await restart(app)
    .click()
    .catch((error: Error) => expect(error.message).toContain('has been closed'));
  await ended(app);
  expect(await rig.installed()).toContain('0.2.0');
  await expect.poll(() => rig.starts()).toEqual(['0.2.0 to stay']);
  await expectState(await launch(), 'signed-in');
});

test('an update that is ready is installed at the next quit, without a start', async ({
  rig,
  launch,
}) => {
  rig.publish('0.2.0');
  const app = await launch(rig.launch);
  await askForUpdates(app);
  await shows(app, 'ready');
  await app.quit();
  expect(await rig.installed()).toContain('0.2.0');
  expect(await rig.starts()).toEqual(['0.2.0 true']);
});

test('SEC-71: a file that was tampered with, and a version that is lower, come to nothing', async ({
  rig,
  launch,
  profile,
}) => {
  rig.publish('0.2.0');
  rig.tamper();
  const app = await launch(rig.launch);
  await askForUpdates(app);
  await appears(app.window, '[data-problem="update-refused"]');
  rig.publish('0.0.9');
  await app.window.getByRole('button', { name: 'Try again' }).click();
  await shows(app, 'up-to-date');
  await app.quit();
  expect(await rig.installed()).toContain('old');
  expect(await rig.starts()).toEqual([]);
  const log = await readFile(path.join(profile, 'logs/main.log'), 'utf8');
  expect(log).toContain('"event":"update.failed","code":"update-refused"');
  expect(log).not.toContain(rig.server.url);
});

test('nobody restarts in the middle of a sign-in', async ({ rig, launch }) => {
  rig.publish('0.2.0');
  const app = await launch(rig.launch);
  await openSignIn(app);
  await askForUpdates(app);
  await shows(app, 'ready');
  await expect(restart(app)).toHaveAttribute('aria-disabled', 'true');
  // Past the button, as a page would that was taken over.
  await app.window.evaluate(() => window.cognitoDesktop.restartToUpdate());
  await expectState(app, 'signing-in');
  expect(await rig.installed()).toContain('old');
  await app.window.getByRole('button', { name: 'Cancel' }).click();
  await expect(restart(app)).not.toHaveAttribute('aria-disabled');
});

test('cancelled midway it ends, and nothing of it is left', { tag: '@electron-facts' }, async ({
  rig,
  launch,
}) => {
  rig.publish('0.2.0', { slowly: true });
  const app = await launch(rig.launch);
  await askForUpdates(app);
  await shows(app, 'downloading');
  await received(app);
  await line(app).getByRole('button', { name: 'Cancel' }).click();
  await expect(line(app)).toHaveAttribute('data-update', 'idle');
  const pending = path.join(
    rig.launch.env.XDG_CACHE_HOME ?? '',
    `${identity.name}-updater-trial/pending`,
  );
  await expect.poll(() => readdir(pending)).toEqual([]);
  await app.quit();
  expect(await rig.installed()).toContain('old');
});

test('from source, nothing is looked for unless it is tried out', async ({ rig, launch }) => {
  rig.publish('0.2.0');
  const app = await launch({ env: rig.launch.env });
  await askForUpdates(app);
  await app.window.evaluate(() => window.cognitoDesktop.checkForUpdates());
  expect(await app.window.evaluate(() => window.cognitoDesktop.getUpdate())).toEqual({
    kind: 'idle',
  });
  expect(rig.server.asked).toEqual([]);
});
