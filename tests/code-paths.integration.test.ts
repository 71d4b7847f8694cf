import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { locationOf, TestBrowser } from '@repo/local-user-pool/testing/test-browser';
import type { IpcMainInvokeEvent, WebFrameMain } from 'electron';
import { afterAll, expect, it, vi } from 'vitest';
import { authCommands, updateCommands } from '../src/main/ipc/commands';
import { push, registerIpc } from '../src/main/ipc/register-ipc';
import { uiOrigin } from '../src/shared/identity';
import { poolConfig } from './support/auth/rig';
import { FakeWindow } from './support/electron/fake-window';
import { net } from './support/electron/net-request';
import { recordingLog } from './support/electron/recording-log';
import { switchedOff } from './support/storage/private-keyring';
import { startTestPool } from './support/test-pool';

/**
 * How many files a reader opens to follow a command from its IPC channel to the keychain: those of `src/main` with a
 * function that runs, by V8's coverage. Folders whose names say enough are not counted (`docs/decisions/0026-*.md`).
 */
const limits = { signIn: 40, refresh: 20, signOut: 28 };
const notCounted = /^(util|platform|problems)\//;

const main = join(import.meta.dirname, '../src/main');
const userData = mkdtempSync(join(tmpdir(), 'code-paths-'));
const pool = await startTestPool();
afterAll(async () => {
  await pool.close();
  rmSync(userData, { recursive: true });
});

const browser = new TestBrowser(pool);

/** Shows a page of the pool, and is redirected at once: the user has typed, or there was nothing to type. */
class ProviderWindow extends FakeWindow {
  constructor() {
    super();
    const ignore = () => {};
    Object.assign(this.session, {
      setPermissionRequestHandler: ignore,
      setPermissionCheckHandler: ignore,
      setDevicePermissionHandler: ignore,
      setDisplayMediaRequestHandler: ignore,
      on: ignore,
    });
    Object.assign(this.session.webRequest, {
      onBeforeSendHeaders: ignore,
      onHeadersReceived: ignore,
    });
    Object.assign(this.contents, { setWindowOpenHandler: ignore });
  }

  override async loadURL(address: string): Promise<void> {
    const { href, pathname, search } = new URL(address);
    this.contents.emit('did-navigate', {}, href, 200);
    const response =
      pathname === '/logout'
        ? await browser.get(pathname + search)
        : await browser.signIn(search.slice(1));
    this.navigate('will-redirect', locationOf(response).href);
  }
}

vi.doMock('electron', () => {
  const events = () => new EventEmitter();
  return {
    app: Object.assign(events(), {
      isPackaged: true,
      getPath: () => userData,
      getLocale: () => 'en',
    }),
    autoUpdater: events(),
    BrowserWindow: ProviderWindow,
    net: { ...net, isOnline: () => true },
    powerMonitor: Object.assign(events(), { getSystemIdleTime: () => 0 }),
    safeStorage: {},
    shell: {},
    webContents: { getAllWebContents: () => [] },
  };
});

const reason = switchedOff();
it.skipIf(reason !== null)(
  `a sign-in passes at most 40 files, a refresh 20, a sign-out 28${reason === null ? '' : ` (${reason})`}`,
  async () => {
    const { createSignIn } = await import('../src/main/create-sign-in');
    const log = recordingLog();
    const config = poolConfig(pool);
    const { auth, focus } = createSignIn({ config, parent: () => null, log });
    const page = { url: `${uiOrigin}/index.html` } as WebFrameMain;
    const window = new FakeWindow();
    Object.assign(window.contents, { mainFrame: page, send: () => {} });
    const handlers = new Map<string, (event: IpcMainInvokeEvent, ...input: unknown[]) => unknown>();
    const info = { name: 'test', version: '1' };
    const api = { request: () => Promise.reject(new Error('unused')), cancel: () => {} };
    registerIpc({
      ipcMain: { handle: (channel, handler) => void handlers.set(channel, handler) },
      window: window.asWindow(),
      commands: { ...authCommands(info, config, auth, api, focus), ...updateCommands(null) },
      log,
    });
    auth.onChange((state) => push(window.asWindow(), 'onStateChange', state));
    await auth.restore();

    // Nothing of the launch may still run.
    await new Promise((resolve) => setTimeout(resolve, 200));

    const inspector = new Session();
    inspector.connect();
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.startPreciseCoverage', { callCount: true });
    const filesOf = async (command: keyof typeof limits, ...input: unknown[]) => {
      await inspector.post('Profiler.takePreciseCoverage');
      await handlers.get(command)?.({ senderFrame: page } as IpcMainInvokeEvent, ...input);
      const { result } = await inspector.post('Profiler.takePreciseCoverage');
      return result
        .filter(({ functions }) => functions.some(({ ranges }) => (ranges[0]?.count ?? 0) > 0))
        .map(({ url }) => relative(main, url.replace('file://', '')))
        .filter((file) => !file.startsWith('..') && !notCounted.test(file))
        .sort();
    };

    const signIn = await filesOf('signIn', { intent: 'sign-in' });
    expect(auth.state.kind, JSON.stringify(log.lines)).toBe('signed-in');
    const refresh = await filesOf('refresh');
    const signOut = await filesOf('signOut', {});
    expect(auth.state.kind).toBe('signed-out');
    for (const [command, files] of Object.entries({ signIn, refresh, signOut })) {
      expect(files).toContain('storage/keychain/keychain-store.ts');
      const limit = limits[command as keyof typeof limits];
      expect(files.length, `${command}:\n${files.join('\n')}`).toBeLessThanOrEqual(limit);
    }
  },
);
