import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { AuthState } from '../../src/shared/auth-state';
import type { RunningApp } from './support/app';
import {
  expect,
  expectProblem,
  expectState,
  openLoginPage,
  signIn,
  submitPassword,
  test,
} from './support/fixtures';
import { keychainEntries } from './support/keychain';
import { filesBelow, heapOf, processTexts, Sweep } from './support/sweep';

const ann = { username: 'ann@example.com', password: 'Passw0rd!ann' };
const ben = { username: 'ben@example.com', password: 'Passw0rd!ben' };

test.use({ poolOptions: { users: [ann, ben], refreshTokenRotation: { graceSeconds: 60 } } });

test('the sweep finds a secret in each of its forms', () => {
  const secret = 'kQ9-_x.Zr~2'.repeat(5);
  const forms = [
    `{"a":"${secret}"}`,
    ...[0, 1, 2].map((offset) =>
      Buffer.from(`${'x'.repeat(offset)}${secret}yy`).toString('base64'),
    ),
    ...[0, 1, 2].map((offset) =>
      Buffer.from(`${'?'.repeat(offset)}${secret}yy`).toString('base64url'),
    ),
    `?a=${encodeURIComponent(secret)}`,
    Buffer.from(secret).toString('hex'),
    Buffer.from(secret, 'utf16le'),
  ];
  for (const form of forms) expect(new Sweep([secret]).in(form)).toHaveLength(1);
  expect(new Sweep([secret]).in('something else')).toEqual([]);
});

/** Notes in the page whatever main answers or pushes from here on. */
function recordIpc(page: Page): Promise<void> {
  return page.evaluate(() => {
    const received: string[] = [];
    Object.assign(window, { received });
    window.cognitoDesktop.onStateChange((state) => received.push(JSON.stringify(state)));
  });
}

/** Calls one function of the preload, and notes what it gives. */
function call(
  app: RunningApp,
  name: Exclude<keyof Window['cognitoDesktop'], 'onStateChange'>,
  ...args: unknown[]
): Promise<unknown> {
  return app.window.evaluate(
    async ({ name, args }) => {
      const { received } = window as unknown as { received: string[] };
      const operation = window.cognitoDesktop[name] as (...args: unknown[]) => Promise<unknown>;
      const answer = await operation(...args).catch((error: unknown) => String(error));
      received.push(JSON.stringify(answer) ?? '');
      return answer;
    },
    { name, args },
  );
}

/** Kills the process of a page while it holds what is secret. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const gone = Promise.race([page.waitForEvent('crash'), page.waitForEvent('close')]);
  session.send('Page.crash').catch(() => undefined); // nothing is left to answer
  await gone;
}

/** Chromium's own folder in the Chromium host; in Electron it is the profile. */
async function chromiumFolders(pid: number): Promise<string[]> {
  const names = await readdir(os.tmpdir());
  const own = names.filter((name) => name.startsWith(`chromium-host-${pid}-`));
  return own.map((name) => path.join(os.tmpdir(), name));
}

test('no code, verifier or token of a whole day leaves main, but for the keychain (SEC-43, SEC-51, SEC-68)', {
  tag: '@fault',
}, async ({ pool, profile, launch }) => {
  test.skip(process.platform !== 'linux', 'reads /proc, which only Linux has');
  test.slow();
  const app = await launch();
  const { pid } = app;
  await recordIpc(app.window);
  const transactions: string[] = [];
  const noteTransaction = (page: Page) => {
    const asked = new URL(page.url()).searchParams;
    transactions.push(asked.get('state') ?? '', asked.get('nonce') ?? '');
    return page;
  };
  const addAccount = async () => {
    const page = await app.opens(async () => void call(app, 'signIn', { intent: 'sign-in' }));
    await page.locator('input[name="password"]').waitFor();
    return noteTransaction(page);
  };
  const processes: string[] = [];
  const look = async () => processes.push(...(await processTexts(pid)));

  // Two people, rotation, a switch.
  await submitPassword(noteTransaction(await openLoginPage(app)), ann);
  await expectState(app, 'signed-in');
  await call(app, 'getState');
  await call(app, 'getAppInfo');
  await call(app, 'refresh');
  await submitPassword(await addAccount(), ben);
  await expect(app.window.getByTestId('email')).toHaveText(ben.username);
  await look();
  const { others } = (await call(app, 'getState')) as Extract<AuthState, { kind: 'signed-in' }>;
  await call(app, 'switchAccount', others[0]?.id);
  await expect(app.window.getByTestId('email')).toHaveText(ann.username);
  await call(app, 'refresh');

  // Failures: an answer that is no good, an ID token that is not, arguments that are refused, a crash.
  pool.faults.set('/oauth2/token', { kind: 'status', status: 500, body: { error: 'x' } });
  await call(app, 'refresh');
  pool.faults.set('/oauth2/token', { kind: 'wrong-claim', token: 'id', set: { aud: 'another' } });
  await call(app, 'refresh');
  await expectProblem(app, 'audience-mismatch');
  pool.faults.clear();
  await call(app, 'signIn', { intent: 'nonsense' });
  const third = await addAccount();
  await third.locator('input[name="password"]').fill(ben.password);
  await crash(third);
  await expect.poll(() => app.electron.windows()).toHaveLength(1);
  await call(app, 'refresh');
  await look();

  // What is where it belongs, and what every secret looks like: the search itself must work.
  const secrets = [...pool.issuedSecrets(), ...transactions];
  const sweep = new Sweep([...secrets, ann.password, ben.password]);
  expect(secrets.length).toBeGreaterThanOrEqual(20);
  expect(transactions.filter((each) => each.length < 43)).toEqual([]);
  const entries = (await keychainEntries()).join('\n');
  expect(sweep.in(entries).length).toBeGreaterThanOrEqual(2);

  const heap = await heapOf(app.window);
  expect(heap).toContain(ann.username); // the heap does hold what the screen shows
  expect(sweep.in(heap)).toEqual([]);
  expect(sweep.in(await app.window.content())).toEqual([]);
  const received = await app.window.evaluate(
    () => (window as unknown as { received: string[] }).received,
  );
  expect(received.length).toBeGreaterThan(20);
  expect(received.join('\n')).toContain(ben.username);
  expect(sweep.in(received.join('\n'))).toEqual([]);
  expect(processes.join('\n')).toContain(profile);
  expect(sweep.in(processes.join('\n'))).toEqual([]);

  // The disk, while the app runs, after its page was killed, and after sign-out and quitting.
  const dumps = await app.electron.evaluate(({ app: electronApp }) =>
    electronApp.getPath('crashDumps'),
  );
  const folders = [profile, dumps, ...(await chromiumFolders(pid))];
  const sweepDisk = async (when: string) => {
    for (const folder of folders) {
      for (const { file, bytes } of await filesBelow(folder)) {
        expect(sweep.in(bytes), `${file} ${when}`).toEqual([]);
      }
    }
  };
  const names = (await filesBelow(profile)).map(({ file }) => path.basename(file));
  expect(names).toContain('accounts.json');
  expect(names).toContain('main.log');
  await sweepDisk('while signed in');
  await call(app, 'signOut', { account: 'all' });
  await expectState(app, 'signed-out');
  await sweepDisk('after sign-out');
  await crash(app.window);
  await sweepDisk('after a crash');
  await app.quit();
  await sweepDisk('after quitting');
  expect(await keychainEntries()).toEqual([]);

  const printed = app.output();
  expect(printed).toContain('auth.refresh-failed');
  expect(sweep.in(printed)).toEqual([]);
  for (const { username } of [ann, ben]) expect(printed).not.toContain(username);
});

test('no token is in the window after one sign-in and one refresh, on any system (SEC-43)', async ({
  pool,
  profile,
  launch,
}) => {
  const app = await launch();
  await signIn(app, pool);
  await app.window.getByRole('button', { name: 'Refresh' }).click();
  await expect
    .poll(() => pool.requests.map(({ grantType }) => grantType))
    .toContain('refresh_token');
  await expect(app.window.getByRole('button', { name: 'Refresh' })).toBeEnabled();
  const sweep = new Sweep(pool.issuedSecrets());
  expect(sweep.in(await heapOf(app.window))).toEqual([]);
  for (const { file, bytes } of await filesBelow(profile)) {
    expect(sweep.in(bytes), file).toEqual([]);
  }
  expect(sweep.in(app.output())).toEqual([]);
});
