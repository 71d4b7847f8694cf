import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeWindow } from '../../../../tests/support/electron/fake-window';
import { recordingLog } from '../../../../tests/support/electron/recording-log';
import { runSignOut } from './logout-window';

const url = 'https://provider.example/logout?client_id=c';
const returnUri = 'com.example.app://auth/signed-out';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** The provider's logout page, being loaded in a hidden window. */
function begin(fields: Record<string, string> | null = null) {
  const window = new FakeWindow();
  const log = recordingLog();
  const abort = new AbortController();
  const options = { url, fields, returnUri, signal: abort.signal };
  let isOver = false;
  const ended = runSignOut(window.asWindow(), options, [], log).then(() => {
    isOver = true;
  });
  return {
    window,
    abort,
    ended,
    /** Time goes by. @returns whether the sign-out is over */
    passes: async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms);
      return isOver;
    },
    shows: (page: string, status = 200) => window.contents.emit('did-navigate', {}, page, status),
    outcome: () => log.lines.find(({ event }) => event === 'sign-out.provider')?.fields.reason,
  };
}

describe('a sign-out at the provider', () => {
  it('is over when the provider sends the window back, which is never followed', async () => {
    const { window, ended, outcome } = begin();
    expect(window.navigate('will-redirect', returnUri).prevented).toBe(true);
    await ended;
    expect(outcome()).toBe('returned');
    expect(window.isDestroyed()).toBe(true);
  });

  it('lets a page go on by itself: a form that submits itself, other apps that are told first', async () => {
    const { window, passes, shows, ended, outcome } = begin();
    shows(url);
    expect(await passes(1_500)).toBe(false);
    shows('https://provider.example/logout/confirmed');
    expect(await passes(1_500)).toBe(false);
    window.navigate('will-navigate', returnUri);
    await ended;
    expect(outcome()).toBe('returned');
  });

  it('does not wait for an answer to a question that nobody sees', async () => {
    const { window, passes, shows, outcome } = begin();
    shows(url);
    expect(await passes(1_999)).toBe(false);
    expect(await passes(1)).toBe(true);
    expect(outcome()).toBe('page');
    expect(window.isDestroyed()).toBe(true);
  });

  it('gets a GET of the same where a POST is refused, once', async () => {
    for (const refuse of ['page', 'empty'] as const) {
      const { window, passes, shows, ended, outcome } = begin({ id_token_hint: 'a.b.c' });
      expect(window.loadOptions[0]?.postData).toBeDefined();
      if (refuse === 'page') shows(url, 405);
      else window.contents.emit('did-fail-load', {}, -379, '', url, true);
      expect(window.loaded).toEqual([url, `${url}&id_token_hint=a.b.c`]);
      expect(window.loadOptions[1]?.postData).toBeUndefined();
      expect(await passes(1_000)).toBe(false);
      if (refuse === 'page') window.navigate('will-redirect', returnUri);
      else shows(url, 400);
      await ended;
      expect(outcome()).toBe(refuse === 'page' ? 'returned' : 'refused');
      expect(window.loaded).toHaveLength(2);
    }
  });

  it('puts no ID token that is too long into an address', async () => {
    const { window, shows, ended, outcome } = begin({ id_token_hint: 'x'.repeat(5_000) });
    shows(url, 405);
    await ended;
    expect(outcome()).toBe('refused');
    expect(window.loaded).toEqual([url]);
  });

  it('waits for nothing after a page that says it is an error', async () => {
    const { shows, ended, outcome } = begin();
    shows(url, 400);
    await ended;
    expect(outcome()).toBe('refused');
  });

  it('does not wait for ever for pages that follow each other', async () => {
    const { passes, shows, outcome } = begin();
    for (let second = 0; second < 9; second++) {
      shows(url);
      expect(await passes(1_000)).toBe(false);
    }
    shows(url);
    expect(await passes(1_000)).toBe(true);
    expect(outcome()).toBe('timeout');
  });

  it('ends with the app, and with the window', async () => {
    const aborted = begin();
    aborted.abort.abort();
    await aborted.ended;
    expect(aborted.outcome()).toBe('aborted');
    const closed = begin();
    closed.window.destroy();
    await closed.ended;
    expect(closed.outcome()).toBe('closed');
  });

  it('is over when the provider leads the window elsewhere, or cannot be reached', async () => {
    const blocked = begin();
    expect(blocked.window.navigate('will-redirect', 'https://evil.example/').prevented).toBe(true);
    await blocked.ended;
    expect(blocked.outcome()).toBe('blocked');
    const unreachable = begin();
    unreachable.window.contents.emit('did-fail-load', {}, -106, '', url, true);
    await unreachable.ended;
    expect(unreachable.outcome()).toBe('unreachable');
  });
});
