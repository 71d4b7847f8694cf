import { beforeEach, expect, test } from 'vitest';
import { startLab } from './lab';

// Source: https://www.electronjs.org/docs/latest/api/web-request

const { app, server } = await startLab({
  '/show': (request, response) => response.end(request.headers.cookie ?? 'none'),
  '/agent': (request, response) => response.end(request.headers['user-agent']),
  '/chain': (_request, response) => {
    response.writeHead(302, { location: '/blocked?x=1' });
    response.end();
  },
});

beforeEach(() => {
  server.requests.length = 0;
});

test('invalid filters are refused when they are set', async () => {
  const messages = await app.evaluate(({ session }) => {
    const { webRequest } = session.fromPartition('invalid');
    const message = (use: () => unknown): string => {
      try {
        use();
        return 'no error';
      } catch (error) {
        return `${(error as Error).name}: ${(error as Error).message}`;
      }
    };
    const nothing = () => undefined;
    return [
      message(() => webRequest.onBeforeRequest({ urls: ['https://example.com'] }, nothing)),
      message(() => webRequest.onBeforeRequest({ urls: ['no pattern'] }, nothing)),
      message(() =>
        webRequest.onHeadersReceived({ urls: ['*://*/*'], excludeUrls: ['x'] }, nothing),
      ),
      message(() =>
        webRequest.onBeforeRequest({ urls: ['<all_urls>'], types: ['x' as 'xhr'] }, nothing),
      ),
      message(() =>
        webRequest.onBeforeRequest({ urls: ['file://*', 'https://*.example/*'] }, null),
      ),
    ];
  });
  expect(messages).toEqual([
    'TypeError: Invalid url pattern https://example.com: Empty path.',
    'TypeError: Invalid url pattern no pattern: Missing scheme separator.',
    'TypeError: Invalid url pattern x: Missing scheme separator.',
    'TypeError: Invalid type x',
    'no error',
  ]);
});

test('onBeforeRequest cancels a redirect hop before it is requested', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow, session }, origin) => {
    const partition = session.fromPartition('filtered');
    const asked: string[] = [];
    partition.webRequest.onBeforeRequest({ urls: [`${origin}/blocked*`] }, (details, callback) => {
      asked.push(`${details.resourceType} ${details.url}`);
      callback({ cancel: true });
    });
    const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
    const failure = await lab.failure(window.loadURL(`${origin}/chain`));
    partition.webRequest.onBeforeRequest(null);
    const free = await lab.failure(window.loadURL(`${origin}/chain`));
    window.destroy();
    return { asked, code: failure?.code, free };
  }, server.origin);
  expect(seen).toEqual({
    asked: [`mainFrame ${server.origin}/blocked?x=1`],
    code: 'ERR_BLOCKED_BY_CLIENT',
    free: null,
  });
  expect(server.requests).toEqual(['GET /chain', 'GET /chain', 'GET /blocked?x=1']);
});

test('onBeforeRequest redirects, and headers can be changed both ways', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow, session }, origin) => {
    const partition = session.fromPartition('changing');
    const { webRequest } = partition;
    webRequest.onBeforeRequest({ urls: [`${origin}/old`] }, (_details, callback) => {
      callback({ redirectURL: `${origin}/agent` });
    });
    webRequest.onBeforeSendHeaders((details, callback) => {
      callback({ requestHeaders: { ...details.requestHeaders, 'User-Agent': 'Mine' } });
    });
    webRequest.onHeadersReceived((details, callback) => {
      callback({ responseHeaders: { ...details.responseHeaders, 'x-added': ['yes'] } });
    });
    const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
    await window.loadURL(`${origin}/old`);
    const text: unknown = await window.webContents.executeJavaScript('document.body.innerText');
    const header: unknown = await window.webContents.executeJavaScript(
      "fetch('/page').then((r) => r.headers.get('x-added'))",
    );
    const url = window.webContents.getURL();
    window.destroy();
    return { text, header, url };
  }, server.origin);
  expect(seen).toEqual({ text: 'Mine', header: 'yes', url: `${server.origin}/agent` });
});

test('a policy that onHeadersReceived adds to a document holds', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow, session }, url) => {
    const partition = session.fromPartition('sandboxed');
    partition.webRequest.onHeadersReceived(
      { urls: ['<all_urls>'], types: ['mainFrame'] },
      ({ responseHeaders }, callback) => {
        const policy = ['sandbox allow-scripts'];
        callback({ responseHeaders: { ...responseHeaders, 'Content-Security-Policy': policy } });
      },
    );
    const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
    await window.loadURL(url);
    const seen: unknown = await window.webContents.executeJavaScript(
      '[self.origin, document.body.innerText]',
    );
    window.destroy();
    return seen;
  }, `${server.origin}/agent`);
  expect(seen).toEqual(['null', expect.stringMatching(/\w/)]);
});

test('onBeforeSendHeaders cancels a request before it is sent', async () => {
  const failure = await app.evaluate(async ({ BrowserWindow, session }, url) => {
    const partition = session.fromPartition('cancelling');
    partition.webRequest.onBeforeSendHeaders((_details, callback) => callback({ cancel: true }));
    const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
    const failure = await lab.failure(window.loadURL(url));
    window.destroy();
    return failure;
  }, `${server.origin}/show`);
  expect(failure?.code).toBe('ERR_BLOCKED_BY_CLIENT');
  expect(server.requests).toEqual([]);
});
