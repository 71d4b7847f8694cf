import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiRig, startApiRig } from '../../../tests/support/api/api-rig';
import { type ApiServer, bearerOf, startApiServer } from '../../../tests/support/api/api-server';

/** An API that means no good, or is broken. What it may cost is the call, and nothing else. */

let api: ApiRig;
let other: ApiServer;
beforeAll(async () => {
  [api, other] = await Promise.all([startApiRig(), startApiServer()]);
});
beforeEach(() => {
  api.server.reset();
  other.reset();
});
afterAll(() => {
  api.close();
  other.close();
});

/** The API has noticed that nobody listens any more. */
const isCutOff = () => expect.poll(() => api.server.broken).toBe(1);

describe('SEC-16: a redirect is not followed', () => {
  it.each([300, 301, 302, 303, 307, 308])(
    'with status %i, to another origin or its own',
    async (status) => {
      for (const to of [`${other.origin}/`, '/elsewhere', '//evil.example', 'not an address']) {
        api.server.answer = (_, response) => response.writeHead(status, { location: to }).end('x');
        expect(await api.problem({ method: 'POST', body: 'secret' })).toBe('api-redirected');
      }
      expect(other.received).toEqual([]);
      expect(api.server.received).toHaveLength(4);
      api.server.reset();
    },
  );

  it.each([
    ['net::ERR_UNSAFE_REDIRECT', 'api-redirected'],
    ['net::ERR_INVALID_HTTP_RESPONSE', 'api-answer-invalid'],
  ])('knows Chromium’s %s', async (message, code) => {
    const electron = await startApiRig(['ann'], {}, () => Promise.reject(new Error(message)));
    expect(await electron.problem()).toBe(code);
    electron.close();
  });
});

describe('SEC-17: the size', () => {
  it('of an endless answer ends it at the limit', async () => {
    api.server.answer = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    };
    expect(await api.problem()).toBe('api-answer-too-large');
    await isCutOff();
  });

  it('that is announced as a gigabyte ends it before any of it is read', async () => {
    let written = 0;
    api.server.answer = (_, response) => {
      response.writeHead(200, { 'content-length': 1_000_000_000 }).flushHeaders();
      response.on('drain', () => written++);
    };
    expect(await api.problem()).toBe('api-answer-too-large');
    await isCutOff();
    expect(written).toBe(0);
  });

  it('counts after decompression, so that a small bomb does not go off', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    expect(bomb.byteLength).toBeLessThan(200_000);
    api.server.answer = (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    const before = process.memoryUsage().rss;
    expect(await api.problem()).toBe('api-answer-too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('of what is compressed is not taken for that of the answer', async () => {
    const body = gzipSync(Buffer.alloc(90_000));
    const headers = { 'content-encoding': 'gzip', 'content-length': body.byteLength };
    api.server.answer = (_, response) => response.writeHead(200, headers).end(body);
    expect(await api.text({ id: 'one' })).toHaveLength(90_000);
    expect(api.progress.at(-1)).toMatchObject({ id: 'one', toReceive: null });
  });

  it('may be the limit itself, and no byte more', async () => {
    const answerWith = (size: number, isAnnounced: boolean) => {
      api.server.answer = (_, response) => {
        if (isAnnounced) response.setHeader('content-length', size);
        else response.flushHeaders();
        response.end('x'.repeat(size));
      };
    };
    for (const isAnnounced of [true, false]) {
      answerWith(100_000, isAnnounced);
      expect(await api.text()).toHaveLength(100_000);
      answerWith(100_001, isAnnounced);
      expect(await api.problem()).toBe('api-answer-too-large');
    }
  });
});

describe('SEC-17: the time', () => {
  const beginsAndStops: ApiServer['answer'] = (_, response) => void response.write('{');

  it.each<[string, ApiServer['answer']]>([
    ['never begins', () => undefined],
    ['never ends', beginsAndStops],
  ])('of an answer that %s runs out', async (_, answer) => {
    api.server.answer = answer;
    const problem = api.problem();
    await expect.poll(() => api.server.received).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    api.rig.clock.advance(59_999);
    expect(api.server.broken).toBe(0);
    api.rig.clock.advance(1);
    expect(await problem).toBe('api-timeout');
    await isCutOff();
  });

  it('is that of the whole call: an answer a byte at a time runs out as well', async () => {
    api.server.answer = (_, response) => {
      const timer = setInterval(() => {
        response.write('x');
        api.rig.clock.advance(1_000);
      }, 1);
      response.on('close', () => clearInterval(timer));
    };
    expect(await api.problem()).toBe('api-timeout');
    await isCutOff();
  });
});

describe('what is no answer', () => {
  it('is told when it breaks off', async () => {
    api.server.answer = (_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half');
      setTimeout(() => response.destroy(), 10);
    };
    expect(await api.problem()).toBe('api-answer-invalid');
  });

  it('is told when it cannot be decompressed', async () => {
    api.server.answer = (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip');
    expect(await api.problem()).toBe('api-answer-invalid');
  });

  it('is told when it is no HTTP', async () => {
    const server: Server = createServer((socket) =>
      socket.on('data', () => socket.end('SSH-2.0\r\n')),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const odd = await startApiRig(['ann'], { origins: [origin] });
    expect(await odd.problem()).toBe('api-unreachable');
    odd.close();
    server.close();
  });

  it('is told, with the host, when nobody is there', async () => {
    const gone = await startApiServer();
    gone.close();
    const alone = await startApiRig(['ann'], { origins: [gone.origin] });
    const result = await alone.call();
    expect(result).toMatchObject({
      problem: {
        code: 'api-unreachable',
        message: expect.stringContaining(new URL(gone.origin).host),
      },
    });
    alone.close();
  });

  it.each(['net::ERR_CERT_AUTHORITY_INVALID', 'net::ERR_SSL_PROTOCOL_ERROR'])(
    'is told, and not as a matter of the network, at %s',
    async (message) => {
      const stack = async () => {
        throw new Error(message);
      };
      const insecure = await startApiRig(['ann'], {}, stack);
      expect(await insecure.problem()).toBe('api-certificate-invalid');
      insecure.close();
    },
  );
});

describe('SEC-43: an API that shows what it was sent', () => {
  it('in the body, has its answer withheld', async () => {
    api.server.answer = (request, response) => response.end(JSON.stringify(request.headers));
    const result = await api.call();
    expect(result).toMatchObject({ ok: false, problem: { code: 'api-answer-withheld' } });
    expect(JSON.stringify(result)).not.toContain(await api.rig.auth.accessToken());
  });

  it('in a header, has its answer withheld', async () => {
    api.server.answer = (request, response) =>
      response.setHeader('x-request-id', `for ${request.headers.authorization}`).end();
    expect(await api.problem()).toBe('api-answer-withheld');
  });

  it('of the token before it was renewed, has its answer withheld', async () => {
    const old = await api.rig.auth.accessToken();
    api.server.answer = (request, response) => {
      if (bearerOf(request) === old) response.writeHead(401);
      response.end(`once it was ${old}`);
    };
    expect(await api.problem()).toBe('api-answer-withheld');
  });

  it('of the token after it was renewed, has its answer withheld', async () => {
    const old = await api.rig.auth.accessToken();
    api.server.answer = (request, response) => {
      if (bearerOf(request) === old) response.writeHead(401);
      response.end(`now it is ${bearerOf(request)}`);
    };
    expect(await api.problem()).toBe('api-answer-withheld');
  });
});
