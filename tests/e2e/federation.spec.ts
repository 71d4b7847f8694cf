import type { Page } from '@playwright/test';
import type { UserPool } from '@repo/local-user-pool';
import type { RunningApp } from './support/app';
import {
  expect,
  expectProblem,
  expectState,
  openLoginPage,
  openSignIn,
  test,
} from './support/fixtures';
import { keychainEntries } from './support/keychain';

const person = { email: 'ann@gmail.example', name: 'Ann' };

test.use({ poolOptions: { demoProviders: ['Google', 'Corp'] } });

/** Tells the demo provider who is there. */
async function answerProvider(page: Page): Promise<void> {
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Name').fill(person.name);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
}

/** Ann is in, by way of this provider. */
async function expectSignedInBy(app: RunningApp, provider: string): Promise<void> {
  await expectState(app, 'signed-in');
  await expect(app.window.getByTestId('email')).toHaveText(person.email);
  const groups = app.window.getByRole('list', { name: 'Groups' });
  await expect(groups).toContainText(`local_Dev000001_${provider}`);
}

function providerOf(pool: UserPool): string {
  return pool.demoProvider?.issuer ?? 'the pool has no demo provider';
}

test('the identity provider of the configuration is asked without a detour by the login page', async ({
  pool,
  launch,
}) => {
  const app = await launch({ env: { COGNITO_IDENTITY_PROVIDER: 'Corp' } });
  const page = await openSignIn(app);
  await expect(page.locator('main')).toContainText('This is not Corp');
  // SEC-33: the title tells whose page it is.
  const title = async () => (await app.electron.browserWindow(page)).evaluate((w) => w.getTitle());
  await expect.poll(title).toContain(providerOf(pool));
  expect(providerOf(pool)).not.toBe(pool.domain);
  await answerProvider(page);
  await expectSignedInBy(app, 'Corp');
  expect(pool.requests.map(({ path }) => path)).not.toContain('/login');
  expect(await keychainEntries()).toHaveLength(1);
});

test('a button on the login page leads to another provider, and the app remembers who came', async ({
  pool,
  launch,
}) => {
  let app = await launch();
  const page = await openLoginPage(app);
  await page.getByRole('link', { name: 'Continue with Corp' }).click();
  await expect(page.locator('main')).toContainText('This is not Corp');
  await answerProvider(page);
  await expectSignedInBy(app, 'Corp');
  await app.quit();

  const before = pool.demoProvider?.requests.length;
  app = await launch();
  await expectSignedInBy(app, 'Corp');
  expect(pool.demoProvider?.requests.length).toBe(before);
  await app.window.getByRole('button', { name: 'Sign out' }).click();
  await expectState(app, 'signed-out');
  expect(await keychainEntries()).toEqual([]);
});

test('a provider whose origin is not allowed is not visited', async ({ pool, launch }) => {
  const env = { COGNITO_IDENTITY_PROVIDER: 'Corp', COGNITO_ALLOWED_ORIGINS: '' };
  const app = await launch({ env });
  await app.window.getByRole('button', { name: 'Sign in' }).click();
  await expectProblem(app, 'navigation-blocked');
  const pages = pool.demoProvider?.requests.filter(({ path }) => path === '/authorize');
  expect(pages).toEqual([]);
});

test('a no at the provider comes back as a problem, and the next try works', async ({ launch }) => {
  const app = await launch({ env: { COGNITO_IDENTITY_PROVIDER: 'Corp' } });
  const page = await openSignIn(app);
  await page.getByRole('button', { name: 'Do not sign in' }).click();
  await expectProblem(app, 'authorization-refused');
  const again = await openSignIn(app);
  await answerProvider(again);
  await expectSignedInBy(app, 'Corp');
});

test('no code and no token of a provider is in the app’s output (SEC-68)', async ({
  pool,
  launch,
}) => {
  const app = await launch({ env: { COGNITO_IDENTITY_PROVIDER: 'Corp' } });
  await answerProvider(await openSignIn(app));
  await expectSignedInBy(app, 'Corp');
  const output = app.output();
  expect(pool.issuedSecrets().length).toBeGreaterThan(5);
  for (const secret of pool.issuedSecrets()) expect(output).not.toContain(secret);
  expect(output).not.toContain(person.email);
});
