import { expect, test } from 'vitest';
import { html, startLab } from './lab';

// What a page can try with its window, and pages that no request is made for.
// Sources: https://www.electronjs.org/docs/latest/api/web-contents, …/api/session#sessetpermissionrequesthandlerhandler

const { app, server } = await startLab({
  '/page': html('<title>Page</title>'),
  '/image': (_request, response) => {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="image"' });
    response.end('No.');
  },
  '/welcome': (request, response) => {
    if (request.headers.authorization === undefined)
      response.writeHead(401, { 'www-authenticate': 'Basic realm="door"' });
    response.end(request.headers.authorization ?? 'No.');
  },
});
const page = `${server.origin}/page`;

test.each([
  [false, 'no answer', []],
  [true, 'entered', ['enter-html-full-screen', 'leave-html-full-screen']],
])('full screen is asked for; granted: %s', async (granted, wanted, events) => {
  const seen = await app.evaluate(
    async ({ BrowserWindow, session }, { url, granted }) => {
      const partition = session.fromPartition(`full screen ${granted}`);
      const asked: string[] = [];
      partition.setPermissionRequestHandler((_contents, permission, callback) => {
        asked.push(permission);
        callback(granted);
      });
      const window = new BrowserWindow({ show: false, webPreferences: { session: partition } });
      const log = lab.record(window, ['enter-html-full-screen', 'leave-html-full-screen']);
      await window.loadURL(url);
      const answer: unknown = await window.webContents.executeJavaScript(
        `Promise.race([
          document.documentElement.requestFullscreen().then(() => 'entered', String),
          new Promise((resolve) => setTimeout(resolve, 500, 'no answer')),
        ])`,
        true,
      );
      if (granted) {
        await lab.until(() => log.length === 1);
        await window.webContents.executeJavaScript('document.exitFullscreen()');
        await lab.until(() => log.length === 2);
      }
      window.destroy();
      return { asked, answer, events: log.map(({ name }) => name) };
    },
    { url: page, granted },
  );
  expect(seen).toEqual({ asked: ['fullscreen'], answer: wanted, events });
});

test('content-bounds-updated tells where a page wants its window, which stays when it is prevented', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false, width: 500, height: 400 });
    const wanted: Electron.Rectangle[] = [];
    let prevented = true;
    window.webContents.on('content-bounds-updated', (event, bounds) => {
      if (prevented) event.preventDefault();
      wanted.push(bounds);
    });
    await window.loadURL(url);
    const run = (code: string) => window.webContents.executeJavaScript(code);
    await run('moveTo(7, -300); resizeTo(900, 700)');
    await lab.until(() => wanted.length === 2);
    const sizes = [window.getSize()];
    prevented = false;
    await run('resizeTo(900, 700)');
    await lab.until(() => wanted.length === 3);
    sizes.push(window.getSize());
    window.destroy();
    return { wanted, sizes };
  }, page);
  expect(seen.wanted[0]).toMatchObject({ x: 7, y: -300 });
  expect(seen.wanted[1]).toMatchObject({ width: 900, height: 700 });
  expect(seen.sizes).toEqual([
    [500, 400],
    [900, 700],
  ]);
});

test.each([
  ['will-navigate', 'stays'],
  ['nothing', 'went'],
])('a blob page is announced; %s is prevented', async (prevent, wanted) => {
  const seen = await app.evaluate(
    async ({ BrowserWindow }, { url, prevent }) => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL(url);
      const names = ['will-frame-navigate', 'will-navigate', 'did-navigate'];
      const log = lab.record(window.webContents, names, [prevent]);
      await window.webContents.executeJavaScript(
        "location.href = URL.createObjectURL(new Blob(['hello'], { type: 'text/html' })); 1",
      );
      await lab.settled(log);
      const now = window.webContents.getURL();
      window.destroy();
      return { events: log.map(({ name, url, args }) => [name, url ?? args[0]]), now };
    },
    { url: page, prevent },
  );
  const [first] = seen.events;
  const blob = String(first?.[1]);
  expect(blob).toMatch(`blob:${server.origin}/`);
  const announced = [
    ['will-frame-navigate', blob],
    ['will-navigate', blob],
  ];
  const went = wanted === 'went';
  expect(seen.events).toEqual(went ? [...announced, ['did-navigate', blob]] : announced);
  expect(seen.now).toBe(went ? blob : page);
});

test('about:blank is announced by nothing, as in Electron', async () => {
  const events = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL(url);
    const names = ['will-frame-navigate', 'will-navigate', 'did-navigate'];
    const log = lab.record(window.webContents, names);
    await window.webContents.executeJavaScript("location.href = 'about:blank'; 1");
    await lab.settled(log);
    window.destroy();
    return log.map(({ name, args }) => [name, args[0]]);
  }, page);
  expect(events).toEqual([['did-navigate', 'about:blank']]);
});

test('login tells a page from an image, and a first attempt from a second', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow }, origin) => {
    const window = new BrowserWindow({ show: false, webPreferences: { partition: 'door' } });
    const asked: unknown[][] = [];
    window.webContents.on('login', (event, details, { realm }, callback) => {
      event.preventDefault();
      const { isRequestForNavigation, firstAuthAttempt } = details;
      asked.push([realm, isRequestForNavigation, firstAuthAttempt]);
      if (realm === 'door') callback('me', 'secret');
      else if (firstAuthAttempt) callback('me', 'wrong');
      else callback();
    });
    await window.loadURL(`${origin}/welcome`);
    const run = (code: string): Promise<unknown> => window.webContents.executeJavaScript(code);
    const text = await run('document.body.innerText');
    await run(`new Promise((resolve) => {
      const image = new Image();
      image.onerror = resolve;
      image.src = '/image';
    }).then(() => 1)`);
    window.destroy();
    return { asked, text };
  }, server.origin);
  expect(seen.asked).toEqual([
    ['door', true, true],
    ['image', false, true],
    ['image', false, false],
  ]);
  expect(seen.text).toBe(`Basic ${Buffer.from('me:secret').toString('base64')}`);
});
