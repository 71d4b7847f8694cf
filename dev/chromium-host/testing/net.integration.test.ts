import { beforeAll, beforeEach, expect, test } from 'vitest';
import { closedOrigin, redirect, startLab } from './lab';

// Sources: https://www.electronjs.org/docs/latest/api/net, lib/browser/api/net-fetch.ts and
// lib/common/api/net-client-request.ts of Electron

const { app, server } = await startLab({
  '/hop': redirect('/end'),
  '/to-lab': redirect('lab-ui://app/text'),
  '/to-file': redirect('file:///etc/hostname'),
  '/loop': redirect('/loop'),
  '/end': (request, response) =>
    response.end(`${request.method} ${request.headers['x-test'] ?? ''}`),
  '/set': (_request, response) => {
    response.setHeader('set-cookie', ['a=1; Path=/', 'b=2; Path=/other']);
    response.end();
  },
  '/show': (request, response) => response.end(request.headers.cookie ?? 'none'),
  '/silent': (request) => request.socket.destroy(),
  '/slow': () => undefined,
  '/status': (_request, response) => response.writeHead(700).end(),
});

beforeEach(() => {
  server.requests.length = 0;
});
beforeAll(async () => {
  await app.evaluate(({ protocol }, origin) => {
    protocol.handle('lab-ui', ({ url }) => {
      const { pathname } = new URL(url);
      if (pathname === '/to-web') return Response.redirect(`${origin}/end`);
      if (pathname === '/to-file')
        return new Response(null, { status: 302, headers: { location: 'file:///etc/hostname' } });
      if (pathname === '/throws') throw new Error('handler');
      if (pathname === '/nothing') return undefined as unknown as Response;
      if (pathname === '/error') return Response.error();
      return new Response('text');
    });
  }, server.origin);
});

/** The text that `net.fetch` gets, or the message of the error that it rejects with. */
const fetched = (urls: string[], init?: { method?: string; redirect?: RequestRedirect }) =>
  app.evaluate(
    ({ net }, { urls, init }) =>
      Promise.all(
        urls.map((url) =>
          net.fetch(url, init).then(
            (response) => response.text(),
            (error: Error) => error.message,
          ),
        ),
      ),
    { urls, init },
  );

test('redirects are followed, also to and from a handler, and refused where they are unsafe', async () => {
  const { origin } = server;
  const texts = await fetched([
    `${origin}/hop`,
    `${origin}/to-lab`,
    'lab-ui://app/to-web',
    'lab-ui://app/to-file',
    `${origin}/to-file`,
    `${origin}/loop`,
  ]);
  expect(texts).toEqual([
    'GET ',
    'text',
    'GET ',
    'net::ERR_UNSAFE_REDIRECT',
    'net::ERR_UNSAFE_REDIRECT',
    'net::ERR_TOO_MANY_REDIRECTS',
  ]);
  expect(await fetched([`${origin}/hop`], { redirect: 'error' })).toEqual([
    "Attempted to redirect, but redirect policy was 'error'",
  ]);
});

test('bad answers of a handler, and bad URLs, fail by name', async () => {
  const urls = ['throws', 'nothing', 'error'].map((name) => `lab-ui://app/${name}`);
  expect(await fetched([...urls, 'nobody:x', 'file:///not/there', 'data:,text'])).toEqual([
    'net::ERR_UNEXPECTED',
    'net::ERR_UNEXPECTED',
    'net::ERR_FAILED',
    'net::ERR_UNKNOWN_URL_SCHEME',
    'net::ERR_FILE_NOT_FOUND',
    'text',
  ]);
});

test('net.fetch and session.fetch pass through webRequest of their session', async () => {
  const seen = await app.evaluate(async ({ session }, origin) => {
    const partition = session.fromPartition('net filtered');
    const asked: string[] = [];
    partition.webRequest.onBeforeRequest(({ url }, callback) => {
      asked.push(new URL(url).pathname);
      if (url.endsWith('/blocked')) callback({ cancel: true });
      else if (url.endsWith('/moved')) callback({ redirectURL: `${origin}/end` });
      else callback({});
    });
    partition.webRequest.onBeforeSendHeaders(({ requestHeaders }, callback) =>
      callback({ requestHeaders: { ...requestHeaders, 'X-Test': 'added' } }),
    );
    partition.webRequest.onHeadersReceived(({ responseHeaders }, callback) =>
      callback({ responseHeaders: { ...responseHeaders, 'x-answer': ['added'] } }),
    );
    const moved = await partition.fetch(`${origin}/moved`);
    const blocked = await lab.failure(partition.fetch(`${origin}/blocked`));
    return {
      asked,
      text: await moved.text(),
      header: moved.headers.get('x-answer'),
      blocked: blocked?.message,
    };
  }, server.origin);
  expect(seen).toEqual({
    asked: ['/moved', '/end', '/blocked'],
    text: 'GET added',
    header: 'added',
    blocked: 'net::ERR_BLOCKED_BY_CLIENT',
  });
  expect(server.requests).toEqual(['GET /end']);
});

test('session.fetch sends and keeps cookies, unless told to omit them', async () => {
  const texts = await app.evaluate(async ({ session }, origin) => {
    const partition = session.fromPartition('net cookies');
    await partition.fetch(`${origin}/set`);
    const text = async (init?: RequestInit) =>
      (await partition.fetch(`${origin}/show`, init)).text();
    return [await text(), await text({ credentials: 'omit' })];
  }, server.origin);
  expect(texts).toEqual(['a=1', 'none']);
});

test('a signal ends a fetch with its reason', async () => {
  const messages = await app.evaluate(async ({ net }, url) => {
    const message = (promise: Promise<unknown>) => lab.failure(promise).then((e) => e?.message);
    const controller = new AbortController();
    const late = message(net.fetch(url, { signal: controller.signal }));
    setTimeout(() => controller.abort(new Error('enough')), 50);
    return [
      await message(net.fetch(url, { signal: AbortSignal.abort(new Error('early')) })),
      await late,
    ];
  }, `${server.origin}/slow`);
  expect(messages).toEqual(['early', 'enough']);
});

test("failures of net.request carry Chromium's names", async () => {
  const closed = await closedOrigin();
  const messages = await app.evaluate(
    ({ net }, urls) =>
      Promise.all(
        urls.map(
          (url) =>
            new Promise<string>((resolve) => {
              const request = net.request(url);
              request.on('error', ({ message }) => resolve(message));
              request.end();
            }),
        ),
      ),
    [closed, `${server.origin}/silent`, 'http://name.invalid/'],
  );
  expect(messages).toEqual([
    'net::ERR_CONNECTION_REFUSED',
    'net::ERR_EMPTY_RESPONSE',
    'net::ERR_NAME_NOT_RESOLVED',
  ]);
});

test("a request's close comes before its response, since a stream ends when it is written", async () => {
  const events = await app.evaluate(
    ({ net }, url) =>
      new Promise<string[]>((resolve) => {
        const request = net.request({ url, redirect: 'manual' });
        const log = lab.record(request, ['finish', 'close', 'redirect', 'response']);
        request.on('redirect', () => request.followRedirect());
        request.on('response', (response) => {
          response.on('end', () => resolve(log.map(({ name }) => name)));
          response.on('data', () => undefined);
        });
        request.end();
      }),
    `${server.origin}/hop`,
  );
  expect(events).toEqual(['finish', 'close', 'redirect', 'response']);
});

test('a response that Response refuses is thrown where nobody catches it', async () => {
  const message = await app.evaluate(
    ({ net }, url) =>
      new Promise<string>((resolve) => {
        process.once('uncaughtException', (error) => resolve(error.name));
        void net.fetch(url).then(
          () => resolve('resolved'),
          () => resolve('rejected'),
        );
      }),
    `${server.origin}/status`,
  );
  expect(message).toBe('RangeError');
});

test('what net.request refuses', async () => {
  const messages = await app.evaluate(({ net }) => {
    const message = (use: () => unknown): string => {
      try {
        use();
        return 'no error';
      } catch (error) {
        return (error as Error).message;
      }
    };
    return [
      message(() => net.request('lab-ui://app/')),
      message(() => net.request({ url: 'http://a.example', redirect: 'x' as 'follow' })),
      message(() => net.request({ url: 'http://a.example', headers: { 'a b': 'c' } })),
    ];
  });
  expect(messages).toEqual([
    'ClientRequest only supports http: and https: protocols',
    'redirect mode should be one of follow, error or manual',
    "Invalid header name: 'a b'",
  ]);
});
