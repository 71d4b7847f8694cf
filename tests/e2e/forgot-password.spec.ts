import type { Page } from '@playwright/test';
import type { UserPool } from '@repo/local-user-pool';
import type { RunningApp } from './support/app';
import { expect, expectState, openLoginPage, submitPassword, test } from './support/fixtures';
import { expectRefusal, mailedCode, otherThan, submitForm } from './support/hosted-ui';

const newPassword = 'An0ther!password';

/** As far as the page that asks for the mailed code and the new password. */
async function askForCode(app: RunningApp, { user }: UserPool): Promise<Page> {
  const page = await openLoginPage(app);
  await page.locator('a[href*="/forgotPassword"]').click();
  await submitForm(page, { username: user.username });
  await page.locator('[name="code"]').waitFor();
  return page;
}

test('a forgotten password is replaced with a mailed code, and only the new one signs in', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  const page = await askForCode(app, pool);
  const code = await mailedCode(pool, pool.user.username);
  await submitForm(page, { code, password: newPassword });
  await submitPassword(page, pool.user);
  await expectRefusal(page, 'password', /incorrect/i);
  await expectState(app, 'signing-in');
  await submitPassword(page, { ...pool.user, password: newPassword });
  await expectState(app, 'signed-in');
  await expect(app.window.getByTestId('email')).toHaveText(pool.user.username);
});

test('a wrong code sets no password, and the right one still does', async ({ pool, launch }) => {
  const app = await launch();
  const page = await askForCode(app, pool);
  const code = await mailedCode(pool, pool.user.username);
  await submitForm(page, { code: otherThan(code), password: newPassword });
  await expectRefusal(page, 'code', /invalid/i);
  await submitForm(page, { code, password: newPassword });
  await submitPassword(page, { ...pool.user, password: newPassword });
  await expectState(app, 'signed-in');
});
