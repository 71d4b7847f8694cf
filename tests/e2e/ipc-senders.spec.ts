import path from 'node:path';
import type { Page } from '@playwright/test';
import { encode } from '@repo/chromium-host/shared/codec';
import { findRuntime, projectRoot } from '../../dev/runtime';
import { bridge, type OperationName } from '../../src/shared/api';
import { uiOrigin } from '../../src/shared/identity';
import type { RunningApp } from './support/app';
import { expect, expectState, openLoginPage, signIn, test } from './support/fixtures';
import { foreignSite } from './support/foreign-site';
import { isolatedWorlds } from './support/raw-ipc';

const operations = Object.keys(bridge.operations);

/** Calls everything that the preload offers, with arguments that are in order. */
function callAll(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const api = window.cognitoDesktop;
    const calls: Record<OperationName, () => Promise<unknown>> = {
      getState: () => api.getState(),
      getAppInfo: () => api.getAppInfo(),
      signIn: () => api.signIn({ intent: 'sign-in' }),
      cancelSignIn: () => api.cancelSignIn(),
      signOut: () => api.signOut({}),
      switchAccount: () => api.switchAccount('a'.repeat(43)),
      refresh: () => api.refresh(),
      dismissProblem: () => api.dismissProblem(),
      request: () => api.request({ method: 'GET', path: '/' }),
      cancelRequest: () => api.cancelRequest('call-1'),
      getUpdate: () => api.getUpdate(),
      checkForUpdates: () => api.checkForUpdates(),
      dismissUpdate: () => api.dismissUpdate(),
      restartToUpdate: () => api.restartToUpdate(),
    };
    const results = await Promise.allSettled(Object.values(calls).map((call) => call()));
    return results.map(({ status }) => status);
  });
}

const allRefused = operations.map(() => 'rejected');

/** Another window with the app's own preload: what a bug would have to open first. */
async function openWithPreload(app: RunningApp, url: string): Promise<Page> {
  const preload = path.join(projectRoot, 'out', 'preload', 'index.cjs');
  const page = await app.opens(() =>
    app.electron.evaluate(
      async ({ BrowserWindow }, options) => {
        const { preload, url, isOwn } = options;
        const [own] = BrowserWindow.getAllWindows();
        // Only the session of the app's window knows the scheme of its pages, and it has no network.
        const session = isOwn && own ? { session: own.webContents.session } : {};
        const window = new BrowserWindow({ show: false, webPreferences: { preload, ...session } });
        await window.loadURL(url);
      },
      { preload, url, isOwn: url.startsWith(uiOrigin) },
    ),
  );
  await page.waitForFunction(() => location.href !== 'about:blank' && 'cognitoDesktop' in window);
  return page;
}

/** The operations that main refused because of who asked, as its log has them. */
function refused(app: RunningApp): string[] {
  const lines = app.output().split('\n');
  return lines
    .filter((line) => line.includes('"ipc.foreign-sender"'))
    .map((line) => JSON.parse(line).operation);
}

/**
 * In the Chromium host, each frame has the world that preloads run in, with the function that sends to main;
 * this calls it in every frame below the main one. In Electron no frame has any such thing.
 */
async function sendFromFrames(page: Page, isWanted: (isMainFrame: boolean) => boolean) {
  const { cdp, contexts } = await isolatedWorlds(page, isWanted);
  for (const contextId of contexts) {
    for (const [index, channel] of operations.entries()) {
      const args = channel === 'signIn' ? [{ intent: 'sign-in' }] : [];
      const message = encode({ kind: 'invoke', id: 1_000 + index, channel, args });
      const expression = `chromiumHostSend(${JSON.stringify(message)})`;
      await cdp.send('Runtime.evaluate', { expression, contextId });
    }
  }
  await cdp.detach();
  return contexts.length;
}

const isHost = findRuntime().name === 'chromium-host';

test.describe('main answers the app’s own page and nobody else', { tag: '@fault' }, () => {
  test('not a frame inside the app’s page (SEC-41, SEC-42)', async ({ launch }) => {
    const app = await launch();
    const exposed = await app.window.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const inside = frame.contentWindow as unknown as Record<string, unknown>;
      return ['cognitoDesktop', 'require', 'process', 'ipcRenderer'].filter(
        (name) => name in inside,
      );
    });
    expect(exposed).toEqual([]);
    if (isHost) {
      expect(await sendFromFrames(app.window, (isMainFrame) => !isMainFrame)).toBe(1);
      await expect.poll(() => refused(app).sort()).toEqual([...operations].sort());
    }
    await expectState(app, 'signed-out');
    expect(app.electron.windows()).toHaveLength(1);
  });

  test('not the login page (SEC-27, SEC-42)', async ({ launch }) => {
    const app = await launch();
    const page = await openLoginPage(app);
    expect(await page.evaluate(() => 'cognitoDesktop' in window)).toBe(false);
    if (isHost) {
      expect(await sendFromFrames(page, () => true)).toBeGreaterThanOrEqual(1);
      await expect.poll(() => refused(app).sort()).toEqual([...operations].sort());
    }
    await expectState(app, 'signing-in');
    expect(page.isClosed()).toBe(false);
  });

  test('not a window at another origin, even with the app’s preload (SEC-42)', async ({
    pool,
    launch,
  }) => {
    const foreign = await foreignSite();
    const app = await launch();
    await signIn(app, pool);
    const page = await openWithPreload(app, `${foreign.origin}/`);
    expect(await callAll(page)).toEqual(allRefused);
    expect(refused(app).sort()).toEqual([...operations].sort());
    await expectState(app, 'signed-in');
    foreign.close();
  });

  test('not a second window with the app’s own page (SEC-42)', async ({ launch }) => {
    const app = await launch();
    const page = await openWithPreload(app, `${uiOrigin}/index.html`);
    expect(await callAll(page)).toEqual(allRefused);
    await expectState(app, 'signed-out');
  });

  test('not the app’s window once it shows another origin (SEC-42)', async ({ pool, launch }) => {
    const app = await launch();
    await signIn(app, pool);
    // A page of a server can't be there: the session has no network.
    await app.window.goto('data:text/html,<title>Another origin</title>');
    expect(await callAll(app.window)).toEqual(allRefused);
  });
});
