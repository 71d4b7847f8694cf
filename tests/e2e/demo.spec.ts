import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { UserPool } from '@repo/local-user-pool';
import { findRuntime, projectRoot } from '../../dev/runtime';
import type { RunningApp } from './support/app';
import { expect, expectState, openLoginPage, submitPassword, test } from './support/fixtures';
import { keychainEntries } from './support/keychain';

/** `npm run demo`: a user's session from the first start to the last, with pictures in `out/demo/`. */
const folder = path.join(projectRoot, 'out/demo');
const { step } = test;

test.use({ poolOptions: { sampleApi: true } });

test('the demo', async ({ launch, pool }) => {
  console.log(`The demo runs in ${findRuntime().description}. Its pictures are in out/demo/.`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const before = await keychainEntries();
  const added = async () => (await keychainEntries()).filter((entry) => !before.includes(entry));

  const first = await step('The app starts, signed out', async () => {
    const app = await launch();
    await expectState(app, 'signed-out');
    return app;
  });
  await picture('1-signed-out', first.window);

  const page = await step('Sign in opens the hosted UI in a window of the app', async () => {
    const hosted = await openLoginPage(first);
    const { origin } = new URL(hosted.url());
    expect(origin).toBe(new URL(pool.domain).origin);
    const window = await first.electron.browserWindow(hosted);
    expect(await window.evaluate((w) => w.getTitle())).toContain(origin);
    return hosted;
  });
  await picture('2-hosted-ui', page);
  await picture('3-signing-in', first.window);

  await step('The app intercepts the redirect and exchanges the code for tokens', async () => {
    await submitPassword(page, pool.user);
    await expectState(first, 'signed-in');
    expect(grants(pool, 'authorization_code')).toBe(1);
    await expect(first.window.getByTestId('email')).toHaveText(pool.user.username);
    await expect.poll(() => page.isClosed()).toBe(true);
  });
  await picture('4-signed-in', first.window);

  await step('The refresh token is in the keychain', async () => {
    expect(await added()).toHaveLength(1);
    expect(pool.refreshTokens().live).toBe(1);
  });

  await step('The app quits', () => first.quit());

  const logins = () => pool.requests.filter((r) => /login|authorize/.test(r.path)).length;
  const loginsBefore = logins();
  const second = await step('It starts again, still signed in, without a login page', async () => {
    const app = await launch();
    await expectState(app, 'signed-in');
    await app.window.getByTestId('token-expiry').waitFor();
    expect(logins()).toBe(loginsBefore);
    expect(grants(pool, 'refresh_token')).toBe(1);
    return app;
  });
  await picture('5-still-signed-in', second.window);

  await step('Refresh gets a new access token', async () => {
    const expiry = second.window.getByTestId('token-expiry');
    const old = (await expiry.getAttribute('datetime')) ?? '';
    await second.window.waitForTimeout(1_100); // expires_in is in whole seconds
    await click(second, 'Refresh');
    await expect(expiry).not.toHaveAttribute('datetime', old);
    expect(grants(pool, 'refresh_token')).toBe(2);
  });

  await step('The app calls an API; the page sees the response and no token', async () => {
    await second.window.getByText('Call the API').click();
    await click(second, 'Send');
    const sub = pool.users.find(pool.user.username)?.sub ?? '-';
    await expect(second.window.locator('[data-status="200"]')).toContainText(sub);
    expect(await second.window.content()).not.toContain('eyJ');
    expect(pool.sampleApi?.requests).toHaveLength(1);
  });
  await picture('6-api', second.window);

  await step('Sign out empties the keychain and revokes the token', async () => {
    await click(second, 'Sign out');
    await expectState(second, 'signed-out');
    expect(await added()).toEqual([]);
    await expect.poll(() => pool.refreshTokens().live).toBe(0);
  });
  await picture('7-signed-out-again', second.window);

  const asked = await step('The hosted UI asks for the password again', () =>
    openLoginPage(second),
  );
  await picture('8-asks-again', asked);
});

function picture(name: string, page: Page): Promise<unknown> {
  return page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}

function click(app: RunningApp, name: string): Promise<void> {
  return app.window.getByRole('button', { name, exact: true }).click();
}

function grants(pool: UserPool, grantType: string): number {
  return pool.requests.filter((request) => request.grantType === grantType).length;
}
