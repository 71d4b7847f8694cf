import { expect, test } from 'vitest';
import { html, redirect, startLab } from './lab';

// What loadURL promises, and when it is refused.
// Sources: https://www.electronjs.org/docs/latest/api/web-contents#contentsloadurlurl-options,
// lib/browser/api/web-contents.ts and shell/browser/api/electron_api_web_contents.cc of Electron

const { app, server } = await startLab({
  '/hop': redirect('/end'),
  '/none': (_request, response) => {
    response.writeHead(204);
    response.end();
  },
  '/cut': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.write('<title>Cut</title>');
    setTimeout(() => response.destroy(), 50);
  },
  '/stay': html('<script>onbeforeunload = (event) => event.preventDefault()</script>'),
  '/frames': html('<iframe name="inner" src="/inner"></iframe>'),
});

test('did-start-loading and did-start-navigation come within loadURL, did-stop-loading at the end', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    const log = lab.record(window.webContents, [
      'did-start-loading',
      'did-start-navigation',
      'did-navigate',
      'did-finish-load',
      'did-stop-loading',
    ]);
    const loaded = window.loadURL(url);
    const atOnce = [window.webContents.isLoading(), ...log.map(({ name }) => name)];
    await loaded;
    await lab.until(() => log.some(({ name }) => name === 'did-stop-loading'));
    window.destroy();
    return { atOnce, names: log.map(({ name }) => name) };
  }, `${server.origin}/page`);
  expect(seen.atOnce).toEqual([true, 'did-start-loading', 'did-start-navigation']);
  expect(seen.names).toEqual([
    'did-start-loading',
    'did-start-navigation',
    'did-navigate',
    'did-finish-load',
    'did-stop-loading',
  ]);
});

test.each(['did-start-loading', 'did-start-navigation', 'did-redirect-navigation'])(
  'loadURL inside %s is refused',
  async (name) => {
    const failed = await app.evaluate(
      async ({ BrowserWindow }, { origin, name }) => {
        const window = new BrowserWindow({ show: false });
        const { webContents } = window;
        const log = lab.record(webContents, ['did-fail-load']);
        webContents.once(name as 'did-start-loading', () => void window.loadURL(`${origin}/other`));
        await lab.failure(window.loadURL(`${origin}/hop`));
        await lab.until(() => webContents.getURL() !== '' && !webContents.isLoading());
        const url = webContents.getURL();
        window.destroy();
        return { log: log.map(({ args }) => args.slice(0, 4)), url };
      },
      { origin: server.origin, name },
    );
    expect(failed).toEqual({
      log: [[-2, 'ERR_FAILED', `${server.origin}/other`, true]],
      url: `${server.origin}/end`,
    });
  },
);

test.each([
  ['a response without a document', '/none', 'ERR_FAILED'],
  ['a document that breaks off', '/cut', 'ERR_INCOMPLETE_CHUNKED_ENCODING'],
])('%s rejects', async (_what, path, code) => {
  const failure = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    const failure = await lab.failure(window.loadURL(url));
    window.destroy();
    return failure;
  }, `${server.origin}${path}`);
  expect(failure?.code).toBe(code);
});

test.each([
  ['over 2 MB', `data:text/plain,${'x'.repeat(2_100_000)}`],
  ['that is invalid', 'http://example:port'],
])('a URL %s fails at once', async (_what, url) => {
  const seen = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    const log = lab.record(window.webContents, ['did-fail-load', 'did-start-navigation']);
    const failure = await lab.failure(window.loadURL(url));
    window.destroy();
    return { code: failure?.code, names: log.map(({ name }) => name) };
  }, url);
  expect(seen).toEqual({ code: 'ERR_INVALID_URL', names: ['did-fail-load'] });
});

test('a load that beforeunload keeps from happening fails with ERR_ABORTED', async () => {
  // Playwright accepts such a dialog by itself, perhaps before the host can answer, unless somebody listens.
  app.context().on('dialog', () => {});
  const seen = await app.evaluate(async ({ BrowserWindow }, origin) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL(`${origin}/stay`);
    const log = lab.record(window.webContents, ['did-fail-load', 'will-prevent-unload']);
    await window.webContents.executeJavaScript('1', true);
    const failure = await lab.failure(window.loadURL(`${origin}/other`));
    const url = window.webContents.getURL();
    window.destroy();
    return { code: failure?.code, url, log: log.map(({ name, args }) => [name, ...args]) };
  }, server.origin);
  expect(seen).toEqual({
    code: 'ERR_ABORTED',
    url: `${server.origin}/stay`,
    log: [
      ['will-prevent-unload'],
      ['did-fail-load', -3, 'ERR_ABORTED', `${server.origin}/other`, true],
    ],
  });
});

test('an aborted load fails with no event', async () => {
  const names = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    const log = lab.record(
      window.webContents,
      ['will-redirect', 'did-fail-load', 'did-fail-provisional-load'],
      ['will-redirect'],
    );
    await lab.failure(window.loadURL(url));
    window.destroy();
    return log.map(({ name }) => name);
  }, `${server.origin}/hop`);
  expect(names).toEqual(['will-redirect']);
});

test.each([
  ['the frame itself', 'frames[0].eval("location = \'/x\'")', 'inner'],
  ['its parent', "frames[0].location = '/x'", 'main'],
  ['a link with a target', "link('inner').click()", 'main'],
  ['a frame that leads the page', 'frames[0].eval("top.location = \'/x\'")', 'inner'],
])('will-frame-navigate names who asked: %s', async (_who, script, initiator) => {
  const seen = await app.evaluate(
    async ({ BrowserWindow }, { url, script }) => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL(url);
      const { mainFrame } = window.webContents;
      const asked = new Promise<string>((resolve) => {
        window.webContents.once('will-frame-navigate', (event) => {
          event.preventDefault();
          resolve(event.initiator === mainFrame ? 'main' : (event.initiator?.name ?? 'nobody'));
        });
      });
      await window.webContents.executeJavaScript(
        `function link(target) {
           const a = document.createElement('a');
           return document.body.appendChild(Object.assign(a, { href: '/x', target }));
         }
         ${script}; 1`,
      );
      const seen = await asked;
      window.destroy();
      return seen;
    },
    { url: `${server.origin}/frames`, script },
  );
  expect(seen).toBe(initiator);
});
