import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freshProfile, launchApp, type RunningApp } from '../e2e/support/app';
import { keychainEntries } from '../e2e/support/keychain';
import { startUserPool, type UserPool } from '../infra/local/index';
import { buildIfNeeded } from './build';
import { Story } from './demo-story';
import { poolEnvironment } from './pool-environment';
import { findRuntime, projectRoot } from './runtime';

/**
 * `npm run demo`: plays the whole story unattended, in a fresh profile. Every step is checked against
 * the pool, the keychain or the screen; the exit status is 0 only if each one held.
 */
const folder = path.join(projectRoot, 'out/demo');

async function main(): Promise<boolean> {
  buildIfNeeded();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const runtime = findRuntime();
  console.log(`The demo plays in ${runtime.description}.`);

  const story = new Story(folder);
  const profile = await freshProfile();
  const pool = await startUserPool({ sampleApi: true });
  const start = () => launchApp({ profile: profile.path, env: poolEnvironment(pool) });
  let app: RunningApp | undefined;
  try {
    app = await play(story, pool, start, (running) => {
      app = running;
    });
  } catch (error) {
    story.stop(error); // the steps after it cannot be played
  } finally {
    await app?.quit().catch(() => undefined);
    await pool.close();
    await profile.remove();
  }
  const report = { runtime: runtime.name, steps: story.steps };
  await writeFile(path.join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  console.log(
    story.held
      ? `All ${story.steps.length} steps held. Pictures and report.json are in out/demo/.`
      : `The demo failed at "${story.steps.at(-1)?.name}". What was reached is in out/demo/.`,
  );
  return story.held;
}

/** The story itself, from the first start to the last. Resolves with the app that is left open. */
async function play(
  story: Story,
  pool: UserPool,
  start: () => Promise<RunningApp>,
  opened: (app: RunningApp) => void,
): Promise<RunningApp> {
  const before = await keychainEntries();
  const added = async () => (await keychainEntries()).filter((entry) => !before.includes(entry));

  const first = await story.step('The app starts, signed out', async () => {
    const app = await start();
    opened(app);
    await shows(app, 'signed-out');
    return app;
  });
  await story.picture('1-signed-out', first.window);

  const page = await story.step('Sign in opens the hosted UI in a window of the app', async () => {
    const hosted = await first.opens(() => press(first, 'Sign in'));
    await hosted.locator('input[name="password"]').waitFor();
    const origin = new URL(hosted.url()).origin;
    check(origin === new URL(pool.domain).origin, `the window is at ${origin}`);
    const title = await (await first.electron.browserWindow(hosted)).evaluate((w) => w.getTitle());
    check(title.includes(origin), `the window's title is "${title}", without its origin`);
    return hosted;
  });
  await story.picture('2-hosted-ui', page);
  await story.picture('3-signing-in', first.window);

  await story.step(
    'The password is typed; the redirect is caught and its code exchanged',
    async () => {
      await page.locator('input[name="username"]').fill(pool.user.username);
      await page.locator('input[name="password"]').fill(pool.user.password);
      const closed = page.isClosed() ? Promise.resolve() : page.waitForEvent('close');
      await page.locator('[name="signInSubmitButton"]').click();
      await closed;
      await shows(first, 'signed-in');
      check(grants(pool, 'authorization_code') === 1, 'the pool exchanged no code');
      const email = await first.window.getByTestId('email').textContent();
      check(email === pool.user.username, `the window shows "${email}"`);
    },
  );
  await story.picture('4-signed-in', first.window);

  await story.step('The refresh token is in the keychain', async () => {
    check((await added()).length === 1, 'the keychain has no new entry');
    check(pool.refreshTokens().live === 1, 'the pool knows no live refresh token');
  });

  await story.step('The app quits', () => first.quit());

  const logins = () => pool.requests.filter((r) => /login|authorize/.test(r.path)).length;
  const loginsBefore = logins();
  const second = await story.step(
    'It starts again, still signed in, without a login page',
    async () => {
      const app = await start();
      opened(app);
      await shows(app, 'signed-in');
      await app.window.getByTestId('token-expiry').waitFor();
      check(logins() === loginsBefore, 'the app asked for a login page');
      check(grants(pool, 'refresh_token') === 1, 'the session was not restored by a refresh');
      return app;
    },
  );
  await story.picture('5-still-signed-in', second.window);

  await story.step('Refresh gets a new access token', async () => {
    const expiry = second.window.getByTestId('token-expiry');
    const old = await expiry.getAttribute('datetime');
    await second.window.waitForTimeout(1_100); // expires_in counts in whole seconds
    await press(second, 'Refresh');
    await waitUntil(async () => (await expiry.getAttribute('datetime')) !== old, 'no later expiry');
    check(grants(pool, 'refresh_token') === 2, 'the pool saw no further refresh');
  });

  await story.step('An API is called; the page sees the answer and no token', async () => {
    await second.window.getByText('Call the API').click();
    await press(second, 'Send');
    const answer = second.window.locator('[data-status="200"]');
    await answer.waitFor();
    const sub = pool.users.find(pool.user.username)?.sub ?? '';
    check((await answer.textContent())?.includes(sub) === true, 'the API does not know the person');
    check(!(await second.window.content()).includes('eyJ'), 'the page holds a token');
    check(pool.sampleApi?.requests.length === 1, 'the API saw another number of calls');
  });
  await story.picture('6-api', second.window);

  await story.step('Sign out empties the keychain and revokes the token', async () => {
    await press(second, 'Sign out');
    await shows(second, 'signed-out');
    check((await added()).length === 0, 'the keychain still has the entry');
    await waitUntil(async () => pool.refreshTokens().live === 0, 'the token is still live');
  });
  await story.picture('7-signed-out-again', second.window);

  const asked = await story.step('The hosted UI asks for the password again', async () => {
    const hosted = await second.opens(() => press(second, 'Sign in'));
    await hosted.locator('input[name="password"]').waitFor();
    return hosted;
  });
  await story.picture('8-asks-again', asked);
  return second;
}

function press(app: RunningApp, name: string): Promise<void> {
  return app.window.getByRole('button', { name, exact: true }).click();
}

function shows(app: RunningApp, kind: string): Promise<void> {
  return app.window.locator(`[data-state="${kind}"]`).waitFor({ timeout: 15_000 });
}

function grants(pool: UserPool, grantType: string): number {
  return pool.requests.filter((request) => request.grantType === grantType).length;
}

function check(held: boolean, otherwise: string): void {
  if (!held) throw new Error(otherwise);
}

async function waitUntil(holds: () => Promise<boolean>, otherwise: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds())) {
    check(Date.now() < deadline, otherwise);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

main().then(
  (held) => {
    process.exitCode = held ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
