import { describe, expect, it, vi } from 'vitest';
import { recordingLog } from '../../../../tests/support/electron/recording-log';
import type { FlowOptions } from '../../auth/ports';
import { AppError } from '../../problems/app-error';
import { DeepLinks } from './deep-links';
import { PrivateSchemeFlow, type PrivateSchemeFlowOptions } from './private-scheme-flow';

const scheme = 'com.example.app';
const redirectUri = `${scheme}://auth/callback`;
const signOutUri = `${scheme}://auth/signed-out`;

function setUp(options: Partial<PrivateSchemeFlowOptions> = {}) {
  const opened: string[] = [];
  const browser = {
    expect: vi.fn(),
    open: vi.fn(async (url: string) => void opened.push(url)),
  };
  const log = recordingLog();
  const links = new DeepLinks({ scheme, onOpen: () => undefined });
  const flow = new PrivateSchemeFlow({
    redirectUri,
    signOutUri,
    bouncePage: null,
    scheme,
    isRegistered: () => true,
    browser,
    links,
    log,
    ...options,
  });
  const abort = new AbortController();
  const begin = vi.fn((uri: string) => `https://pool.example/?${new URLSearchParams({ uri })}`);
  const accept = vi.fn((url: string) => url.includes('state=s'));
  const authorize = (changes: Partial<FlowOptions> = {}) =>
    flow.authorize({ begin, signal: abort.signal, accept, onWarning: () => undefined, ...changes });
  return { flow, browser, opened, log, links, abort, begin, accept, authorize };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a sign-in by a link of our scheme', () => {
  it('opens the page and takes the answer; others before it do not end it (SEC-6, SEC-25)', async () => {
    const { opened, links, begin, accept, authorize } = setUp();
    const result = authorize();
    await turn();
    expect(begin).toHaveBeenCalledExactlyOnceWith(redirectUri);
    expect(opened).toHaveLength(1);
    links.receive(`${scheme}://open`);
    links.receive(signOutUri);
    links.receive(`${scheme}://auth/callback/x?code=c&state=s`);
    expect(accept).not.toHaveBeenCalled();
    links.receive(`${redirectUri}?code=x&state=other`);
    expect(accept).toHaveBeenCalledOnce();
    links.receive(`${redirectUri}?code=c&state=s`);
    expect(await result).toBe(`${redirectUri}?code=c&state=s`);
  });

  it('takes an answer with the fragment of the page before it, without the fragment', async () => {
    const { links, accept, authorize } = setUp();
    const result = authorize();
    await turn();
    links.receive(`${redirectUri}?code=c&state=s#_=_`);
    expect(await result).toBe(`${redirectUri}?code=c&state=s`);
    expect(accept).toHaveBeenCalledExactlyOnceWith(`${redirectUri}?code=c&state=s`);
  });

  it('SEC-25: does not ask about a callback once it has its answer', async () => {
    const { links, accept, authorize } = setUp();
    const result = authorize();
    await turn();
    links.receive(`${redirectUri}?code=c&state=s`);
    links.receive(`${redirectUri}?code=c&state=s`);
    await result;
    links.receive(`${redirectUri}?code=d&state=s`);
    expect(accept).toHaveBeenCalledOnce();
  });

  it('shows the same page again, as long as it is under way (SEC-20)', async () => {
    const { flow, opened, links, authorize } = setUp();
    flow.focus();
    const result = authorize();
    await turn();
    flow.focus();
    expect(opened).toHaveLength(2);
    expect(opened[1]).toBe(opened[0]);
    links.receive(`${redirectUri}?code=c&state=s`);
    await result;
    flow.focus();
    expect(opened).toHaveLength(2);
  });

  it('SEC-25: that is cancelled takes no answer any more', async () => {
    const { links, abort, accept, authorize } = setUp();
    const result = authorize();
    await turn();
    const reason = new AppError('cancelled');
    abort.abort(reason);
    await expect(result).rejects.toBe(reason);
    links.receive(`${redirectUri}?code=c&state=s`);
    expect(accept).not.toHaveBeenCalled();
    await expect(authorize()).rejects.toBe(reason);
  });

  it('by a page in between: the provider knows that one, and the answer is as if it came there', async () => {
    const bouncePage = 'https://sign-in.example.com/bounce/';
    const { links, begin, accept, authorize } = setUp({ bouncePage });
    const result = authorize();
    await turn();
    expect(begin).toHaveBeenCalledExactlyOnceWith(bouncePage);
    links.receive(`${redirectUri}?code=a%2Bb&state=s`);
    expect(await result).toBe(`${bouncePage}?code=a%2Bb&state=s`);
    expect(accept).toHaveBeenCalledExactlyOnceWith(`${bouncePage}?code=a%2Bb&state=s`);
  });
});

describe('where it can’t be taken, it says so before anything begins', () => {
  it('no browser', async () => {
    const { browser, begin, authorize } = setUp();
    browser.expect.mockImplementation(() => {
      throw new AppError('browser-not-opened');
    });
    await expect(authorize()).rejects.toMatchObject({ code: 'browser-not-opened' });
    expect(begin).not.toHaveBeenCalled();
  });

  it.each([
    [
      'the system opens such links with something else',
      { isRegistered: () => false },
      'not registered',
    ],
    [
      'the redirect URI is of another scheme',
      { redirectUri: 'com.example.other:/cb' },
      'other scheme',
    ],
    ['the redirect URI is a web address', { redirectUri: 'http://localhost:5000' }, 'other scheme'],
  ])('%s', async (_, options, reason) => {
    const { log, begin, opened, authorize } = setUp(options);
    const failure = await authorize().catch((error) => error);
    expect(failure.code).toBe('scheme-not-registered');
    expect(failure.hint).toContain(scheme);
    expect(begin).not.toHaveBeenCalled();
    expect(opened).toEqual([]);
    expect(log.lines).toEqual([{ event: 'private-scheme.unavailable', fields: { reason } }]);
  });

  it('or, when the system refuses to open the page, as soon as that is known', async () => {
    const { browser, links, accept, authorize } = setUp();
    browser.open.mockRejectedValue(new AppError('browser-not-opened'));
    await expect(authorize()).rejects.toMatchObject({ code: 'browser-not-opened' });
    links.receive(`${redirectUri}?code=c&state=s`);
    expect(accept).not.toHaveBeenCalled();
  });
});

describe('a sign-out by a link of our scheme', () => {
  const logoutUrl = (uri: string) => `https://pool.example/logout?${new URLSearchParams({ uri })}`;

  it('opens the provider’s page and is over when the link is there', async () => {
    const { flow, opened, links, abort } = setUp();
    const result = flow.endSession({ logoutUrl, signal: abort.signal });
    await turn();
    expect(opened).toEqual([logoutUrl(signOutUri)]);
    links.receive(`${redirectUri}?code=c&state=s`);
    links.receive(`${signOutUri}?state=x`);
    await result;
  });

  it('does not wait for what can’t come', async () => {
    const { flow, opened, abort } = setUp({ signOutUri: 'https://example.com/bye' });
    await flow.endSession({ logoutUrl, signal: abort.signal });
    expect(opened).toHaveLength(1);
    await flow.endSession({ logoutUrl: () => null, signal: abort.signal });
    expect(opened).toHaveLength(1);
  });

  it('ends when nobody waits for it any more', async () => {
    const { flow, abort } = setUp();
    const result = flow.endSession({ logoutUrl, signal: abort.signal });
    await turn();
    abort.abort(new AppError('provider-timeout'));
    await expect(result).rejects.toMatchObject({ code: 'provider-timeout' });
  });
});
