import { expect, test } from 'vitest';
import { startLab } from './lab';

// Sources: https://www.electronjs.org/docs/latest/api/cookies and spec/api-session-spec.ts of Electron

const { app, server } = await startLab({
  '/set': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'served=1; Path=/' });
    response.end('<title>Set</title>');
  },
  '/show': (request, response) => response.end(request.headers.cookie ?? 'none'),
});
const url = 'http://127.0.0.1';

/** Sets cookies with these details in a fresh partition; returns what is there then. */
function setAndGet(details: object) {
  return app.evaluate(async ({ session }, details) => {
    const { cookies } = session.fromPartition(`set ${Math.random()}`);
    const set = cookies.set(details as Electron.CookiesSetDetails);
    const failure = await lab.failure(set);
    return failure?.message ?? (await cookies.get({}));
  }, details);
}

const plain = {
  name: 'a',
  value: '1',
  domain: '127.0.0.1',
  hostOnly: true,
  path: '/',
  secure: false,
  httpOnly: false,
  session: true,
  sameSite: 'lax',
};

test.each<[object, object]>([
  [{ url, name: 'a', value: '1' }, plain],
  [
    { url, value: '3', sameSite: 'unspecified' },
    { ...plain, name: '', value: '3', sameSite: 'unspecified' },
  ],
  [
    { url, name: 'a', value: '1', sameSite: 'strict' },
    { ...plain, sameSite: 'strict' },
  ],
  [
    { url, name: 'a', value: '1', sameSite: 'no_restriction' },
    { ...plain, sameSite: 'no_restriction', secure: true },
  ],
  [
    { url, name: 'a', value: '1', httpOnly: true, expirationDate: 4102444800 },
    { ...plain, httpOnly: true, session: false, expirationDate: expect.any(Number) },
  ],
  [
    { url: 'https://www.example.test/x', name: 'a', domain: 'example.test', path: '/x' },
    { ...plain, value: '', domain: '.example.test', hostOnly: false, path: '/x' },
  ],
])('cookies.set(%j)', async (details, cookie) => {
  expect(await setAndGet(details)).toEqual([cookie]);
});

test.each<[object, string]>([
  [{ name: 'a' }, "Missing required option 'url'"],
  [
    { url, value: 'x', sameSite: 'garbage' },
    "Failed to convert 'garbage' to an appropriate cookie same site value",
  ],
  [{ url: '' }, 'Failed to set cookie - The cookie was set with an invalid Domain attribute.'],
  [{ url: 'asdf' }, 'Failed to set cookie - The cookie was set with an invalid Domain attribute.'],
  [
    { url, name: 'a', domain: 'example.test' },
    'Failed to set cookie - The cookie was set with an invalid Domain attribute.',
  ],
  [
    { url, name: 'a', value: 'test;test' },
    'Failed to set cookie - The cookie contains ASCII control characters',
  ],
  [
    { url, name: '__Host-a', value: '1' },
    'Failed to set cookie - The cookie was malformed and could not be stored',
  ],
  [
    { url: 'lab-ui://host', name: 'a' },
    'cookies.set for lab-ui: is not implemented in the Chromium host',
  ],
])('cookies.set(%j) is refused', async (details, message) => {
  expect(await setAndGet(details)).toBe(message);
});

test('cookies.set replaces a cookie, and pages send it', async () => {
  const text = await app.evaluate(async ({ BrowserWindow, session }, origin) => {
    const partition = session.fromPartition('replaced');
    for (const value of ['no', 'yes'])
      await partition.cookies.set({ url: origin, name: 'sent', value });
    const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
    await window.loadURL(`${origin}/show`);
    const text: unknown = await window.webContents.executeJavaScript('document.body.innerText');
    window.destroy();
    return text;
  }, server.origin);
  expect(text).toBe('sent=yes');
});

test('changed tells of every change: by the app, by a response, by a page', async () => {
  const changes = await app.evaluate(
    async ({ BrowserWindow, session }, { url, origin }) => {
      const partition = session.fromPartition('changed');
      const { cookies } = partition;
      const log: unknown[] = [];
      const listener = (...[, { name, value }, cause, removed]: unknown[] & Change) =>
        void log.push([name, value, cause, removed]);
      cookies.on('changed', listener as never);
      const later = Date.now() / 1000 + 120;
      await cookies.set({ url, name: 'own', value: 'a', expirationDate: later });
      await cookies.set({ url, name: 'own', value: 'b', expirationDate: later });
      await cookies.set({ url, name: 'own', value: 'b', expirationDate: later + 60 });
      await cookies.set({ url, name: 'own', value: 'b', expirationDate: 1 });
      await cookies.set({ url, name: 'own', value: 'c' });
      await cookies.remove(url, 'own');
      const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
      await window.loadURL(`${origin}/set`);
      await lab.until(() => log.length === 9);
      await window.webContents.executeJavaScript("document.cookie = 'served=2; path=/'; 1");
      await lab.until(() => log.length === 11);
      await window.webContents.executeJavaScript(
        "document.cookie = 'served=; max-age=0; path=/'; 1",
      );
      await lab.until(() => log.length === 12);
      cookies.off('changed', listener as never);
      await cookies.set({ url, name: 'unseen', value: 'a' });
      window.destroy();
      return log;
    },
    { url, origin: server.origin },
  );
  expect(changes).toEqual([
    ['own', 'a', 'inserted', false],
    ['own', 'a', 'overwrite', true],
    ['own', 'b', 'inserted', false],
    ['own', 'b', 'overwrite', true],
    ['own', 'b', 'inserted-no-value-change-overwrite', false],
    ['own', 'b', 'expired-overwrite', true],
    ['own', 'c', 'inserted', false],
    ['own', 'c', 'explicit', true],
    ['served', '1', 'inserted', false],
    ['served', '1', 'overwrite', true],
    ['served', '2', 'inserted', false],
    ['served', '2', 'expired-overwrite', true],
  ]);
});

type Change = [event: unknown, cookie: Electron.Cookie, cause: string, removed: boolean];
