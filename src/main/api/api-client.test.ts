import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiRig, startApiRig } from '../../../tests/support/api/api-rig';
import { bearerOf } from '../../../tests/support/api/api-server';
import type { ApiRequest } from '../../shared/api-call';

let api: ApiRig;
beforeAll(async () => {
  api = await startApiRig();
});
beforeEach(() => api.server.reset());
afterAll(() => api.close());

/** Headers that the page can't send. */
const notSent: readonly Record<string, string>[] = [
  { Authorization: 'Bearer other' },
  { 'authorization ': 'a' },
  { 'proxy-authorization': 'x' },
  { COOKIE: 'a=b' },
  { Host: 'evil.example' },
  { 'Content-Length': '3' },
  { 'Transfer-Encoding': 'chunked' },
  { 'Sec-Fetch-Site': 'same-origin' },
  // What some servers take for the sender, the method, the path or the user.
  { 'X-Forwarded-For': '10.0.0.1' },
  { X_Forwarded_For: '10.0.0.1' },
  { 'x-real-ip': '10.0.0.1' },
  { 'X-HTTP-Method-Override': 'TRACE' },
  { X_HTTP_Method_Override: 'TRACE' },
  { 'X-Original-URL': '/admin' },
  { 'X-Rewrite-URL': '/admin' },
  { 'X-Amzn-Oidc-Identity': 'root' },
  { 'X-Of-My-Own': '' },
  { 'x-request-id': 'a\r\nauthorization: b' },
  { 'x-request-id': 'ä' },
  { 'x request id': 'a' },
  { '': 'a' },
  // Parts that end within a token.
  { Range: 'bytes=0-100' },
  { Range: 'bytes=0-65534' },
  { Range: 'bytes=-100' },
  { Range: 'bytes=0-0,1-70000' },
  { Range: 'bytes=9-3' },
];

describe('a call', () => {
  it('SEC-44: carries the access token of the account in use, attached in the main process', async () => {
    expect(await api.text({ path: '/me?all=1' })).toBe('{}');
    const [received] = api.server.received;
    expect(received).toMatchObject({ method: 'GET', url: '/me?all=1', body: '' });
    expect(received && bearerOf(received)).toBe(await api.rig.auth.accessToken());
  });

  it('sends a text as it is, and says what it is', async () => {
    const headers = { 'Content-Type': 'application/json', 'X-Request-Id': 'one' };
    await api.text({ method: 'POST', body: '{"a":"ä"}', headers });
    await api.text({ method: 'PUT', body: 'plain' });
    await api.text({ method: 'PATCH', body: new Uint8Array([104, 105]) });
    await api.text({ method: 'DELETE' });
    expect(api.server.received).toMatchObject([
      {
        method: 'POST',
        body: '{"a":"ä"}',
        headers: { 'content-type': 'application/json', 'x-request-id': 'one' },
      },
      { method: 'PUT', headers: { 'content-type': 'text/plain;charset=UTF-8' } },
      { method: 'PATCH', body: 'hi', headers: { 'content-type': 'application/octet-stream' } },
      { method: 'DELETE', body: '' },
    ]);
    expect(api.server.received[0]?.headers).toHaveProperty('content-length', '10');
  });

  it('sends no cookie, and keeps none', async () => {
    api.server.answer = (_, response) =>
      response.setHeader('Set-Cookie', 'session=secret').end('{}');
    await api.call();
    await api.call();
    expect(api.server.received[1]?.headers).not.toHaveProperty('cookie');
  });

  it('hands over status, body and the headers that a page may see', async () => {
    api.server.answer = (_, response) =>
      response
        .writeHead(404, {
          'content-type': 'application/json',
          'x-request-id': 'one',
          'set-cookie': ['a=1', 'b=2'],
          'x-internal': 'secret',
          server: 'secret',
          'www-authenticate': 'Basic realm="secret"',
        })
        .end('{"message":"nothing here"}');
    const result = await api.call({ path: '/nothing' });
    if (!result.ok) throw new Error(result.problem.code);
    const { status, headers, body } = result.answer;
    expect(status).toBe(404);
    expect(new TextDecoder().decode(body)).toBe('{"message":"nothing here"}');
    expect(headers).toEqual({
      'content-type': 'application/json',
      'x-request-id': 'one',
      date: expect.any(String),
    });
  });

  it('hands over bytes as they are', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    api.server.answer = (_, response) => response.end(bytes);
    const result = await api.call();
    expect(result).toMatchObject({ ok: true, answer: { body: bytes } });
  });

  it('SEC-43: hands over no more memory than the answer has', async () => {
    const result = await api.call();
    if (!result.ok) throw new Error(result.problem.code);
    expect(result.answer.body.buffer.byteLength).toBe(2);
  });

  it('may be a HEAD, whose length is that of another answer', async () => {
    api.server.answer = (_, response) => response.setHeader('content-length', 10_000_000).end();
    expect(await api.text({ method: 'HEAD' })).toBe('');
  });

  it('takes an answer without a body, and one that has not changed', async () => {
    for (const status of [204, 304]) {
      api.server.answer = (_, response) => response.writeHead(status).end();
      expect(await api.call()).toMatchObject({ ok: true, answer: { status } });
    }
  });
});

describe('SEC-44: what is refused, before anything is sent', () => {
  it.each<[string, Partial<ApiRequest>]>([
    ['path', { path: 'orders' }],
    ['path', { path: '' }],
    ['path', { path: '//evil.example/orders' }],
    ['path', { path: '/\\evil.example' }],
    ['path', { path: '\\\\evil.example' }],
    ['path', { path: '@evil.example' }],
    ['path', { path: ':80@evil.example' }],
    ['path', { path: 'https://evil.example/' }],
    ['path', { path: '/a\tb' }],
    ['path', { path: '/\n/evil.example' }],
    ['path', { path: '/a b' }],
    ['path', { path: '/a#b' }],
    ['origin', { origin: 'https://evil.example' }],
    ['origin', { origin: 'http://localhost' }],
    ['origin', { origin: '' }],
    ...notSent.map((headers): [string, Partial<ApiRequest>] => ['headers', { headers }]),
    ['body', { method: 'GET', body: '{}' }],
    ['body', { method: 'HEAD', body: new Uint8Array(1) }],
  ])('%s: %j', async (part, request) => {
    const result = await api.call(request);
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'api-call-invalid', message: expect.stringContaining(`its ${part} is`) },
    });
    expect(api.server.received).toEqual([]);
    expect(api.rig.log.lines.at(-1)).toBe('api.failed {"code":"api-call-invalid"}');
  });

  it.each(['bytes=0-65535', 'bytes=100-', 'bytes=100-65635'])(
    'but not the range %s',
    async (Range) => {
      expect(await api.text({ headers: { Range } })).toBe('{}');
      expect(api.server.received[0]?.headers).toHaveProperty('range', Range);
    },
  );

  it.each([
    '/users/ann@example.com',
    '/a//b',
    '/ä/😀',
    '/%2e%2e/%2F',
    '/?next=//evil.example',
    '/@evil.example',
  ])('but not %s, which stays with the API', async (path) => {
    expect(await api.text({ path })).toBe('{}');
    expect(api.server.received).toHaveLength(1);
  });

  it('a body above the limit, and not one that is just as large', async () => {
    expect(await api.problem({ method: 'POST', body: 'x'.repeat(100_001) })).toBe(
      'api-call-too-large',
    );
    // Counted in bytes, as it is sent.
    const umlauts = { method: 'POST', body: 'ä'.repeat(50_001) } as const;
    expect(await api.problem(umlauts)).toBe('api-call-too-large');
    expect(api.server.received).toEqual([]);
    expect(await api.text({ method: 'POST', body: 'x'.repeat(100_000) })).toBe('{}');
  });
});

describe('several APIs', () => {
  it('are told apart by origin, and the first is the usual one', async () => {
    const other = await startApiRig();
    const origins = [api.server.origin, other.server.origin];
    const both = await startApiRig(['ann'], { origins });
    await both.text({ path: '/first' });
    await both.text({ path: '/other', origin: other.server.origin });
    expect(api.server.received.map(({ url }) => url)).toEqual(['/first']);
    expect(other.server.received.map(({ url }) => url)).toEqual(['/other']);
    both.close();
    other.close();
  });

  it('there may be none', async () => {
    const none = await startApiRig(['ann'], { origins: [] });
    expect(await none.problem()).toBe('api-not-configured');
    expect(await none.problem({ origin: none.server.origin })).toBe('api-not-configured');
    none.close();
  });
});
