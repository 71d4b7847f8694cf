import { beforeEach, expect, test } from 'vitest';
import { closedOrigin, startLab } from './lab';

// Sources: https://www.electronjs.org/docs/latest/api/session, …/api/web-contents#contentsloadurlurl-options

const { app, server } = await startLab({
  '/cookie': (_request, response) => {
    response.writeHead(200, { 'set-cookie': 'who=me; Path=/', 'content-type': 'text/html' });
    response.end('<title>Cookie</title>');
  },
  '/cookies': (_request, response) => {
    const headers = { 'content-type': 'text/html' };
    response.writeHead(200, {
      ...headers,
      'set-cookie': [
        'plain=1; Path=/',
        'lax=2; Path=/; SameSite=Lax; HttpOnly',
        'elsewhere=3; Path=/x',
      ],
    });
    response.end('<title>Cookies</title>');
  },
  '/show': (request, response) => response.end(request.headers.cookie ?? 'none'),
  '/agent': (request, response) => response.end(request.headers['user-agent']),
});

beforeEach(() => {
  server.requests.length = 0;
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

test('a session with a proxy sends every request there, also those to loopback; net refuses it', async () => {
  const proxied = await app.evaluate(
    async ({ BrowserWindow, session }, { proxy, url }) => {
      const partition = session.fromPartition('proxied');
      await partition.setProxy({ proxyRules: proxy, proxyBypassRules: '<-loopback>' });
      const refused = await partition.fetch(url).then(String, (error: Error) => error.message);
      const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
      window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
      await window.loadURL(url).catch(() => undefined);
      window.destroy();
      return refused;
    },
    { proxy: server.origin, url: 'http://127.0.0.1:49000/through' },
  );
  expect(proxied).toBe(
    'A request of `net` in a session with a proxy is not implemented in the Chromium host',
  );
  expect(server.requests).toEqual(['GET http://127.0.0.1:49000/through']);
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

test('a cookie without SameSite is unspecified, and removing one leaves the others as they were', async () => {
  await textOf('/cookies', 'several');
  const cookies = await app.evaluate(async ({ session }, origin) => {
    const { cookies } = session.fromPartition('several');
    const before = await cookies.get({});
    await cookies.remove(`${origin}/`, 'plain');
    await cookies.remove(`${origin}/`, 'elsewhere');
    return { before, after: await cookies.get({}) };
  }, server.origin);
  const sites = cookies.before.map(({ name, sameSite, httpOnly }) => [name, sameSite, httpOnly]);
  expect(sites.sort()).toEqual([
    ['elsewhere', 'unspecified', false],
    ['lax', 'lax', true],
    ['plain', 'unspecified', false],
  ]);
  expect(cookies.after).toEqual(cookies.before.filter(({ name }) => name !== 'plain'));
});

test('clearStorageData clears what its options name only', async () => {
  await textOf('/cookie', 'options');
  const left = await app.evaluate(async ({ session }) => {
    const partition = session.fromPartition('options');
    const names = async () => (await partition.cookies.get({})).map(({ name }) => name);
    await partition.clearStorageData({ storages: ['localstorage'] });
    const seen = [await names()];
    await partition.clearStorageData({ origin: 'https://other.example' });
    seen.push(await names());
    await partition.clearStorageData({ storages: ['cookies'] });
    seen.push(await names());
    return seen;
  });
  expect(left).toEqual([['who'], ['who'], []]);
});

test('clearStorageData reaches every origin of the session, whether a page is open or not', async () => {
  const other = server.origin.replace('127.0.0.1', 'localhost');
  const left = await app.evaluate(
    async ({ BrowserWindow, session }, { origin, other }) => {
      const partition = session.fromPartition('storage');
      const inPage = async (at: string, code: string): Promise<unknown> => {
        const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
        await window.loadURL(`${at}/page`);
        const value: unknown = await window.webContents.executeJavaScript(code);
        window.destroy();
        return value;
      };
      const fill = "localStorage.setItem('key', '1'); caches.open('kept').then(() => 1)";
      const count = 'caches.keys().then((names) => [localStorage.length, names.length])';
      const counts = async () => [await inPage(origin, count), await inPage(other, count)];
      await inPage(origin, fill);
      await inPage(other, fill);
      const seen = [await counts()];
      await partition.clearStorageData({ origin: other });
      seen.push(await counts());
      await partition.clearStorageData({ storages: ['localstorage'] });
      seen.push(await counts());
      await inPage(other, fill);
      const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
      await window.loadURL(`${origin}/page`);
      await partition.clearStorageData();
      window.destroy();
      seen.push(await counts());
      return seen;
    },
    { origin: server.origin, other },
  );
  expect(left).toEqual([
    [
      [1, 1],
      [1, 1],
    ],
    [
      [1, 1],
      [0, 0],
    ],
    [
      [0, 1],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ]);
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
    const failures = await Promise.all(
      ['/a', '/b', '/b'].map((path) => lab.failure(window.loadURL(`${origin}${path}`))),
    );
    window.destroy();
    return failures.map((failure) => failure?.code ?? null);
  }, server.origin);
  expect(codes).toEqual(['ERR_ABORTED', 'ERR_ABORTED', null]);
});
