import { EventEmitter } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Net } from 'electron';
import { afterEach, describe, expect, it } from 'vitest';
import { net } from '../../../tests/support/electron/net-request';
import { createProviderFetch } from './net-fetch';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/`;
}

const fetch = createProviderFetch(net);

describe('a fetch through net.request', () => {
  it('sends method, headers and body, and returns status, headers and body', async () => {
    const url = await serve(async (request, response) => {
      const body = await new Response(request as never).text();
      response.writeHead(201, { 'x-two': ['a', 'b'], 'set-cookie': ['c=1', 'd=2'] });
      response.end(`${request.method} ${request.headers['content-type']} ${body}`);
    });
    const body = new URLSearchParams({ grant_type: 'refresh_token' });
    const response = await fetch(url, { method: 'POST', body });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-two')).toBe('a, b');
    expect(response.headers.getSetCookie()).toEqual(['c=1', 'd=2']);
    expect(await response.text()).toBe(
      'POST application/x-www-form-urlencoded;charset=UTF-8 grant_type=refresh_token',
    );
  });

  it.each([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
  ])('%s with status %d has no body', async (method, status) => {
    const url = await serve((_, response) => response.writeHead(status).end());
    const response = await fetch(url, { method });
    expect([response.status, response.body]).toEqual([status, null]);
  });

  it('SEC-16: returns a redirect and does not follow it', async () => {
    const paths: (string | undefined)[] = [];
    const url = await serve(({ url: path }, response) => {
      paths.push(path);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    const { status, headers } = await fetch(url, { method: 'POST', body: 'secret' });
    expect([status, headers.get('location')]).toEqual([307, `${url}elsewhere`]);
    expect(paths).toEqual(['/']);
  });

  it.each([600, 799, 999])('rejects a response with status %d', async (status) => {
    const url = await serve((_, response) => response.writeHead(status).end());
    await expect(fetch(url)).rejects.toThrow('net::ERR_INVALID_HTTP_RESPONSE');
  });

  it('rejects when nobody listens, and when the body breaks off', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 9 });
      response.write('x', () => response.destroy());
    });
    await expect((await fetch(url)).text()).rejects.toThrow();
    server?.close();
    await expect(fetch(url)).rejects.toThrow();
  });

  it.each(['before the request', 'before the response', 'during the body'])(
    'ends when its signal aborts %s',
    async (when) => {
      const abort = new AbortController();
      let isClosed = false;
      const url = await serve((request, response) => {
        request.once('close', () => {
          isClosed = true;
        });
        if (when === 'during the body') response.write('x');
        setTimeout(() => abort.abort(new Error('enough')), 20);
      });
      if (when === 'before the request') abort.abort(new Error('enough'));
      const result = fetch(url, { signal: abort.signal });
      if (when === 'during the body') {
        await expect((await result).text()).rejects.toThrow();
      } else {
        await expect(result).rejects.toThrow('enough');
      }
      if (when !== 'before the request') await expect.poll(() => isClosed).toBe(true);
    },
  );
});

/** A `net` whose requests emit one event, and the options of the last one. */
function fakeNet(event: string, ...args: unknown[]) {
  const made: object[] = [];
  const request = (options: object) => {
    made.push(options);
    const end = () => setImmediate(() => emitter.emit(event, ...args));
    const emitter = Object.assign(new EventEmitter(), { end, write() {}, abort() {} });
    return emitter;
  };
  return { made, net: { request } as unknown as Pick<Net, 'request'> };
}

const message = (headers: object) =>
  Object.assign(new EventEmitter(), { statusCode: 204, headers, resume() {} });

it('never follows a redirect, keeps a cookie or writes to a cache, whatever is asked (SEC-16, SEC-51)', async () => {
  const fake = fakeNet('response', message({}));
  const init = { credentials: 'include', cache: 'default' } as const;
  await createProviderFetch(fake.net)(new URL('https://pool.example/oauth2/token'), init);
  expect(fake.made).toEqual([
    {
      url: 'https://pool.example/oauth2/token',
      method: 'GET',
      headers: {},
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
    },
  ]);
});

it('takes a header that Electron decoded as UTF-8', async () => {
  const fake = fakeNet('response', message({ server: 'Łódź' }));
  const response = await createProviderFetch(fake.net)('https://pool.example/');
  const bytes = Buffer.from(response.headers.get('server') ?? '', 'latin1');
  expect(bytes.toString('utf8')).toBe('Łódź');
});

it('rejects a header that fetch does not accept', async () => {
  const fake = fakeNet('response', message({ 'x y': 'z' }));
  const response = createProviderFetch(fake.net)('https://pool.example/');
  await expect(response).rejects.toThrow('net::ERR_INVALID_HTTP_RESPONSE');
});

it('rejects when the request is aborted by something else', async () => {
  const response = createProviderFetch(fakeNet('abort').net)('https://pool.example/');
  await expect(response).rejects.toThrow('net::ERR_ABORTED');
});
