import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../../tests/support/auth/fakes';
import { AppError } from '../../problems/app-error';
import { BusyServer, limitedFetch, maxBodyBytes } from './limited-fetch';

let server: Server | null = null;
beforeEach(() => {
  clock = new ManualClock();
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/path?secret=1`;
}

let clock = new ManualClock();
const init = { method: 'GET', body: undefined, headers: {}, redirect: 'manual' } as const;

function get(url: string, signal = new AbortController().signal, fetchWith = fetch) {
  return limitedFetch({ fetch: fetchWith, clock, signal })(url, init);
}

describe('limitedFetch', () => {
  it('hands over status, headers and body', async () => {
    const url = await serve((_, response) =>
      response.writeHead(400, { 'x-a': 'b' }).end('{"a":1}'),
    );
    const response = await get(url);
    expect([response.status, response.headers.get('x-a'), await response.json()]).toEqual([
      400,
      'b',
      { a: 1 },
    ]);
  });

  it('hands over an answer without a body', async () => {
    const url = await serve((_, response) => response.writeHead(204).end());
    const response = await get(url);
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  it('SEC-16: takes nothing for an answer that leads elsewhere, however fetch tells of it', async () => {
    const url = await serve((_, response) => response.writeHead(300).end('choose'));
    await expect(get(url)).rejects.toMatchObject({ code: 'provider-invalid-response' });
    const opaque = Object.defineProperty(new Response('{}'), 'type', { value: 'opaqueredirect' });
    await expect(get(url, undefined, async () => opaque)).rejects.toMatchObject({
      code: 'provider-invalid-response',
    });
  });

  it('SEC-16: follows no redirect', async () => {
    const paths: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    await expect(get(url)).rejects.toMatchObject({ code: 'provider-invalid-response' });
    expect(paths).toEqual(['/path?secret=1']);
  });

  it.each([
    ['the same origin', '/elsewhere', 3, ['/path?secret=1', '/elsewhere']],
    ['another origin', 'http://127.0.0.2:1/', 3, ['/path?secret=1']],
    ['the same origin too often', '/path?secret=1', 2, Array(3).fill('/path?secret=1')],
    ['nowhere', undefined, 3, ['/path?secret=1']],
  ])(
    'SEC-16: with redirects allowed, follows one to %s',
    async (_, location, redirects, expected) => {
      const paths: (string | undefined)[] = [];
      const url = await serve((request, response) => {
        paths.push(request.url);
        if (request.url === '/elsewhere') response.end('there');
        else response.writeHead(302, location === undefined ? {} : { location }).end();
      });
      const { signal } = new AbortController();
      const outcome = limitedFetch({ fetch, clock, signal, redirects })(url, init).then(
        (response) => response.text(),
        (error: unknown) => AppError.from(error).code,
      );
      expect(await outcome).toBe(
        expected.includes('/elsewhere') ? 'there' : 'provider-invalid-response',
      );
      expect(paths).toEqual(expected);
    },
  );

  it.each([
    ['{"a":null,"b":"","c":[{"d":null,"e":0}],"f":false}', '{"c":[{"e":0}],"f":false}'],
    ['\ufeff{"a":null}', '{}'],
    ['not {"a":null}', 'not {"a":null}'],
    ['null', 'null'],
  ])('removes what is empty from JSON: %s', async (sent, read) => {
    const url = await serve((_, response) => response.end(sent));
    expect(await (await get(url)).text()).toBe(read);
  });

  it('SEC-17: reads no more than a megabyte', async () => {
    let sent = 0;
    const url = await serve((_, response) => {
      const chunk = Buffer.alloc(65_536);
      const more = () => {
        while (!response.destroyed && sent < maxBodyBytes * 50) {
          sent += chunk.length;
          if (!response.write(chunk)) return response.once('drain', more);
        }
        return response.end();
      };
      more();
    });
    const outcome = await get(url).then(() => 'read', AppError.from);
    expect(outcome).toMatchObject({ code: 'provider-invalid-response' });
    expect(sent).toBeLessThan(maxBodyBytes * 50);
  });

  it('SEC-17: reads a whole megabyte', async () => {
    const url = await serve((_, response) => response.end(Buffer.alloc(maxBodyBytes)));
    expect((await (await get(url)).arrayBuffer()).byteLength).toBe(maxBodyBytes);
  });

  it.each([
    ['silence', () => {}],
    ['a body that never ends', (response: { write(text: string): void }) => response.write('{')],
  ])('SEC-17: %s ends after ten seconds', async (_, answer) => {
    let asked = () => {};
    const arrived = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const url = await serve((_request, response) => {
      answer(response);
      asked();
    });
    const pending = get(url).catch((error: unknown) => error);
    await arrived;
    await new Promise((resolve) => setTimeout(resolve, 50));
    clock.advance(10_000);
    expect(await pending).toMatchObject({
      code: 'provider-timeout',
      message: expect.stringContaining('127.0.0.1'),
    });
    expect(clock.pending).toEqual([]);
  });

  it('SEC-17: ends with the reason of the signal', async () => {
    const url = await serve(() => {});
    const controller = new AbortController();
    const reason = new Error('whatever the caller says');
    setTimeout(() => controller.abort(reason), 20);
    await expect(get(url, controller.signal)).rejects.toBe(reason);
  });

  it('SEC-17: ends even while a body is read that does not listen to the signal', async () => {
    const deaf = async () => new Response(new ReadableStream({ start() {} }));
    const controller = new AbortController();
    setTimeout(() => controller.abort(new AppError('cancelled')), 20);
    const pending = get('https://a.example/', controller.signal, deaf);
    await expect(pending).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each([
    ['seconds', () => '5', 5_000],
    ['a date', () => new Date(clock.now() + 60_000).toUTCString(), 60_000],
    ['no time', () => '0', 0],
    ['a date that is over', () => new Date(clock.now() - 60_000).toUTCString(), null],
    ['a word', () => 'soon', null],
  ])('remembers %s in Retry-After', async (_, header, expected) => {
    const value = header();
    const url = await serve((_, response) =>
      response.writeHead(503, { 'retry-after': value }).end(),
    );
    const error: unknown = await get(url).catch((thrown: unknown) => thrown);
    if (!(error instanceof AppError) || !(error.cause instanceof BusyServer)) throw error;
    expect(error.cause).toMatchObject({ name: 'BusyServer', message: 'status 503' });
    const { retryAfterMs } = error.cause;
    // an HTTP date has whole seconds
    if (expected === null || retryAfterMs === null) expect(retryAfterMs).toBe(expected);
    else expect(Math.abs(retryAfterMs - expected)).toBeLessThan(2_000);
  });

  it('tells no connection, no name, a bad certificate and no answer apart', async () => {
    await expect(get('http://127.0.0.1:1/')).rejects.toMatchObject({
      code: 'provider-unreachable',
      message: expect.stringContaining('127.0.0.1:1'),
    });
    await expect(get('http://no-such-host.invalid/')).rejects.toMatchObject({
      code: 'provider-unreachable',
    });
  });

  it.each([
    ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate-invalid'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'certificate-invalid'],
    ['net::ERR_TIMED_OUT', 'provider-timeout'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'provider-timeout'],
    ['net::ERR_INTERNET_DISCONNECTED', 'provider-unreachable'],
    ['net::ERR_NAME_NOT_RESOLVED', 'provider-unreachable'],
    ['net::ERR_UNSAFE_REDIRECT', 'provider-invalid-response'],
    ['net::ERR_INVALID_HTTP_RESPONSE', 'provider-invalid-response'],
  ])("understands Electron's %s", async (message, code) => {
    const failing = () => Promise.reject(new Error(message));
    await expect(get('https://a.example/', undefined, failing)).rejects.toMatchObject({ code });
  });

  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-invalid'],
    ['CERT_HAS_EXPIRED', 'certificate-invalid'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-invalid'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-invalid'],
    ['UND_ERR_CONNECT_TIMEOUT', 'provider-timeout'],
    ['ETIMEDOUT', 'provider-timeout'],
    ['EAI_AGAIN', 'provider-unreachable'],
    ['ECONNRESET', 'provider-unreachable'],
  ])("understands Node's %s", async (nodeCode, code) => {
    const cause = Object.assign(new Error('inner'), { code: nodeCode });
    const failing = () => Promise.reject(new TypeError('fetch failed', { cause }));
    await expect(get('https://a.example/', undefined, failing)).rejects.toMatchObject({ code });
  });
});
