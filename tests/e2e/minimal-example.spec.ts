import type { Page } from '@playwright/test';
import { buildExample } from '../../dev/build';
import type { RunningApp } from './support/app';
import { expect, submitPassword, test } from './support/fixtures';
import { keychainEntries } from './support/keychain';

/**
 * The window whose address begins so. The example opens its sign-in window by itself, at once: which of the
 * two Playwright hears of first is left to chance.
 */
async function windowAt(app: RunningApp, address: string): Promise<Page> {
  const find = () => app.electron.windows().find((window) => window.url().startsWith(address));
  await expect.poll(() => find() !== undefined).toBe(true);
  const found = find();
  if (found === undefined) throw new Error(`no window at ${address}`);
  return found;
}

async function says(app: RunningApp, text: string): Promise<void> {
  await expect((await windowAt(app, 'data:')).locator('body')).toHaveText(text);
}

test('another app signs in with createSignIn, is remembered, and signs out', async ({
  pool,
  launch,
}) => {
  const folder = buildExample();
  let app = await launch({ folder, ready: 'body' });
  await submitPassword(await windowAt(app, pool.domain), pool.user);
  await says(app, `Hello, ${pool.user.username}`);
  expect(await keychainEntries()).toHaveLength(1);
  await app.quit();

  app = await launch({ folder, ready: 'body' });
  await says(app, `Hello, ${pool.user.username}`);
  expect(app.electron.windows()).toHaveLength(1);
  await app.electron.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items[0]?.submenu?.items[1]?.click(),
  );
  await says(app, 'You are signed-out');
  expect(await keychainEntries()).toEqual([]);
});
