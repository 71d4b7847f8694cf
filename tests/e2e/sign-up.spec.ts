import type { Page } from '@playwright/test';
import type { RunningApp } from './support/app';
import { expect, expectState, openSignIn, submitPassword, test } from './support/fixtures';
import { expectRefusal, mailedCode, otherThan, submitForm } from './support/hosted-ui';

const newcomer = { username: 'newcomer@example.com', password: 'Newc0mer!pass' };

async function createAccount(app: RunningApp): Promise<Page> {
  const page = await app.opens(() =>
    app.window.getByRole('button', { name: 'Create account' }).click(),
  );
  await submitForm(page, newcomer);
  return page;
}

/** The newcomer is in, and the screen says so. */
async function expectNewcomer(app: RunningApp): Promise<void> {
  await expectState(app, 'signed-in');
  await expect(app.window.getByTestId('email')).toHaveText(newcomer.username);
}

test('the redirect comes back only once the e-mailed code has confirmed the user', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  const page = await createAccount(app);
  const code = await mailedCode(pool, newcomer.username);
  await submitForm(page, { code: otherThan(code) });
  await expectRefusal(page, 'code', /invalid/i);
  await expectState(app, 'signing-in');
  expect(pool.users.find(newcomer.username)).toMatchObject({ confirmed: false });
  await submitForm(page, { code });
  await expectNewcomer(app);
});

test('a code that is sent again takes the place of the one before', async ({ pool, launch }) => {
  const app = await launch();
  const page = await createAccount(app);
  const first = await mailedCode(pool, newcomer.username);
  await page.locator('form[action*="/resendcode"] [type="submit"]').click();
  await expect(page.getByRole('status')).toContainText(/code/i);
  const second = await mailedCode(pool, newcomer.username);
  expect(pool.inbox).toHaveLength(2);
  await submitForm(page, { code: first });
  await expectRefusal(page, 'code', /invalid/i);
  await submitForm(page, { code: second });
  await expectNewcomer(app);
});

test.describe('somebody who never entered the code', () => {
  test.use({ poolOptions: { users: [{ ...newcomer, confirmed: false }] } });

  test('is asked for it when signing in, and is in with it', async ({ pool, launch }) => {
    const app = await launch();
    const page = await openSignIn(app);
    await submitPassword(page, newcomer);
    const code = await mailedCode(pool, newcomer.username);
    await page.locator('[name="code"]').waitFor();
    expect(new URL(page.url()).pathname).toBe('/confirm');
    await expectState(app, 'signing-in');
    expect(pool.refreshTokens()).toEqual({ live: 0, revoked: 0 });
    await submitForm(page, { code });
    await expectNewcomer(app);
  });
});

test.describe('where a pre-sign-up trigger confirms everybody', () => {
  test.use({ poolOptions: { autoConfirm: true } });

  test('the redirect comes back at once', async ({ pool, launch }) => {
    const app = await launch();
    await createAccount(app);
    await expectNewcomer(app);
    expect(pool.inbox).toEqual([]);
  });
});
