import { expect, test } from 'vitest';
import { html, startLab } from './lab';
import { exposing, writePreload } from './preload-lab';

// What a usual app meets. Sources: https://www.electronjs.org/docs/latest/api/web-contents, …/ipc-main, …/menu

const { app, server } = await startLab({
  '/frames': html('<link rel="icon" href="data:,"><iframe src="/inner"></iframe>'),
  '/agent': (request, response) => response.end(request.headers['user-agent']),
});

test('frames tell of themselves', async () => {
  const names = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    const seen: string[] = [];
    const { webContents } = window;
    webContents.on('frame-created', (_event, { frame }) => {
      seen.push('created');
      frame?.on('dom-ready', () => seen.push('frame ready'));
    });
    webContents.on('did-frame-finish-load', (_event, isMainFrame) => {
      seen.push(isMainFrame ? 'main loaded' : 'frame loaded');
    });
    await window.loadURL(url);
    window.destroy();
    return seen;
  }, `${server.origin}/frames`);
  expect(names).toEqual(['created', 'frame ready', 'frame loaded', 'main loaded']);
});

test('ipc-message tells of every message, and a channel may be called error', async () => {
  const preload = writePreload(exposing('{ say: (channel) => ipcRenderer.send(channel, 1) }'));
  const heard = await app.evaluate(
    async ({ BrowserWindow }, { preload, url }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload } });
      await window.loadURL(url);
      const log = lab.record(window.webContents, ['ipc-message']);
      await window.webContents.executeJavaScript("api.say('error'); api.say('x')");
      await lab.until(() => log.length === 2);
      window.destroy();
      return log.map(({ args }) => args);
    },
    { preload, url: `${server.origin}/page` },
  );
  expect(heard).toEqual([
    ['error', 1],
    ['x', 1],
  ]);
});

test('the user agent of the session or the app reaches its windows', async () => {
  const agents = await app.evaluate(async ({ app, BrowserWindow, session }, url) => {
    const agentOf = async (partition: string) => {
      const window = new BrowserWindow({ show: false, webPreferences: { partition } });
      await window.loadURL(url);
      const text = await window.webContents.executeJavaScript('document.body.innerText');
      window.destroy();
      return String(text);
    };
    session.fromPartition('agent').setUserAgent('Mine');
    const seen = [await agentOf('agent'), await agentOf('other agent')];
    app.userAgentFallback = 'Fallback';
    seen.push(await agentOf('agent'), await agentOf('third agent'), app.userAgentFallback);
    app.userAgentFallback = '';
    return [...seen, app.userAgentFallback, process.versions.chrome, process.versions.electron];
  }, `${server.origin}/agent`);
  const [own, usual, ...rest] = agents;
  const [chrome, electron] = rest.splice(-2);
  expect(own).toBe('Mine');
  expect(usual).toMatch(/^Mozilla\/5\.0 \(.*\) AppleWebKit/);
  expect(usual).toContain(`) Lab/1.2.3 Chrome/${chrome} Electron/${electron} Safari/`);
  expect(rest).toEqual(['Mine', 'Fallback', 'Fallback', usual]);
});

test("focus and blur of app come with a window's, whatever emits it", async () => {
  const seen = await app.evaluate(({ app, BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    const seen: unknown[] = [];
    for (const name of ['browser-window-focus', 'browser-window-blur'] as const)
      app.on(name as 'browser-window-blur', (_event, of) => void seen.push([name, of === window]));
    window.focus();
    window.emit('focus');
    window.emit('blur');
    app.removeAllListeners('browser-window-focus').removeAllListeners('browser-window-blur');
    window.destroy();
    return seen;
  });
  expect(seen).toEqual([
    ['browser-window-focus', true],
    ['browser-window-blur', true],
  ]);
});

test('the desktop name can be set after ready', async () => {
  const threw = await app.evaluate(({ app }) => {
    app.setDesktopName('lab.desktop');
    return null;
  });
  expect(threw).toBeNull();
});

test('nobody asks for /favicon.ico', async () => {
  const urls = await app.evaluate(async ({ BrowserWindow, session }, url) => {
    const partition = session.fromPartition('icon');
    const urls: string[] = [];
    partition.webRequest.onBeforeRequest((details, callback) => {
      urls.push(new URL(details.url).pathname);
      callback({});
    });
    const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
    await window.loadURL(url);
    await lab.wait(500);
    window.destroy();
    return urls;
  }, `${server.origin}/page`);
  expect(urls).toEqual(['/page']);
});

test('an invalid header that onHeadersReceived sets fails the request', async () => {
  const failure = await app.evaluate(async ({ BrowserWindow, session }, url) => {
    const partition = session.fromPartition('bad header');
    partition.webRequest.onHeadersReceived((_details, callback) =>
      callback({ responseHeaders: { 'a b': ['c\nd'] } }),
    );
    const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
    const failure = await lab.failure(window.loadURL(url));
    window.destroy();
    return failure;
  }, `${server.origin}/page`);
  expect(failure).not.toBeNull();
});

test('there is a default menu, and preferences that the host would ignore are refused', async () => {
  const seen = await app.evaluate(({ BrowserWindow, Menu }) => {
    const message = (webPreferences: Electron.WebPreferences): string => {
      try {
        new BrowserWindow({ show: false, webPreferences }).destroy();
        return 'no error';
      } catch (error) {
        return (error as Error).message;
      }
    };
    return [
      Menu.getApplicationMenu()?.items.map(({ role }) => role),
      message({ nodeIntegration: true }),
      message({ contextIsolation: false }),
    ];
  });
  expect(seen).toEqual([
    expect.arrayContaining(['filemenu', 'editmenu', 'viewmenu', 'windowmenu', 'help']),
    'webPreferences.nodeIntegration: true is not implemented in the Chromium host',
    'webPreferences.contextIsolation: false is not implemented in the Chromium host',
  ]);
});

test('themeSource reaches the pages', async () => {
  const schemes = await app.evaluate(async ({ BrowserWindow, nativeTheme }, url) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL(url);
    const isDark = () =>
      window.webContents.executeJavaScript("matchMedia('(prefers-color-scheme: dark)').matches");
    nativeTheme.themeSource = 'dark';
    const dark: unknown = await isDark();
    nativeTheme.themeSource = 'light';
    const light: unknown = await isDark();
    nativeTheme.themeSource = 'system';
    window.destroy();
    return [dark, light];
  }, `${server.origin}/page`);
  expect(schemes).toEqual([true, false]);
});

test('DevTools, menus, the focus and downloads tell what happens to them', async () => {
  const events = await app.evaluate(async ({ BrowserWindow, Menu }, url) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL(url);
    const { webContents } = window;
    const names = ['devtools-opened', 'devtools-closed', 'focus', 'blur'];
    const log = lab.record(webContents, names);
    webContents.openDevTools();
    const wasOpen = webContents.isDevToolsOpened();
    webContents.closeDevTools();
    window.show();
    window.blur();
    const menu = new Menu();
    const seen: unknown[] = [wasOpen];
    menu.on('menu-will-show', () => seen.push('shown'));
    menu.popup({ callback: () => seen.push('over') });
    menu.closePopup();
    webContents.session.once('will-download', (_event, item) =>
      item.once('done', (_event, state) => seen.push(state)),
    );
    webContents.executeJavaScript(
      "Object.assign(document.createElement('a'), { href: 'data:,x', download: 'x' }).click()",
    );
    await lab.until(() => seen.includes('cancelled'));
    window.destroy();
    return [...log.map(({ name }) => name), ...seen];
  }, `${server.origin}/page`);
  expect(events).toEqual([
    ...['devtools-opened', 'devtools-closed', 'focus', 'blur'],
    ...[true, 'shown', 'over', 'cancelled'],
  ]);
});

test('process is that of a main process of Electron', async () => {
  const found = await app.evaluate(() => [process.type, process.versions.chrome]);
  expect(found).toEqual(['browser', expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/)]);
});
