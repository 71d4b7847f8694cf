import { test as base, expect, type Page } from '@playwright/test';
import { startUserPool, type UserPool, type UserPoolOptions } from '../../infra/local/index';
import { poolEnvironment } from '../../scripts/pool-environment';
import { appears, freshProfile, launchApp, type RunningApp } from './app';
import { emptyKeychain } from './keychain';

export interface Fixtures {
  /** What the pool starts with: `test.use({ poolOptions: … })`. */
  poolOptions: UserPoolOptions;
  /** A user pool of the test's own. */
  pool: UserPool;
  /** A profile folder of the test's own. */
  profile: string;
  /** Starts the app against the pool; every app is closed when the test ends. */
  launch: (options?: {
    env?: Record<string, string>;
    args?: readonly string[];
  }) => Promise<RunningApp>;
}

export const test = base.extend<Fixtures>({
  poolOptions: [{}, { option: true }],
  pool: async ({ poolOptions }, use) => {
    const pool = await startUserPool({ recordSecrets: true, ...poolOptions });
    await use(pool);
    await pool.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright requires the object pattern
  profile: async ({}, use) => {
    const profile = await freshProfile();
    await emptyKeychain();
    await use(profile.path);
    await profile.remove();
  },
  launch: async ({ pool, profile }, use) => {
    const running: RunningApp[] = [];
    await use(async ({ env = {}, args = [] } = {}) => {
      const app = await launchApp({ profile, env: { ...poolEnvironment(pool), ...env }, args });
      running.push(app);
      return app;
    });
    await Promise.all(running.map((app) => app.quit().catch(() => undefined)));
  },
});

/** Presses Sign in and resolves with the window that the hosted UI is in. */
export async function openSignIn(app: RunningApp): Promise<Page> {
  return app.opens(() => app.window.getByRole('button', { name: 'Sign in' }).click());
}

/** The same, once the login page is there. */
export async function openLoginPage(app: RunningApp): Promise<Page> {
  const page = await openSignIn(app);
  await appears(page, 'input[name="password"]');
  return page;
}

/** Types the password at the hosted UI, as a person does. */
export async function submitPassword(
  page: Page,
  { username, password }: UserPool['user'],
): Promise<void> {
  await appears(page, 'input[name="username"]');
  await page.locator('input[name="username"]').fill(username);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('[name="signInSubmitButton"]').click();
}

/** The whole way from the signed-out screen to the signed-in one. */
export async function signIn(app: RunningApp, pool: UserPool): Promise<void> {
  await submitPassword(await openSignIn(app), pool.user);
  await expectState(app, 'signed-in');
}

/** Waits until the screen shows this kind of `AuthState`. */
export async function expectState(app: RunningApp, kind: string): Promise<void> {
  await appears(app.window, `[data-state="${kind}"]`);
}

/** Waits until a problem with this code is on the screen, in words. */
export async function expectProblem(app: RunningApp, code: string): Promise<void> {
  const card = app.window.locator(`[data-problem="${code}"]`);
  await expect(card).toBeVisible();
  await expect(card).toContainText(/\w+ \w+ \w+/);
}

export { expect };
