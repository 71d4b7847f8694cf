import { beforeAll, expect, test } from 'vitest';
import { closedOrigin, html, startLab } from './lab';

// Sources: https://www.electronjs.org/docs/latest/api/protocol and …/api/net

const { app, server } = await startLab({
  '/show': (request, response) => response.end(request.headers.cookie ?? 'none'),
  '/to-ui': (_request, response) => {
    response.writeHead(302, { location: 'lab-ui://app/redirected' });
    response.end();
  },
  '/link-to-ui': html('<a href="lab-ui://app/linked">x</a>'),
});

beforeAll(async () => {
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

test('bodies in memory reach a handler, and a streamed one fails loudly', async () => {
  let errors = '';
  app.process().stderr?.on('data', (text) => {
    errors += String(text);
  });
  const texts = await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL('lab-ui://app/');
    const texts: unknown = await window.webContents.executeJavaScript(`(() => {
      const post = (body) => fetch('/echo', { method: 'POST', body, duplex: 'half' })
        .then((response) => response.text(), (error) => error.name);
      const stream = new ReadableStream({ start: (controller) => {
        controller.enqueue(new TextEncoder().encode('c'));
        controller.close();
      } });
      return Promise.all([post(new Blob(['a'])), post(new TextEncoder().encode('b')), post(stream)]);
    })()`);
    window.destroy();
    return texts;
  });
  expect(texts).toEqual(['POST a', 'POST b', 'TypeError']);
  await expect
    .poll(() => errors)
    .toContain('POST of a stream or file to lab-ui://app/echo is not implemented');
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
    failure: 'ERR_FAILED',
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

test('URLs of a standard scheme are normalised, others stay as they are', async () => {
  const texts = await app.evaluate(async ({ net, session }) => {
    const { protocol } = session.defaultSession;
    for (const scheme of ['bare-ui', 'not-standard'])
      protocol.handle(scheme, ({ url }) => new Response(url));
    const urls = [
      ...['bare-ui://Foo', 'bare-ui:///foo', 'bare-ui://foo:1234/a/../b', 'bare-ui://'],
      ...['not-standard://Foo', 'not-standard:///foo', 'not-standard://', 'not-standard://a/:30'],
    ];
    return Promise.all(
      urls.map((url) =>
        net.fetch(url).then(
          (response) => response.text(),
          (error: Error) => error.message,
        ),
      ),
    );
  });
  expect(texts).toEqual([
    ...['bare-ui://foo/', 'bare-ui://foo/', 'bare-ui://foo/b', 'Invalid URL'],
    ...['not-standard://Foo', 'not-standard:///foo', 'not-standard://', 'not-standard://a/:30'],
  ]);
});

test('handlers read streamed bodies, and answer with streams and with what is like a Response', async () => {
  const seen = await app.evaluate(async ({ BrowserWindow, net, protocol }) => {
    const stream = (...parts: string[]) =>
      new ReadableStream({
        async start(controller) {
          for (const part of parts) {
            controller.enqueue(new TextEncoder().encode(part));
            await lab.wait(10);
          }
          controller.close();
        },
      });
    protocol.handle('streams', async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/echo') return new Response(request.body);
      if (pathname === '/like') {
        const headers = { 'content-type': 'text/plain' };
        return { status: 201, headers, body: stream('li', 'ke') } as unknown as Response;
      }
      if (pathname === '/unlike') return { status: '200' } as unknown as Response;
      return new Response(stream('<title>', 'st', 'ream</title>'), {
        headers: { 'content-type': 'text/html' },
      });
    });
    const init = { method: 'POST', body: stream('a', 'b'), duplex: 'half' } as RequestInit;
    const echoed = await net.fetch('streams://x/echo', init).then((r) => r.text());
    const like = await net.fetch('streams://x/like');
    const unlike = await lab.failure(net.fetch('streams://x/unlike'));
    const window = new BrowserWindow({ show: false });
    await window.loadURL('streams://x/page');
    const title = await window.webContents.executeJavaScript('document.title');
    const bytes = (text: string) => ({ type: 'rawData' as const, bytes: Buffer.from(text) });
    await window.loadURL('streams://x/echo', { postData: [bytes('<p>a'), bytes('b')] });
    const posted = await window.webContents.executeJavaScript('document.body.textContent');
    window.destroy();
    return [echoed, like.status, await like.text(), unlike?.message, title, posted];
  });
  expect(seen).toEqual(['ab', 201, 'like', 'net::ERR_UNEXPECTED', 'stream', 'ab']);
});
