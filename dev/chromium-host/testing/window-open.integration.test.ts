import { beforeEach, expect, test } from 'vitest';
import { html, startLab } from './lab';

// Sources: https://www.electronjs.org/docs/latest/api/web-contents#contentssetwindowopenhandlerhandler,
// spec/guest-window-manager-spec.ts of Electron, and HTML §7.2.2.1 for what is a popup

const { app, server } = await startLab({
  '/page': html(`
    <a id="link" href="/linked#x">x</a>
    <a id="blank" target="_blank" href="/opened">x</a>
    <a id="named" target="other" href="/opened">x</a>
    <a id="opener" target="_blank" rel="opener" href="/opened">x</a>
    <form id="form" target="_blank" method="post" action="/posted"><input name="key" value="a b"></form>
    <iframe name="inner" src="/inner"></iframe>`),
  '/sandboxed': (_request, response) => {
    const headers = {
      'content-type': 'text/html',
      'content-security-policy': 'sandbox allow-scripts allow-same-origin',
    };
    response.writeHead(200, headers);
    response.end('<title>Sandboxed</title>');
  },
});
beforeEach(() => {
  server.requests.length = 0;
});

/** What the handler is told when `script` runs in `/page`; the page must answer afterwards. */
function opening(script: string, path = '/page') {
  return app.evaluate(
    async ({ BrowserWindow, webContents }, { url, script }) => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL(url);
      const asked: Electron.HandlerDetails[] = [];
      window.webContents.setWindowOpenHandler((details) => {
        asked.push(details);
        return { action: 'deny' };
      });
      const run = (code: string): Promise<unknown> =>
        window.webContents.executeJavaScript(code, true);
      const value = await run(`String(${script})`);
      await lab.wait(300);
      const alive = await run('1');
      const count = webContents.getAllWebContents().length;
      window.destroy();
      const bodies = asked.map(({ postBody }) =>
        postBody?.data.map((part) => ('bytes' in part ? String(part.bytes) : part.type)),
      );
      return {
        asked: asked.map((one) => ({ ...one, postBody: null })),
        bodies,
        value,
        alive,
        count,
      };
    },
    { url: `${server.origin}${path}`, script },
  );
}

const click = (id: string, init: string) =>
  `document.getElementById('${id}').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ${init} }))`;

test.each([
  ['Ctrl', click('link', 'ctrlKey: true'), 'background-tab'],
  ['Ctrl and Shift', click('link', 'ctrlKey: true, shiftKey: true'), 'foreground-tab'],
  ['Shift', click('link', 'shiftKey: true'), 'new-window'],
])(
  'a click with %s is asked about, and nothing is requested',
  async (_key, script, disposition) => {
    const { asked, alive, count } = await opening(script);
    expect(asked).toEqual([
      {
        url: `${server.origin}/linked#x`,
        frameName: '',
        features: '',
        disposition,
        referrer: { url: `${server.origin}/page`, policy: 'strict-origin-when-cross-origin' },
        postBody: null,
      },
    ]);
    expect([alive, count]).toEqual([1, 1]);
    expect(server.requests).not.toContain('GET /linked');
  },
);

test('a modified click that the page handles itself is no new window', async () => {
  const prevent = "addEventListener('click', (event) => event.preventDefault(), true)";
  const { asked } = await opening(`(${prevent}, ${click('link', 'ctrlKey: true')})`);
  expect(asked).toEqual([]);
});

test('a modified click whose event the page stops is asked about, and nothing is requested', async () => {
  const stop = "addEventListener('click', (event) => event.stopImmediatePropagation(), true)";
  const ctrl = click('link', 'ctrlKey: true');
  const { asked, alive, count } = await opening(
    `(document.${stop}, document.getElementById('link').${stop}, ${ctrl})`,
  );
  expect(asked).toMatchObject([
    { url: `${server.origin}/linked#x`, disposition: 'background-tab' },
  ]);
  expect([alive, count]).toEqual([1, 1]);
  expect(server.requests).not.toContain('GET /linked');
});

test.each([
  ['blank', '', 'foreground-tab'],
  ['named', 'other', 'foreground-tab'],
  ['opener', '', 'foreground-tab'],
])('the link #%s is denied, and its page continues', async (id, frameName, disposition) => {
  const { asked, alive, count } = await opening(`document.getElementById('${id}').click()`);
  expect(asked).toMatchObject([
    { url: `${server.origin}/opened`, frameName, features: '', disposition },
  ]);
  expect([alive, count]).toEqual([1, 1]);
  expect(server.requests).not.toContain('GET /opened');
});

test('a form that posts to a new window shows what it posts', async () => {
  const { asked, bodies } = await opening("document.getElementById('form').submit()");
  expect(asked).toMatchObject([{ url: `${server.origin}/posted`, disposition: 'foreground-tab' }]);
  expect(bodies).toEqual([['key=a+b']]);
});

test.each([
  ["'/x'", { frameName: '', features: '', disposition: 'foreground-tab' }],
  ["'/x', '_blank'", { frameName: '', disposition: 'foreground-tab' }],
  ["'/x', 'name', 'noopener'", { frameName: 'name', disposition: 'foreground-tab' }],
  ["'/x', '', 'width=5, top=1'", { features: 'width=5, top=1', disposition: 'new-window' }],
  ["'/x', '', 'popup'", { disposition: 'new-window' }],
  ["'/x', '', 'popup=no'", { disposition: 'foreground-tab' }],
  ["'/x', '', 'noreferrer'", { referrer: { url: '' } }],
])('window.open(%s) tells what it asks for', async (args, details) => {
  const { asked, value } = await opening(`window.open(${args})`);
  expect(value).toBe('null');
  expect(asked).toMatchObject([{ url: `${server.origin}/x`, ...details }]);
});

test.each(['_self', 'inner'])('window.open in %s opens no window', async (target) => {
  const { asked } = await opening(`typeof window.open('/x', '${target}')`);
  expect(asked).toEqual([]);
  expect(server.requests).toContain('GET /x');
});

test('a sandboxed page cannot even ask', async () => {
  const { asked, value } = await opening("window.open('/x')", '/sandboxed');
  expect([asked, value]).toEqual([[], 'null']);
});

test.each([
  ['without a handler', null],
  ['with a handler that allows', () => ({ action: 'allow' as const })],
])('a window %s would open in Electron, so the host refuses loudly', async (_what, handler) => {
  const message = await app.evaluate(
    async ({ BrowserWindow }, { url, allows }) => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL(url);
      if (allows) window.webContents.setWindowOpenHandler(() => ({ action: 'allow' }));
      const thrown = new Promise<string>((resolve) => {
        process.once('uncaughtException', (error) => resolve(error.message));
      });
      await window.webContents.executeJavaScript("window.open('/x') && 1", true);
      const message = await thrown;
      window.destroy();
      return message;
    },
    { url: `${server.origin}/page`, allows: handler !== null },
  );
  expect(message).toBe('A window that a page opens is not implemented in the Chromium host');
});
