import { expect, test } from 'vitest';
import { startApp, startLab } from './lab';

// The host refuses options that it would ignore, and follows what Electron has removed, changed and deprecated up to 45.
// Source: https://www.electronjs.org/docs/latest/breaking-changes

const { app, server } = await startLab({
  '/secret': (request, response) => {
    if (!request.headers.authorization)
      response.writeHead(401, { 'www-authenticate': 'Basic realm="lab"' });
    response.end();
  },
  '/cached': (_request, response) => {
    response.setHeader('cache-control', 'max-age=600');
    response.end();
  },
  '/slow': (_request, response) => {
    response.write('<p>');
  },
});

test('options that the host would ignore are refused', async () => {
  const messages = await app.evaluate(async ({ BrowserWindow, net, session }, url) => {
    const window = new BrowserWindow({ show: false });
    const { webContents } = window;
    const uses: (() => unknown)[] = [
      () => new BrowserWindow({ kiosk: true }),
      () => new BrowserWindow({ titleBarOverlay: true }),
      () => new BrowserWindow({ paintWhenInitiallyHidden: false }),
      () => new BrowserWindow({ webPreferences: { zoomFactor: 2 } }),
      () => new BrowserWindow({ webPreferences: { images: false } }),
      () => new BrowserWindow({ webPreferences: { defaultFontSize: 20 } }),
      () => window.loadURL(url, { baseURLForDataURL: url }),
      () => window.loadURL(url, { httpReferrer: { url, policy: 'origin' } }),
      () => webContents.capturePage({ x: 0, y: 0, width: 1, height: 1 }),
      () => net.request({ url, cache: 'only-if-cached' }),
      () => net.request({ url, referrerPolicy: 'origin' }),
      () => session.defaultSession.setUserAgent('Mine', 'de'),
      () => session.defaultSession.setDisplayMediaRequestHandler(() => undefined),
      () => session.defaultSession.setProxy({ proxyRules: 'http://127.0.0.1:0' }),
      () => session.fromPartition('direct').setProxy({ mode: 'direct' }),
      () => webContents.setWebRTCIPHandlingPolicy('default'),
    ];
    const messages: string[] = [];
    for (const use of uses) {
      try {
        await use();
        messages.push('no error');
      } catch (error) {
        messages.push(
          (error as Error).message.replace(' is not implemented in the Chromium host', ''),
        );
      }
    }
    const opened = BrowserWindow.getAllWindows().length;
    window.destroy();
    return [...messages, opened];
  }, `${server.origin}/page`);
  expect(messages).toEqual([
    'BrowserWindow options.kiosk: true',
    'BrowserWindow options.titleBarOverlay: true',
    'BrowserWindow options.paintWhenInitiallyHidden: false',
    'webPreferences.zoomFactor: 2',
    'webPreferences.images: false',
    'webPreferences.defaultFontSize: 20',
    `loadURL options.baseURLForDataURL: ${server.origin}/page`,
    'loadURL options.httpReferrer with a policy',
    'webContents.capturePage(rectangle)',
    'ClientRequest options.cache',
    'ClientRequest options.referrerPolicy: origin',
    'session.setUserAgent with acceptLanguages',
    'session.setDisplayMediaRequestHandler(handler)',
    'session.setProxy() of a session that has pages, or of the default one',
    'session.setProxy() without proxyRules',
    "webContents.setWebRTCIPHandlingPolicy('default')",
    1,
  ]);
});

test('accepts defaults, and options that Electron does not know', async () => {
  const size = await app.evaluate(({ BrowserWindow }) => {
    const options = { kiosk: false, width: 100, minWidth: 300, maxHeight: 400, unheardOf: 1 };
    const webPreferences = { sandbox: true, images: true, zoomFactor: 1 };
    const window = new BrowserWindow({ show: false, ...options, webPreferences });
    const sizes = [window.getSize()];
    window.setSize(1000, 1000);
    sizes.push(window.getSize());
    window.destroy();
    return sizes;
  });
  expect(size).toEqual([
    [300, 400],
    [1000, 400],
  ]);
});

test('members that Electron has removed are undefined', async () => {
  const types = await app.evaluate(({ app, BrowserWindow, clipboard }) => {
    const window = new BrowserWindow({ show: false });
    const has = (object: object, name: string) => (object as Record<string, unknown>)[name];
    const values = [
      has(app, 'isUnityRunning'),
      has(app, 'allowRendererProcessReuse'),
      has(clipboard, 'readHTML'),
      has(clipboard, 'availableFormats'),
      has(window, 'setTrafficLightPosition'),
      has(window.webContents, 'incrementCapturerCount'),
    ];
    // A removed event has any name that an app may use.
    window.webContents.on('new-window' as 'destroyed', () => undefined);
    window.destroy();
    return values.map((value) => typeof value);
  });
  expect(types).toEqual(Array(6).fill('undefined'));
});

test('the clipboard answers with promises', async () => {
  const [isPromise, text, has, empty] = await app.evaluate(async ({ clipboard }) => {
    const written: unknown = clipboard.writeText('text');
    await clipboard.writeText('text');
    const [text, has] = await Promise.all([clipboard.readText(), clipboard.has('text/plain')]);
    clipboard.clear();
    return [written instanceof Promise, text, has, await clipboard.has('text/plain')];
  });
  expect([isPromise, text, has, empty]).toEqual([true, 'text', true, false]);
});

test('a request for a frame must be a navigation', async () => {
  const results = await app.evaluate(async ({ net }, url) => {
    const send = (headers: Record<string, string>): Promise<string> =>
      new Promise((resolve) => {
        const request = net.request({ url, headers });
        request.on('response', ({ statusCode }) => resolve(`${statusCode}`));
        request.on('error', ({ message }) => resolve(message));
        request.end();
      });
    return [
      await send({ 'Sec-Fetch-Dest': 'iframe' }),
      await send({ 'Sec-Fetch-Dest': 'iframe', 'Sec-Fetch-Mode': 'navigate' }),
      await send({ 'Sec-Fetch-Dest': 'image' }),
    ];
  }, `${server.origin}/page`);
  expect(results).toEqual([
    "sec-fetch-dest of 'document', 'frame', 'iframe' or 'fencedframe' requires sec-fetch-mode 'navigate'",
    '200',
    '200',
  ]);
});

test('clearAuthCache throws after a login with a password', async () => {
  const failures = await app.evaluate(async ({ BrowserWindow, session }, url) => {
    const partition = session.fromPartition('passwords');
    const before = await lab.failure(partition.clearAuthCache());
    const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
    window.webContents.on('login', (event, _details, _info, answer) => {
      event.preventDefault();
      answer('user', 'password');
    });
    await window.loadURL(url);
    const after = await lab.failure(partition.clearAuthCache());
    window.destroy();
    return [before, after?.message];
  }, `${server.origin}/secret`);
  expect(failures).toEqual([null, expect.stringContaining('is not implemented')]);
});

test.each([
  [true, 1],
  [false, 2],
])('the cache of a session: %s', async (cache, requests) => {
  const path = `/cached?${cache}`;
  await app.evaluate(
    async ({ BrowserWindow, session }, { url, cache }) => {
      const partition = session.fromPartition(`cache ${cache}`, { cache });
      const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
      await window.loadURL(`${new URL(url).origin}/page`);
      const fetched = `fetch('${url}').then(() => fetch('${url}')).then(() => 'done')`;
      await window.webContents.executeJavaScript(fetched);
      window.destroy();
    },
    { url: `${server.origin}${path}`, cache },
  );
  expect(server.requests.filter((request) => request === `GET ${path}`)).toHaveLength(requests);
});

test('closeAllConnections stops pages that are loading', async () => {
  const failure = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    const { webContents } = window;
    const load = lab.failure(window.loadURL(url));
    await lab.until(() => webContents.getURL() !== '');
    await webContents.session.closeAllConnections();
    await lab.until(() => !webContents.isLoading());
    window.destroy();
    await load;
    return 'ended';
  }, `${server.origin}/slow`);
  expect(failure).toBe('ended');
});

test('a failed load is a warning with its URL', async () => {
  const warning = await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    const warning = new Promise<Error>((resolve) => process.once('warning', resolve));
    await lab.failure(window.loadURL('http://127.0.0.1:1/?a=b'));
    window.destroy();
    const { name, message } = await warning;
    return [name, message];
  });
  const message = 'Failed to load URL: http://127.0.0.1:1/?a=b with error: ERR_UNSAFE_PORT';
  expect(warning).toEqual(['electron', message]);
});

test('a deprecated API prints its warning once', async () => {
  const source = `
    const { app, BrowserWindow, safeStorage, session } = require('electron');
    app.whenReady().then(async () => {
      const window = new BrowserWindow({ show: false });
      let heard = 0;
      window.webContents.on('console-message', (event, level, message) => heard++);
      session.defaultSession.webRequest.onBeforeRequest({ urls: [] }, (_, answer) => answer({}));
      safeStorage.isEncryptionAvailable();
      safeStorage.isEncryptionAvailable();
      await window.loadURL('data:text/html,<script>console.log(1);console.log(2)</script>');
      while (heard < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      app.exit();
    });`;
  const app = startApp(source);
  await app.ended;
  const lines = app
    .errors()
    .split('\n')
    .filter((line) => line.includes('deprecated'));
  expect(lines.sort()).toEqual([
    expect.stringMatching(/^\(electron\) 'console-message' arguments are deprecated/),
    "(electron) 'safeStorage.isEncryptionAvailable' is deprecated and will be removed. Please use 'safeStorage.isAsyncEncryptionAvailable' instead.",
    expect.stringMatching(/DeprecationWarning: The urls array in WebRequestFilter is empty/),
  ]);
});
