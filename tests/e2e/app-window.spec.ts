import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, runtimeSwitches } from '../../dev/runtime';
import { identity } from '../../src/shared/identity';
import { expect, expectState, openSignIn, submitPassword, test } from './support/fixtures';

test('the renderer has one function for each operation and nothing else (SEC-41)', async ({
  launch,
}) => {
  const app = await launch();
  const exposed = await app.window.evaluate(() => ({
    api: Object.keys(window.cognitoDesktop).sort(),
    node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((n) => n in window),
  }));
  expect(exposed.node).toEqual([]);
  expect(exposed.api).toEqual([
    'cancelRequest',
    'cancelSignIn',
    'checkForUpdates',
    'dismissProblem',
    'dismissUpdate',
    'getAppInfo',
    'getState',
    'getUpdate',
    'onRequestProgress',
    'onStateChange',
    'onUpdateChange',
    'refresh',
    'request',
    'restartToUpdate',
    'signIn',
    'signOut',
    'switchAccount',
  ]);
});

test('the app runs in the sandbox, unless the tests run as root (SEC-40)', {
  tag: '@electron-facts',
}, async ({ launch }) => {
  const { spawnargs } = (await launch()).electron.process();
  const isOff = spawnargs.join(' ').includes('--no-sandbox');
  expect(isOff).toBe(runtimeSwitches().includes('--no-sandbox'));
});

test('the window says which version of the app it is', async ({ launch }) => {
  const app = await launch();
  const file = path.join(projectRoot, 'package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  await expect(app.window.getByRole('contentinfo')).toHaveText(
    `${identity.productName} ${version}`,
  );
});

test('arguments that are not in the contract are refused (SEC-42)', async ({ launch }) => {
  const app = await launch();
  const refusals = await app.window.evaluate(async () => {
    const call = window.cognitoDesktop.signIn as (options: unknown) => Promise<void>;
    const bad = [undefined, 'sign-in', {}, { intent: 'other' }, { intent: 'sign-in', extra: 1 }];
    const results = await Promise.allSettled(bad.map((options) => call(options)));
    return results.map((result) => result.status);
  });
  expect(refusals).toEqual(Array(5).fill('rejected'));
  await expectState(app, 'signed-out');
});

test('an inline script is blocked by the content security policy (SEC-39)', async ({ launch }) => {
  const app = await launch();
  const ran = await app.window.evaluate(async () => {
    const blocked = new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) =>
        resolve(event.effectiveDirective),
      ),
    );
    const image = document.createElement('img');
    image.src = 'https://tracker.example/pixel.png';
    document.body.append(image);
    return blocked;
  });
  expect(ran).toBe('img-src');
  const inline = await app.window.evaluate(() => {
    try {
      const script = document.createElement('script');
      script.text = 'window.inlineRan = true';
      document.head.append(script);
    } catch {
      return false; // trusted types refused the text itself
    }
    return 'inlineRan' in window;
  });
  expect(inline).toBe(false);
});

test('the app’s own page gets no permission and opens no window (SEC-29, SEC-46)', async ({
  launch,
}) => {
  const app = await launch();
  const outcome = await app.window.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'midi'] as PermissionName[];
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
    const position = new Promise<number>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve(0),
        ({ code }) => resolve(code),
        { timeout: 2_000 },
      );
    });
    return {
      asked: await Notification.requestPermission(),
      // `PERMISSION_DENIED`
      position: await position,
      states: states.map(({ state }) => state),
      windows: ['about:blank', location.href].map((url) => window.open(url)),
    };
  });
  expect(outcome).toEqual({
    asked: 'denied',
    position: 1,
    states: Array(4).fill('denied'),
    windows: [null, null],
  });
});

test.describe('with access tokens of a minute', () => {
  test.use({ poolOptions: { tokenLifetimes: { access: 60 } } });

  test('the app refreshes when the computer wakes up (SEC-56)', async ({ pool, launch }) => {
    const app = await launch();
    await submitPassword(await openSignIn(app), pool.user);
    await expectState(app, 'signed-in');
    const refreshes = () => pool.requests.filter(({ path }) => path === '/oauth2/token').length;
    // The timer is set to ten seconds, the shortest time there is.
    const before = refreshes();
    await app.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
    await expect.poll(refreshes, { timeout: 5_000 }).toBeGreaterThan(before);
  });
});

test('a page that crashes is loaded again, and nobody is signed out by it', {
  tag: '@electron-facts',
}, async ({ pool, launch }) => {
  const app = await launch();
  await submitPassword(await openSignIn(app), pool.user);
  await expectState(app, 'signed-in');
  const crashed = app.window.waitForEvent('crash');
  const devTools = await app.window.context().newCDPSession(app.window);
  devTools.send('Page.crash').catch(() => undefined); // nothing is left to answer
  await crashed;
  // Playwright does not look into a page again that has crashed; the app itself can.
  const screen = () =>
    app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        "document.querySelector('[data-state]')?.dataset.state",
      ),
    );
  await expect.poll(() => screen().catch(String)).toBe('signed-in');
});
