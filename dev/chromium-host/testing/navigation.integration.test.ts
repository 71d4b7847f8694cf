import { beforeEach, expect, test } from 'vitest';
import { html, type Recorded, redirect, startLab } from './lab';

// Source of the rules: https://www.electronjs.org/docs/latest/api/web-contents#navigation-events

const { app, server } = await startLab({
  '/to-app': redirect('com.example.app://auth/callback?code=abc'),
  '/to-localhost': redirect('http://localhost:5000/?code=abc'),
  '/moved-301': redirect('com.example.app://auth/callback', 301),
  '/moved-303': redirect('com.example.app://auth/callback', 303),
  '/moved-307': redirect('com.example.app://auth/callback', 307),
  '/moved-308': redirect('com.example.app://auth/callback', 308),
  '/hop1': redirect('/hop2'),
  '/hop2': redirect('/end'),
  '/form': html('<form method="post" action="/posted"><input name="a" value="1"></form>'),
  '/frame': html('<iframe src="/to-app"></iframe>'),
  '/frame-page': html('<iframe src="/inner"></iframe>'),
  '/refresh': html('<meta http-equiv="refresh" content="0;url=com.example.app://auth/x">'),
  '/posted': (request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { 'content-type': type, 'x-test': extra = '' } = request.headers;
      response.end(`${request.method} ${body} ${type} ${extra}`);
    });
  },
});

beforeEach(() => {
  server.requests.length = 0;
});

/** Loads `url`, runs `script` in the page, and records what the main process saw. */
function visit(
  url: string,
  options: { script?: string; prevent?: string[]; events?: string[] } = {},
): Promise<{ log: Recorded[]; failure: { message: string } | null; url: string }> {
  return app.evaluate(
    async ({ BrowserWindow }, { url, script, prevent, events }) => {
      const window = new BrowserWindow({ show: false });
      const names = events ?? [
        'did-start-navigation',
        'will-frame-navigate',
        'will-navigate',
        'will-redirect',
        'did-redirect-navigation',
        'did-navigate',
        'did-fail-load',
      ];
      const log = lab.record(window.webContents, names, prevent);
      const failure = await lab.failure(window.loadURL(url));
      if (script) {
        log.length = 0;
        await window.webContents.executeJavaScript(script).catch(() => undefined);
        await lab.settled(log);
      } else if (!failure) {
        await lab.wait(200);
      }
      const now = window.webContents.getURL();
      window.destroy();
      return { log: [...log], failure, url: now };
    },
    { url, ...options },
  );
}

const names = (log: Recorded[]) => log.map(({ name }) => name);

test('a load from main fires no will-navigate', async () => {
  const { log } = await visit(`${server.origin}/a`);
  expect(names(log)).toEqual(['did-start-navigation', 'did-navigate']);
});

test('a redirect to a private-use scheme fires will-redirect, and preventing it requests nothing', async () => {
  const { log, failure } = await visit(`${server.origin}/to-app`, { prevent: ['will-redirect'] });
  expect(log.find(({ name }) => name === 'will-redirect')).toMatchObject({
    url: 'com.example.app://auth/callback?code=abc',
    isMainFrame: true,
  });
  expect(names(log)).toEqual(['did-start-navigation', 'will-redirect']);
  expect(failure?.message).toContain('ERR_FAILED (-2)');
  expect(server.requests).toEqual(['GET /to-app']);
});

test('a redirect to a private-use scheme that nobody prevents loads nothing', async () => {
  const { log, failure, url } = await visit(`${server.origin}/to-app`);
  expect(log.at(-1)).toMatchObject({ name: 'did-redirect-navigation' });
  expect(failure?.message).toContain('ERR_FAILED (-2) loading');
  expect(url).toBe('');
});

test('a redirect to http://localhost:5000 is caught before anything is requested there', async () => {
  const { log, failure } = await visit(`${server.origin}/to-localhost`, {
    prevent: ['will-redirect'],
  });
  expect(log.at(-1)).toMatchObject({
    name: 'will-redirect',
    url: 'http://localhost:5000/?code=abc',
  });
  // Requested, it would be a refused connection.
  expect(failure?.message).toContain('ERR_FAILED (-2)');
});

test.each([301, 303, 307, 308])(
  'a redirect with status %i can be prevented too',
  async (status) => {
    const { log } = await visit(`${server.origin}/moved-${status}`, { prevent: ['will-redirect'] });
    expect(log.at(-1)).toMatchObject({
      name: 'will-redirect',
      url: 'com.example.app://auth/callback',
    });
  },
);

test('every hop of a redirect chain fires will-redirect and did-redirect-navigation', async () => {
  const { log } = await visit(`${server.origin}/hop1`);
  expect(log.map(({ name, url }) => [name, url?.slice(server.origin.length)])).toEqual([
    ['did-start-navigation', '/hop1'],
    ['will-redirect', '/hop2'],
    ['did-redirect-navigation', '/hop2'],
    ['will-redirect', '/end'],
    ['did-redirect-navigation', '/end'],
    ['did-navigate', undefined],
  ]);
  expect(server.requests).toEqual(['GET /hop1', 'GET /hop2', 'GET /end']);
});

test("the page's own navigation fires the events in the documented order", async () => {
  const { log, url } = await visit(`${server.origin}/a`, {
    script: `location.href = '${server.origin}/b'`,
  });
  expect(names(log)).toEqual([
    'did-start-navigation',
    'will-frame-navigate',
    'will-navigate',
    'did-navigate',
  ]);
  expect(url).toBe(`${server.origin}/b`);
});

test("the page's own navigation is not requested when will-navigate is prevented", async () => {
  const { log, url } = await visit(`${server.origin}/a`, {
    script: `location.href = '${server.origin}/b'`,
    prevent: ['will-navigate'],
  });
  expect(names(log)).not.toContain('did-navigate');
  expect(url).toBe(`${server.origin}/a`);
  expect(server.requests).toEqual(['GET /a']);
});

test.each([
  ['a script', "location.href = 'com.example.app://auth/x'"],
  [
    'a link',
    "document.body.innerHTML = '<a href=\"com.example.app://auth/x\">x</a>'; document.querySelector('a').click()",
  ],
  [
    'a form',
    'document.body.innerHTML = \'<form action="com.example.app://auth/x"></form>\'; document.forms[0].submit()',
  ],
])('%s that leads to a private-use scheme fires will-navigate', async (_what, script) => {
  const { log } = await visit(`${server.origin}/a`, { script, prevent: ['will-navigate'] });
  const event = log.find(({ name }) => name === 'will-navigate');
  expect(event?.url?.replace(/\?$/, '')).toBe('com.example.app://auth/x');
});

test('a meta refresh to a private-use scheme fires will-navigate', async () => {
  const { log } = await visit(`${server.origin}/refresh`, { prevent: ['will-navigate'] });
  expect(log.map(({ name, url }) => [name, url])).toContainEqual([
    'will-navigate',
    'com.example.app://auth/x',
  ]);
});

test('a load may post what it is given, and is redirected as any other', async () => {
  const text = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    const methods: string[] = [];
    window.webContents.session.webRequest.onBeforeRequest(({ method }, callback) => {
      methods.push(method);
      callback({});
    });
    await window.loadURL(url, {
      postData: [{ type: 'rawData', bytes: Buffer.from('a=1&b=2') }],
      extraHeaders: 'Content-Type: application/x-www-form-urlencoded\nX-Test: yes',
    });
    const body: unknown = await window.webContents.executeJavaScript('document.body.innerText');
    window.webContents.session.webRequest.onBeforeRequest(null);
    window.destroy();
    return { body, methods };
  }, `${server.origin}/posted`);
  expect(text.body).toBe('POST a=1&b=2 application/x-www-form-urlencoded yes');
  expect(text.methods[0]).toBe('POST');
});

test('a posted form keeps its body', async () => {
  const text = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL(url);
    const loaded = lab.once(window.webContents, 'did-finish-load');
    await window.webContents.executeJavaScript('document.forms[0].submit()');
    await loaded;
    const body: unknown = await window.webContents.executeJavaScript('document.body.innerText');
    window.destroy();
    return body;
  }, `${server.origin}/form`);
  expect(text).toMatch(/^POST a=1 /);
});

test('the deprecated arguments follow the event', async () => {
  const { log } = await visit(`${server.origin}/a`, {
    script: `location.href = '${server.origin}/b'`,
  });
  const event = log.find(({ name }) => name === 'will-navigate');
  expect(event?.args.slice(0, 3)).toEqual([`${server.origin}/b`, false, true]);
  expect(event?.args).toHaveLength(5);
});

test('a frame inside the page fires will-frame-navigate and will-redirect, but not will-navigate', async () => {
  const { log } = await visit(`${server.origin}/frame`, { prevent: ['will-redirect'] });
  const inFrame = log.filter(({ isMainFrame }) => isMainFrame === false);
  expect(names(inFrame)).toContain('will-frame-navigate');
  expect(inFrame.find(({ name }) => name === 'will-redirect')?.url).toContain('com.example.app:');
  expect(names(inFrame)).not.toContain('will-navigate');
});

test('preventing will-frame-navigate keeps a frame from being requested', async () => {
  await visit(`${server.origin}/frame-page`, { prevent: ['will-frame-navigate'] });
  expect(server.requests).toEqual(['GET /frame-page']);
});

test('a change of the hash is a navigation in the page', async () => {
  const { log } = await visit(`${server.origin}/a`, {
    script: "location.hash = 'x'",
    events: ['did-start-navigation', 'did-navigate-in-page', 'did-navigate', 'will-navigate'],
  });
  expect(names(log)).toEqual(['did-start-navigation', 'did-navigate-in-page']);
  expect(log[0]?.isSameDocument).toBe(true);
});
