import { describe, expect, it } from 'vitest';
import { FakeWindow } from '../../../../tests/support/electron/fake-window';
import { recordingLog } from '../../../../tests/support/electron/recording-log';
import type { EndSessionOptions, FlowOptions } from '../../auth/ports';
import { EmbeddedWindowFlow } from './embedded-window-flow';
import type { ProviderWindowOptions } from './provider-window';

const redirectUri = 'com.example.app://auth/callback';
const returnUri = 'com.example.app://auth/signed-out';
const logout = 'https://pool.example/logout?client_id=c';

function setUp() {
  const opened: { options: ProviderWindowOptions; window: FakeWindow }[] = [];
  const byPartition = new Map<string, FakeWindow>();
  const flow = new EmbeddedWindowFlow({
    redirectUri,
    signOutUri: returnUri,
    openWindow(options) {
      const window = new FakeWindow(byPartition.get(options.partition)?.session);
      byPartition.set(options.partition, window);
      opened.push({ options, window });
      return window.asWindow();
    },
    parent: () => null,
    allowedOrigins: [],
    provider: 'cognito',
    devTools: false,
    log: recordingLog(),
  });
  const at = (index: number) => {
    const found = opened[index];
    if (found === undefined) throw new Error(`no window ${index}`);
    return found;
  };
  const authorize = (options: Partial<FlowOptions> = {}) =>
    flow.authorize({
      begin: () => 'https://pool.example/oauth2/authorize',
      signal: new AbortController().signal,
      accept: () => true,
      onWarning: () => undefined,
      ...options,
    });
  const signIn = async (index: number) => {
    const result = authorize();
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    at(index).window.navigate('will-redirect', `${redirectUri}?code=c&state=s`);
    return result;
  };
  const endSession = (options: Partial<EndSessionOptions> = {}) =>
    flow.endSession({
      logoutUrl: () => logout,
      logoutForm: () => null,
      signal: new AbortController().signal,
      ...options,
    });
  return { flow, opened, at, authorize, signIn, endSession };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the partition of a sign-in (SEC-26)', () => {
  it('is a new one for each attempt, in memory only', async () => {
    const { at, signIn } = setUp();
    await signIn(0);
    await signIn(1);
    const names = [at(0).options.partition, at(1).options.partition];
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^sign-in-[0-9a-f-]{36}$/);
  });

  it('is wiped at once when the sign-in is cancelled', async () => {
    const { at, authorize } = setUp();
    const result = authorize();
    await turn();
    at(0).window.destroy();
    await expect(result).rejects.toMatchObject({ code: 'cancelled' });
    expect(at(0).window.session.wiped).toContain('storage');
  });

  it('is kept after a sign-in, and wiped when another begins', async () => {
    const { at, signIn } = setUp();
    await signIn(0);
    expect(at(0).window.session.wiped).toEqual([]);
    await signIn(1);
    expect(at(0).window.session.wiped).toEqual(['storage', 'cache', 'auth', 'connections']);
  });
});

describe('ending the provider’s session (SEC-58)', () => {
  it('loads the logout URL hidden in the partition that signed in, then wipes it', async () => {
    const { endSession, at, signIn } = setUp();
    await signIn(0);
    const ended = endSession();
    const { options, window } = at(1);
    expect(options.partition).toBe(at(0).options.partition);
    expect(options.show).toBe(false);
    expect(window.loaded).toEqual([logout]);
    expect(window.loadOptions).toEqual([{}]);
    expect(window.navigate('will-redirect', returnUri).prevented).toBe(true);
    await ended;
    expect(window.isDestroyed()).toBe(true);
    expect(window.session.wiped).toContain('storage');
  });

  it('posts what is better posted, an ID token for instance, and opens no URL with it', async () => {
    const { endSession, at, signIn } = setUp();
    await signIn(0);
    const fields = { id_token_hint: 'a.b.c', post_logout_redirect_uri: returnUri };
    const form = { url: 'https://pool.example/end', fields };
    const ended = endSession({ logoutForm: (uri) => (uri === returnUri ? form : null) });
    const { window } = at(1);
    expect(window.loaded).toEqual([form.url]);
    const [{ postData, extraHeaders } = {}] = window.loadOptions;
    const [part] = postData ?? [];
    const body = part?.type === 'rawData' ? String(part.bytes) : '';
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual(fields);
    expect(extraHeaders).toBe('Content-Type: application/x-www-form-urlencoded');
    window.navigate('will-redirect', returnUri);
    await ended;
  });

  it('wipes the partition when the provider cannot be reached', async () => {
    const { endSession, at, signIn } = setUp();
    await signIn(0);
    const ended = endSession();
    at(1).window.contents.emit('did-fail-load', {}, -106, '', logout, true);
    await ended;
    expect(at(0).window.session.wiped).toContain('storage');
  });

  it('only wipes when the provider has no logout URL', async () => {
    const { endSession, opened, at, signIn } = setUp();
    await signIn(0);
    await endSession({ logoutUrl: () => null });
    expect(opened).toHaveLength(1);
    expect(at(0).window.session.wiped).toContain('storage');
  });

  it('does nothing for a session that was restored', async () => {
    const { endSession, opened } = setUp();
    await endSession();
    expect(opened).toEqual([]);
  });
});

it('brings the window of the attempt under way to the front (SEC-20)', async () => {
  const { flow, at, authorize } = setUp();
  flow.focus();
  const result = authorize();
  await turn();
  flow.focus();
  expect(at(0).window.focused).toBe(1);
  at(0).window.destroy();
  await expect(result).rejects.toMatchObject({ code: 'cancelled' });
});
