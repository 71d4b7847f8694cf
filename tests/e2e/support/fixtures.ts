import { setTimeout as delay } from 'node:timers/promises';
import { test as base, expect, type Page, type TestInfo } from '@playwright/test';
import type { UserPool, UserPoolOptions } from '@repo/local-user-pool';
import { poolEnvironment } from '../../../dev/start-pool';
import { appLog } from '../../../scripts/test-report';
import { startPrivateKeyring } from '../../support/storage/private-keyring';
import { startTestPool } from '../../support/test-pool';
import {
  appears,
  freshProfile,
  type LaunchOptions,
  launchApp,
  type RunningApp,
  type ShownApp,
} from './app';
import { emptyKeychain } from './keychain';
import { launchPackage } from './packaged-app';
import { filesBelow, processTexts, Sweep } from './sweep';

export interface Fixtures {
  /** What the pool starts with: `test.use({ poolOptions: … })`. */
  poolOptions: UserPoolOptions;
  /** A user pool of the test's own. */
  pool: UserPool;
  /** Where the app signs in: the pool, unless a test brings another. */
  provider: Provider;
  /** A profile folder of the test's own. */
  profile: string;
  /**
   * Starts the app against the provider. When the test ends, every app is looked through for the codes
   * and tokens that the provider has issued, and closed.
   */
  launch: (options?: Partial<Omit<LaunchOptions, 'profile'>>) => Promise<RunningApp>;
  /** The same, from the archive of its package. */
  launchPackaged: (options?: Partial<Omit<LaunchOptions, 'profile'>>) => Promise<ShownApp>;
}

export interface Provider {
  /** The app's settings for it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every code and token that it has given. */
  issuedSecrets(): readonly string[];
}

export const test = base.extend<Fixtures, { keyring: undefined }>({
  // On Linux one for each worker, so that they don't disturb each other; elsewhere a person has but one.
  keyring: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright requires the object pattern
    async ({}, use) => {
      if (process.platform !== 'linux') return use(undefined);
      const keyring = await startPrivateKeyring();
      process.env.DBUS_SESSION_BUS_ADDRESS = keyring.env.DBUS_SESSION_BUS_ADDRESS;
      await use(undefined);
      keyring.stop();
    },
    { scope: 'worker', auto: true },
  ],
  poolOptions: [{}, { option: true }],
  pool: async ({ poolOptions }, use) => {
    const pool = await startTestPool({ recordSecrets: true, ...poolOptions });
    await use(pool);
    await pool.close();
  },
  provider: ({ pool }, use) =>
    use({ environment: poolEnvironment(pool), issuedSecrets: () => pool.issuedSecrets() }),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright requires the object pattern
  profile: async ({}, use) => {
    const profile = await freshProfile();
    await emptyKeychain();
    await use(profile.path);
    await profile.remove();
  },
  launch: ({ provider, profile }, use, info) =>
    sweptAfter(launchApp, { provider, profile, info }, use),
  launchPackaged: ({ provider, profile }, use, info) =>
    sweptAfter(launchPackage, { provider, profile, info }, use),
});

/** Gives the test a way to launch apps, and looks through them and their profile when it ends. */
async function sweptAfter<App extends ShownApp>(
  start: (options: LaunchOptions) => Promise<App>,
  { provider, profile, info }: Pick<Fixtures, 'provider' | 'profile'> & { info: TestInfo },
  use: (launch: (options?: Partial<LaunchOptions>) => Promise<App>) => Promise<void>,
): Promise<void> {
  const running: App[] = [];
  await use(async ({ env = {}, ...options } = {}) => {
    const app = await start({ profile, env: { ...provider.environment, ...env }, ...options });
    running.push(app);
    return app;
  });
  if (info.status !== info.expectedStatus) {
    await Promise.all(running.map((app) => info.attach(appLog, { body: app.output() })));
  }
  const sweep = new Sweep(provider.issuedSecrets());
  const whileRunning = await Promise.all(running.map((app) => leaksOf(app, sweep)));
  await Promise.all(running.map((app) => app.quit().catch(() => undefined)));
  expect(running.map((app) => app.output()).join('\n')).not.toMatch(/deprecat/i);
  const leaks = [...whileRunning.flat(), ...(await leaksBelow(profile, sweep))];
  expect(leaks, 'SEC-51, SEC-68: secrets of the provider found after the test').toEqual([]);
}

/** Secrets in what the app printed, in its window, on its command lines and in its environments. */
async function leaksOf(app: ShownApp, sweep: Sweep): Promise<string[]> {
  const places = {
    output: app.output(),
    // A window that is closed or has crashed shows nothing.
    window: app.window.isClosed() ? '' : await withinSecond(app.window.content()),
    processes: (await processTexts(app.pid)).join('\n'),
  };
  return Object.entries(places).flatMap(([place, text]) =>
    sweep.in(text).map((secret) => `${place}: ${secret}`),
  );
}

async function leaksBelow(folder: string, sweep: Sweep): Promise<string[]> {
  const files = await filesBelow(folder);
  return files.flatMap(({ file, bytes }) => sweep.in(bytes).map((secret) => `${file}: ${secret}`));
}

function withinSecond(work: Promise<string>): Promise<string> {
  return Promise.race([work.catch(() => ''), delay(1_000, '')]);
}

/** Presses Sign in and resolves with the window that the hosted UI is in. */
export async function openSignIn(app: ShownApp): Promise<Page> {
  return app.opens(() => app.window.getByRole('button', { name: 'Sign in' }).click());
}

/** The same, once the login page is there. */
export async function openLoginPage(app: ShownApp): Promise<Page> {
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
export async function signIn(app: ShownApp, pool: UserPool): Promise<void> {
  await submitPassword(await openSignIn(app), pool.user);
  await expectState(app, 'signed-in');
}

/** Waits until the screen shows this kind of `AuthState`. */
export async function expectState(app: ShownApp, kind: string): Promise<void> {
  await appears(app.window, `[data-state="${kind}"]`);
}

/** Waits until a problem with this code is on the screen, in words. */
export async function expectProblem(app: ShownApp, code: string): Promise<void> {
  const card = app.window.locator(`[data-problem="${code}"]`);
  await expect(card).toBeVisible();
  await expect(card).toContainText(/\w+ \w+ \w+/);
}

export { expect };
