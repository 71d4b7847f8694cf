import type { ElectronApplication } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closedOrigin, html, launchLab, startServer, type TestServer } from './lab';

// Sources: https://www.electronjs.org/docs/latest/api/session, …/api/protocol, …/api/web-request, …/api/net

let app: ElectronApplication;
let server: TestServer;

beforeAll(async () => {
  [app, server] = await Promise.all([
    launchLab(),
    startServer({
      '/cookie': (_request, response) => {
        response.writeHead(200, { 'set-cookie': 'who=me; Path=/', 'content-type': 'text/html' });
        response.end('<title>Cookie</title>');
      },
      '/show': (request, response) => response.end(request.headers.cookie ?? 'none'),
      '/agent': (request, response) => response.end(request.headers['user-agent']),
      '/to-ui': (_request, response) => {
        response.writeHead(302, { location: 'lab-ui://app/redirected' });
        response.end();
      },
      '/link-to-ui': html('<a href="lab-ui://app/linked">x</a>'),
      '/chain': (_request, response) => {
        response.writeHead(302, { location: '/blocked?x=1' });
        response.end();
      },
    }),
  ]);
  await app.evaluate(({ protocol }) => {
    protocol.handle('lab-ui', async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/throws') throw new Error('handler');
      if (pathname === '/missing') return new Response('No.', { status: 404 });
      if (pathname === '/script.js') return new Response('window.ran = true');
      if (pathname === '/echo') return new Response(`${request.method} ${await request.text()}`);
      return new Response('<title>UI</title><script src="/script.js"></script>', {
        headers: {
          'content-type': 'text/html',
          'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'",
        },
      });
    });
  });
});

beforeEach(() => {
  server.requests.length = 0;
});

afterAll(async () => {
  await app?.close();
  await server?.close();
});

/** The text of a page, as a window of this partition shows it. */
function textOf(path: string, partition?: string): Promise<unknown> {
  return app.evaluate(
    async ({ BrowserWindow }, { url, partition }) => {
      const webPreferences = partition === undefined ? {} : { partition };
      const window = new BrowserWindow({ show: false, webPreferences });
      await window.loadURL(url);
      const text: unknown = await window.webContents.executeJavaScript('document.body.innerText');
      window.destroy();
      return text;
    },
    { url: `${server.origin}${path}`, partition },
  );
}

test('the same partition is the same session and shares cookies; others are apart', async () => {
  const same = await app.evaluate(
    ({ session }, again) => [
      session.fromPartition('one') === session.fromPartition(again),
      session.fromPartition('one') === session.fromPartition('two'),
      session.fromPartition('one').isPersistent(),
      session.fromPartition('persist:one').isPersistent(),
      session.defaultSession === session.fromPartition(''),
    ],
    'one',
  );
  expect(same).toEqual([true, false, false, true, true]);
  await textOf('/cookie', 'one');
  expect(await textOf('/show', 'one')).toBe('who=me');
  expect(await textOf('/show', 'two')).toBe('none');
  expect(await textOf('/show')).toBe('none');
});

test('cookies can be read, and clearStorageData forgets them', async () => {
  await textOf('/cookie', 'forgetful');
  const cookies = await app.evaluate(async ({ session }, url) => {
    const partition = session.fromPartition('forgetful');
    const before = await partition.cookies.get({ url });
    await partition.clearStorageData();
    return { before, after: await partition.cookies.get({}) };
  }, server.origin);
  expect(cookies.before).toMatchObject([{ name: 'who', value: 'me', session: true }]);
  expect(cookies.after).toEqual([]);
  expect(await textOf('/show', 'forgetful')).toBe('none');
});

test('a page of a custom scheme is known by its own URL and origin', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    const log = lab.record(window.webContents, ['did-navigate']);
    await window.loadURL('lab-ui://app/index.html?q=1#h');
    const { mainFrame } = window.webContents;
    const page: unknown = await window.webContents.executeJavaScript(
      '[window.ran, isSecureContext, typeof crypto.subtle]',
    );
    const result = {
      url: window.webContents.getURL(),
      origin: mainFrame.origin,
      navigated: log[0]?.args.slice(0, 2),
      page,
    };
    window.destroy();
    return result;
  });
  expect(seen).toEqual({
    url: 'lab-ui://app/index.html?q=1#h',
    origin: 'lab-ui://app',
    navigated: ['lab-ui://app/index.html?q=1#h', 200],
    page: [true, true, 'object'],
  });
});

test("a custom scheme's page reaches its handler with method and body", async () => {
  const text = await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL('lab-ui://app/');
    const answer: unknown = await window.webContents.executeJavaScript(
      "fetch('/echo', { method: 'POST', body: 'hi' }).then((r) => r.text())",
    );
    window.destroy();
    return answer;
  });
  expect(text).toBe('POST hi');
});

test('a custom scheme is reached by redirect and by link', async () => {
  const urls = await app.evaluate(async ({ BrowserWindow }, origin) => {
    const window = new BrowserWindow({ show: false });
    const log = lab.record(window.webContents, ['will-redirect', 'will-navigate']);
    await window.loadURL(`${origin}/to-ui`);
    const redirected = window.webContents.getURL();
    await window.loadURL(`${origin}/link-to-ui`);
    const loaded = lab.once(window.webContents, 'did-finish-load');
    await window.webContents.executeJavaScript("document.querySelector('a').click()");
    await loaded;
    const linked = window.webContents.getURL();
    window.destroy();
    return { redirected, linked, log: log.map(({ name, url }) => `${name} ${url}`) };
  }, server.origin);
  expect(urls).toEqual({
    redirected: 'lab-ui://app/redirected',
    linked: 'lab-ui://app/linked',
    log: ['will-redirect lab-ui://app/redirected', 'will-navigate lab-ui://app/linked'],
  });
});

test('a handler belongs to its session, answers once, and can be taken away', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow, session, protocol }) => {
    const message = (use: () => void): string => {
      try {
        use();
        return 'no error';
      } catch (error) {
        return (error as Error).message;
      }
    };
    const partition = session.fromPartition('handlers');
    const before = [
      protocol.isProtocolHandled('lab-ui'),
      partition.protocol.isProtocolHandled('lab-ui'),
    ];
    const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
    const failure = await lab.failure(window.loadURL('lab-ui://app/'));
    window.destroy();
    partition.protocol.handle('extra', () => new Response('x'));
    const twice = message(() => partition.protocol.handle('extra', () => new Response('y')));
    partition.protocol.unhandle('extra');
    return {
      before,
      failure: failure?.code,
      twice,
      after: partition.protocol.isProtocolHandled('extra'),
    };
  });
  expect(seen).toEqual({
    before: [true, false],
    failure: 'ERR_UNKNOWN_URL_SCHEME',
    twice: 'Failed to register protocol: extra',
    after: false,
  });
});

test('a handler that throws fails the load; a 404 of its own is a page', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    const failure = await lab.failure(window.loadURL('lab-ui://app/throws'));
    const log = lab.record(window.webContents, ['did-navigate']);
    await window.loadURL('lab-ui://app/missing');
    window.destroy();
    return { failure: failure?.message, status: log[0]?.args[1] };
  });
  expect(seen).toEqual({
    failure: "ERR_UNEXPECTED (-9) loading 'lab-ui://app/throws'",
    status: 404,
  });
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

test("a refused connection rejects loadURL in Electron's words", async () => {
  const origin = await closedOrigin();
  const failure = await app.evaluate(async ({ BrowserWindow }, closed) => {
    const window = new BrowserWindow({ show: false });
    const log = lab.record(window.webContents, [
      'did-fail-load',
      'did-finish-load',
      'did-navigate',
    ]);
    const error = await lab.failure(window.loadURL(`${closed}/`));
    await lab.wait(200);
    window.destroy();
    return { error, names: log.map(({ name }) => name) };
  }, origin);
  expect(failure).toEqual({
    error: {
      message: `ERR_CONNECTION_REFUSED (-102) loading '${origin}/'`,
      code: 'ERR_CONNECTION_REFUSED',
      errno: -102,
      url: `${origin}/`,
    },
    names: ['did-fail-load'],
  });
});

test('a load that another one overtakes is aborted', async () => {
  const codes = await app.evaluate(async ({ BrowserWindow }, origin) => {
    const window = new BrowserWindow({ show: false });
    const first = lab.failure(window.loadURL(`${origin}/a`));
    const second = lab.failure(window.loadURL(`${origin}/b`));
    const failures = await Promise.all([first, second]);
    window.destroy();
    return failures.map((failure) => failure?.code ?? null);
  }, server.origin);
  expect(codes).toEqual(['ERR_ABORTED', null]);
});

test('net.fetch reaches the network and the schemes of the default session', async () => {
  const closed = await closedOrigin();
  const texts = await app.evaluate(
    async ({ net }, { origin, closed }) => {
      const web = await net.fetch(`${origin}/show`);
      const own = await net.fetch('lab-ui://app/echo', { method: 'POST', body: 'x' });
      const refused = await lab.failure(net.fetch(`${closed}/`));
      return [await web.text(), await own.text(), refused?.message];
    },
    { origin: server.origin, closed },
  );
  expect(texts).toEqual(['none', 'POST x', 'net::ERR_CONNECTION_REFUSED']);
});
