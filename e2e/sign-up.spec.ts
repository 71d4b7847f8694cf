import type { Page } from '@playwright/test';
import { startUserPool } from '../infra/local/index';
import { poolEnvironment } from '../scripts/pool-environment';
import type { RunningApp } from './support/app';
import { expect, expectState, test } from './support/fixtures';

const newcomer = { username: 'newcomer@example.com', password: 'Newc0mer!pass' };

async function createAccount(app: RunningApp): Promise<Page> {
  const page = await app.opens(() =>
    app.window.getByRole('button', { name: 'Create account' }).click(),
  );
  await page.locator('input[name="username"]').fill(newcomer.username);
  await page.locator('input[name="password"]').fill(newcomer.password);
  await page.locator('form button[type="submit"], form input[type="submit"]').first().click();
  return page;
}

test('the redirect comes back only once the e-mailed code has confirmed the user', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  const page = await createAccount(app);
  await page.locator('input[name="code"]').waitFor();
  await expectState(app, 'signing-in');
  const mail = pool.inbox.find((message) => message.to === newcomer.username);
  await page.locator('input[name="code"]').fill(mail?.code ?? '');
  await page.locator('form button[type="submit"], form input[type="submit"]').first().click();
  await expectState(app, 'signed-in');
  await expect(app.window.getByTestId('email')).toHaveText(newcomer.username);
});

test('an auto-confirmed user comes back at once', async ({ launch }) => {
  const pool = await startUserPool({ autoConfirm: true });
  const app = await launch({ env: poolEnvironment(pool) });
  await createAccount(app);
  await expectState(app, 'signed-in');
  await pool.close();
});
