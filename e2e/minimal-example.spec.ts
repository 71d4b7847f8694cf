import type { Page } from '@playwright/test';
import { buildExample } from '../scripts/build-example';
import type { RunningApp } from './support/app';
import { expect, submitPassword, test } from './support/fixtures';
import { keychainEntries } from './support/keychain';

/** The example opens its sign-in window by itself. */
async function signInWindow(app: RunningApp): Promise<Page> {
  await expect.poll(() => app.electron.windows().length).toBe(2);
  const [page] = app.electron.windows().filter((window) => window !== app.window);
  if (page === undefined) throw new Error('no sign-in window');
  return page;
}

const says = (app: RunningApp, text: string) => expect(app.window.locator('body')).toHaveText(text);

test('another app signs in with createSignIn, is remembered, and signs out', async ({
  pool,
  launch,
}) => {
  const folder = buildExample();
  let app = await launch({ folder, ready: 'body' });
  await submitPassword(await signInWindow(app), pool.user);
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
