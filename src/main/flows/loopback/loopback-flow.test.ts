import { freePorts } from '@repo/local-user-pool/testing/free-ports';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { recordingLog } from '../../../../tests/support/electron/recording-log';
import { eventually } from '../../../../tests/support/eventually';
import { ask } from '../../../../tests/support/loopback/ask';
import { isOpen, occupy } from '../../../../tests/support/loopback/ports';
import type { FlowOptions } from '../../auth/ports';
import { AppError } from '../../problems/app-error';
import { LoopbackFlow } from './loopback-flow';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function setUp() {
  const ports = await freePorts(2);
  const opened: string[] = [];
  const browser = {
    expect: vi.fn(),
    open: vi.fn(async (url: string) => void opened.push(url)),
  };
  const onReturn = vi.fn();
  const flow = new LoopbackFlow({
    redirectUris: ports.map((port) => `http://localhost:${port}/callback`),
    browser,
    onReturn,
    locale: 'en',
    log: recordingLog(),
  });
  const abort = new AbortController();
  closers.push(async () => abort.abort(new AppError('cancelled')));
  const begin = vi.fn((uri: string) => `https://pool.example/?${new URLSearchParams({ uri })}`);
  const authorize = (options: Partial<FlowOptions> = {}) =>
    flow.authorize({
      begin,
      signal: abort.signal,
      accept: () => true,
      onWarning: () => undefined,
      ...options,
    });
  const isAnyOpen = async () =>
    (await Promise.all(ports.map((port) => isOpen(port, '127.0.0.1')))).includes(true);
  const callbackUri = async (index = 0) => {
    await eventually(() => expect(opened.length).toBeGreaterThan(index));
    return new URL(opened[index] ?? '').searchParams.get('uri') ?? '';
  };
  return {
    flow,
    ports,
    browser,
    opened,
    onReturn,
    abort,
    begin,
    authorize,
    isAnyOpen,
    callbackUri,
  };
}

describe('a sign-in by loopback', () => {
  it('opens the page, takes the answer, shows the app, and closes (SEC-22)', async () => {
    const { opened, onReturn, begin, authorize, isAnyOpen, callbackUri } = await setUp();
    const result = authorize();
    const callback = `${await callbackUri()}?code=c&state=s`;
    expect(onReturn).not.toHaveBeenCalled();
    const { headers } = await ask(callback);
    expect(await result).toBe(callback);
    expect(onReturn).toHaveBeenCalledOnce();
    expect(begin).toHaveBeenCalledOnce();
    expect(opened).toHaveLength(1);
    await ask(new URL(headers.location ?? '', callback).href);
    await eventually(async () => expect(await isAnyOpen()).toBe(false));
  });

  it('asks about each callback, and goes on after one that is refused (SEC-6)', async () => {
    const { authorize, callbackUri } = await setUp();
    const accept = vi.fn((url: string) => url.includes('state=s'));
    const result = authorize({ accept });
    const uri = await callbackUri();
    expect((await ask(`${uri}?code=x&state=other`)).status).toBe(400);
    await ask(`${uri}?error=access_denied&state=s`);
    expect(await result).toBe(`${uri}?error=access_denied&state=s`);
    expect(accept).toHaveBeenCalledTimes(2);
    const page = await ask(`${uri}/done`);
    expect(page.body).toContain('You are not signed in');
  });

  it('warns of a request that it refused, and continues', async () => {
    const { authorize, callbackUri } = await setUp();
    const onWarning = vi.fn();
    const result = authorize({ onWarning });
    const uri = await callbackUri();
    await ask(`${uri}?code=c`, { method: 'POST' });
    expect(onWarning).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        code: 'callback-refused',
        message: expect.stringContaining('method'),
      }),
    );
    await ask(`${uri}?code=c`);
    expect(await result).toBe(`${uri}?code=c`);
  });

  it('shows the same page again, as long as it is under way (SEC-20)', async () => {
    const { flow, opened, authorize, callbackUri } = await setUp();
    flow.focus();
    const result = authorize();
    const uri = await callbackUri();
    flow.focus();
    await eventually(() => expect(opened).toHaveLength(2));
    expect(opened[1]).toBe(opened[0]);
    await ask(`${uri}?code=c`);
    await result;
    flow.focus();
    expect(opened).toHaveLength(2);
  });

  it('takes the same port again for the next one, though the last page was never fetched', async () => {
    const { authorize, callbackUri } = await setUp();
    for (const index of [0, 1]) {
      const result = authorize();
      await ask(`${await callbackUri(index)}?code=c`);
      await result;
    }
    expect(await callbackUri(1)).toBe(await callbackUri(0));
  });

  it('that is cancelled closes everything and tells the reason', async () => {
    const { abort, onReturn, authorize, isAnyOpen, callbackUri } = await setUp();
    const result = authorize();
    await callbackUri();
    const reason = new AppError('timed-out');
    abort.abort(reason);
    await expect(result).rejects.toBe(reason);
    expect(await isAnyOpen()).toBe(false);
    expect(onReturn).not.toHaveBeenCalled();
    await expect(authorize()).rejects.toBe(reason);
  });

  it('that can’t be begun after all closes everything', async () => {
    const { authorize, isAnyOpen } = await setUp();
    const reason = new AppError('internal');
    const begin = () => {
      throw reason;
    };
    await expect(authorize({ begin })).rejects.toBe(reason);
    expect(await isAnyOpen()).toBe(false);
  });
});

describe('where it can’t be taken, it says so before anything begins', () => {
  it('no browser', async () => {
    const { browser, begin, authorize, isAnyOpen } = await setUp();
    browser.expect.mockImplementation(() => {
      throw new AppError('browser-not-opened');
    });
    await expect(authorize()).rejects.toMatchObject({ code: 'browser-not-opened' });
    expect(begin).not.toHaveBeenCalled();
    expect(await isAnyOpen()).toBe(false);
  });

  it('no port', async () => {
    const { ports, begin, authorize } = await setUp();
    for (const port of ports) closers.push(await occupy(port, '::1'));
    await expect(authorize()).rejects.toMatchObject({ code: 'loopback-ports-taken' });
    expect(begin).not.toHaveBeenCalled();
  });

  it('or, when the system refuses to open the page, as soon as that is known', async () => {
    const { browser, authorize, isAnyOpen } = await setUp();
    browser.open.mockRejectedValue(new AppError('browser-not-opened'));
    await expect(authorize()).rejects.toMatchObject({ code: 'browser-not-opened' });
    expect(await isAnyOpen()).toBe(false);
  });
});

describe('a sign-out by loopback', () => {
  const logoutUrl = (uri: string) => `https://pool.example/logout?${new URLSearchParams({ uri })}`;

  it('opens the provider’s page and is over when the browser is back', async () => {
    const { flow, ports, abort, callbackUri } = await setUp();
    const result = flow.endSession({ logoutUrl, signal: abort.signal });
    const uri = await callbackUri();
    expect(uri).toBe(`http://localhost:${ports[0]}/signed-out`);
    const { headers } = await ask(uri);
    await result;
    const page = await ask(new URL(headers.location ?? '', uri).href);
    expect(page.body).toContain('You are signed out');
  });

  it('is nothing where the provider has no such page', async () => {
    const { flow, opened, abort, isAnyOpen } = await setUp();
    await flow.endSession({ logoutUrl: () => null, signal: abort.signal });
    expect(opened).toEqual([]);
    expect(await isAnyOpen()).toBe(false);
  });

  it('closes when nobody waits for it any more', async () => {
    const { flow, abort, isAnyOpen, callbackUri } = await setUp();
    const result = flow.endSession({ logoutUrl, signal: abort.signal });
    await callbackUri();
    abort.abort(new AppError('provider-timeout'));
    await expect(result).rejects.toMatchObject({ code: 'provider-timeout' });
    expect(await isAnyOpen()).toBe(false);
  });

  it('that is still under way leaves a new sign-in the next port', async () => {
    const { flow, ports, abort, authorize, callbackUri } = await setUp();
    const leaving = flow.endSession({ logoutUrl, signal: abort.signal });
    const out = await callbackUri();
    const coming = authorize();
    const back = await callbackUri(1);
    expect(back).toBe(`http://localhost:${ports[1]}/callback`);
    await ask(out);
    await ask(`${back}?code=c`);
    await Promise.all([leaving, coming]);
  });
});
