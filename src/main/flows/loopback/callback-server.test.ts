import { freePorts } from '@repo/local-user-pool/testing/free-ports';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { recordingLog } from '../../../../tests/support/electron/recording-log';
import { eventually } from '../../../../tests/support/eventually';
import { ask } from '../../../../tests/support/loopback/ask';
import { isOpen, occupy } from '../../../../tests/support/loopback/ports';
import { type CallbackServerOptions, startCallbackServer } from './callback-server';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function setUp(options: Partial<CallbackServerOptions> = {}) {
  const [port = 0, other = 0] = await freePorts(2);
  const redirectUris = [port, other].map((each) => `http://localhost:${each}/callback`);
  const judged: string[] = [];
  const log = recordingLog();
  const start = async () => {
    const server = await startCallbackServer({
      redirectUris,
      judge(url) {
        judged.push(url);
        return url.includes('state=ours') ? 'answered' : null;
      },
      locale: 'en',
      log,
      ...options,
    });
    closers.push(() => server.close());
    return server;
  };
  return { port, other, judged, log, start };
}

const ports = (...numbers: number[]) =>
  Promise.all(numbers.flatMap((port) => ['127.0.0.1', '::1'].map((host) => isOpen(port, host))));

describe('SEC-22: the answer of a sign-in', () => {
  it('is taken once; the browser is sent to a page without the code, and then all is closed', async () => {
    const { port, start } = await setUp();
    const server = await start();
    const url = `${server.redirectUri}?code=the-code&state=ours`;
    const first = await ask(url);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/callback/done');
    expect(first.body).toBe('');
    expect(await server.callback).toBe(url);
    expect(await ports(port)).toEqual([true, true]);

    const page = await ask(`http://localhost:${port}/callback/done`);
    expect(page.status).toBe(200);
    expect(page.body).toContain('You are done here');
    await eventually(async () => expect(await ports(port)).toEqual([false, false]));
  });

  it('comes to either address of localhost', async () => {
    const { port, judged, start } = await setUp();
    await start();
    for (const hostname of ['127.0.0.1', '[::1]']) {
      const headers = { host: `localhost:${port}` };
      const { status } = await ask(`http://${hostname}:${port}/callback?state=x`, { headers });
      expect(status).toBe(400);
    }
    expect(judged).toHaveLength(2);
  });

  it('is not waited for any more when it is there: a second one is nobody’s', async () => {
    const { judged, start } = await setUp();
    const server = await start();
    await ask(`${server.redirectUri}?code=a&state=ours`);
    const second = await ask(`${server.redirectUri}?code=b&state=ours`);
    expect(second.status).toBe(400);
    expect(judged).toHaveLength(1);
    expect(await server.callback).toContain('code=a');
  });

  it('is waited for when something else comes first, which gets a page of its own (SEC-6)', async () => {
    const refused: string[] = [];
    const { port, judged, log, start } = await setUp({
      onRefused: (reason) => void refused.push(reason),
    });
    const server = await start();
    const origin = `http://localhost:${port}`;
    const strays = [
      await ask(`${origin}/favicon.ico`),
      await ask(`${origin}/callback/done`),
      await ask(`${origin}/callback?state=ours`, { method: 'POST' }),
      await ask(`${origin}/callback?state=ours`, { headers: { host: 'evil.example' } }),
      await ask(`${origin}/callback?state=ours`, { headers: { 'sec-fetch-dest': 'image' } }),
      await ask(`${origin}/callback?state=ours&x=${'x'.repeat(17_000)}`),
    ];
    expect(strays.map(({ status }) => status)).toEqual([404, 404, 405, 421, 403, 414]);
    for (const { headers, body } of strays) {
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(body).toContain('Nothing is waiting for this');
    }
    // Those that may have been the response; a page of somebody else's can ask in the background.
    expect(refused).toEqual([
      expect.stringContaining('method'),
      expect.stringContaining('host name'),
      expect.stringContaining('too long'),
    ]);
    const logged = log.lines.filter(({ event }) => event === 'loopback.refused');
    expect(logged.map(({ fields }) => fields.status)).toEqual([404, 404, 405, 421, 403, 414]);
    await ask(`${server.redirectUri}/?code=a&state=ours`);
    expect(refused).toHaveLength(4);
    expect(refused[3]).toContain('path');
    expect(judged).toEqual([]);
    const forged = await ask(`${server.redirectUri}?code=evil&state=forged`);
    expect(forged.status).toBe(400);
    expect(forged.body).toContain('Nothing is waiting for this');
    await ask(`${server.redirectUri}?code=a&state=ours`);
    expect(await server.callback).toContain('code=a');
  });

  it('is refused with headers that are too large, and goes on being waited for', async () => {
    const onRefused = vi.fn();
    const { start } = await setUp({ onRefused });
    const server = await start();
    const headers = { cookie: 'x'.repeat(70_000) };
    const tooLarge = await ask(`${server.redirectUri}?state=ours`, { headers });
    expect(tooLarge.status).toBe(431);
    expect(tooLarge.body).toContain('Nothing is waiting for this');
    expect(tooLarge.headers['cache-control']).toBe('no-store');
    expect(onRefused).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('cookies'));
    const many = { cookie: 'x'.repeat(30_000) };
    expect((await ask(`${server.redirectUri}?state=ours`, { headers: many })).status).toBe(303);
  });
});

it('SEC-22: whatever is answered is kept nowhere, and has nothing of the query in it', async () => {
  const { port, start } = await setUp();
  const server = await start();
  const query = 'code=s3cret-code&error=<script>&error_description=words&state=';
  const answers = [
    await ask(`${server.redirectUri}?${query}stranger`),
    await ask(`http://localhost:${port}/s3cret-path?${query}`),
    await ask(`${server.redirectUri}?${query}ours`),
    await ask(`http://localhost:${port}/callback/done?${query}`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 404, 303, 200]);
  for (const { headers, body } of answers) {
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      connection: 'close',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(JSON.stringify(headers) + body).not.toMatch(/s3cret|words|<script/);
  }
});

it('the page is in the language of the browser, and tells of a refusal', async () => {
  const { port, start } = await setUp({ judge: () => 'refused' });
  const server = await start();
  await ask(`${server.redirectUri}?error=access_denied&state=ours`);
  const headers = { 'accept-language': 'fr-CA,fr;q=0.9' };
  const page = await ask(`http://localhost:${port}/callback/done`, { headers });
  expect(page.body).toContain('lang="fr"');
  expect(page.body).toContain('Vous n’êtes pas connecté');
});

describe('SEC-23: the ports', () => {
  it('are tried in order, and one with a stranger at either address is passed over', async () => {
    const { port, other, log, start } = await setUp();
    closers.push(await occupy(port, '::1'));
    const server = await start();
    expect(server.redirectUri).toBe(`http://localhost:${other}/callback`);
    expect(log.lines).toContainEqual({
      event: 'loopback.port-taken',
      fields: { code: 'EADDRINUSE' },
    });
    expect(await isOpen(port, '127.0.0.1')).toBe(false);
  });

  it('are named when none is left', async () => {
    const { port, other, start } = await setUp();
    closers.push(await occupy(port, '127.0.0.1'), await occupy(other, '127.0.0.1'));
    const failure = await start().catch((error) => error);
    expect(failure.code).toBe('loopback-ports-taken');
    expect(failure.hint).toContain(`${port}, ${other}`);
  });
});

it('SEC-22: closing closes at once, with the number of strangers in the log and no word of theirs', async () => {
  const { port, log, start } = await setUp();
  const server = await start();
  await ask(`${server.redirectUri}?code=evil&state=forged`);
  await Promise.all([server.close(), server.close()]);
  expect(await ports(port)).toEqual([false, false]);
  expect(log.lines).toEqual([
    { event: 'loopback.refused', fields: { code: 'callback-refused', status: 400 } },
    { event: 'loopback.closed', fields: { count: 1 } },
  ]);
});

it('SEC-22: a browser that does not fetch its page keeps nothing open', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const { port, start } = await setUp();
    const server = await start();
    await ask(`${server.redirectUri}?code=a&state=ours`);
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    await eventually(async () => expect(await ports(port)).toEqual([false, false]));
  } finally {
    vi.useRealTimers();
  }
});
