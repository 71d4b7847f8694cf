import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  FakeMachine,
  ManualClock,
  MemoryLog,
  MemorySecretStore,
} from '../../../../tests/support/auth/fakes';
import { clientSettings } from '../../../../tests/support/auth/settings';
import { storedAccount } from '../../../../tests/support/auth/stored';
import { AppError } from '../../problems/app-error';
import type { OidcClient, RefreshRequest } from '../provider/oidc-client';
import type { Tokens } from '../provider/token-response';
import { RefreshToken } from '../tokens/refresh-token';
import { keyOf } from './account-key';
import { AccountSession } from './account-session';

let clock: ManualClock;
let secrets: MemorySecretStore;
let session: AccountSession;
let events: string[];
/** What writing the account down waits for. */
let writing: Promise<void>;
/** What stands in the way of writing it down. */
let obstacle: AppError | null;
/** How the provider answers a refresh. */
let answer: (request: RefreshRequest) => Promise<Tokens>;

beforeEach(() => {
  clock = new ManualClock();
  secrets = new MemorySecretStore();
  events = [];
  writing = Promise.resolve();
  obstacle = null;
  answer = async () => tokens('fresh');
  const stored = storedAccount('ann', { startedAt: clock.now(), lastActiveAt: clock.now() });
  const key = keyOf(stored);
  session = new AccountSession({
    dependencies: {
      config: {
        ...clientSettings,
        provider: { kind: 'generic', issuer: stored.account.issuer },
        limits: { idleMs: 3_600_000, absoluteMs: null, refreshTokenMs: null },
      },
      secrets,
      clock,
      machine: new FakeMachine(),
      log: new MemoryLog(),
      accounts: undefined as never,
      userAgent: undefined as never,
      fetch,
    },
    // The protocol has tests of its own, against a real pool.
    client: {
      refresh: (_: string, request: RefreshRequest) => answer(request),
    } as unknown as OidcClient,
    refreshToken: new RefreshToken(secrets, key, { begin: async () => {}, cancel: async () => {} }),
    stored,
    events: {
      onChange: () => {},
      onRenewed: async () => {
        events.push('renewed');
        await writing;
        return obstacle;
      },
      onEnded: async (error) => void events.push(`ended ${error?.code}`),
      onLimit: () => void events.push('limit'),
    },
  });
  return secrets.set(key, 'refresh token');
});
afterEach(() => session.stop());

const tokens = (accessToken: string): Tokens => ({
  accessToken,
  lifetimeMs: 3_600_000,
  requestedAt: clock.monotonic(),
  refreshToken: null,
  claims: null,
  idToken: null,
});

/** Something that is let go later. */
function held<T = void>() {
  let release = (_: T | PromiseLike<T>) => {};
  const promise = new Promise<T>((resolve) => {
    release = resolve;
  });
  return { promise, release };
}

const rest = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a session that is over', () => {
  it('does not begin again: no timer, no request, no token', async () => {
    await session.resume();
    await session.stop();
    events.length = 0;
    await session.resume();
    await session.wake();
    await session.refresh();
    expect(clock.pending).toEqual([]);
    expect(events).toEqual([]);
    expect(session.isOver).toBe(true);
    await expect(session.accessToken()).rejects.toBeInstanceOf(AppError);
  });

  it('has no token of a refresh that was being written down meanwhile', async () => {
    const slow = held();
    writing = slow.promise;
    const resuming = session.resume();
    await rest();
    expect(events).toContain('renewed');
    const stopping = session.stop();
    slow.release();
    await Promise.all([resuming, stopping]);
    expect(clock.pending).toEqual([]);
    await expect(session.accessToken()).rejects.toBeInstanceOf(AppError);
  });

  it.each(['session-ended', 'subject-changed', 'provider-timeout'] as const)(
    'an answer that comes late (%s) ends nothing and plans nothing',
    async (code) => {
      const slow = held<Tokens>();
      answer = () => slow.promise;
      const resuming = session.resume();
      await rest();
      const stopping = session.stop();
      slow.release(Promise.reject(new AppError(code)));
      await Promise.all([resuming, stopping]);
      expect(events.filter((event) => event.startsWith('ended'))).toEqual([]);
      expect(session.view.notice).toBeNull();
      expect(clock.pending).toEqual([]);
    },
  );

  it('ended by the provider, does not begin again either, while what it left is being removed', async () => {
    answer = async () => {
      throw new AppError('session-ended');
    };
    const resuming = session.resume();
    // Another process may be about to save a newer token: it is looked for once more.
    while (!clock.pending.includes(1_000)) await rest();
    clock.advance(1_000);
    await resuming;
    expect(events.filter((event) => event.startsWith('ended'))).toEqual(['ended session-ended']);
    await session.resume();
    expect(clock.pending).toEqual([]);
  });
});

describe('a session that is paused', () => {
  it('brings its refresh to its end, and plans no other', async () => {
    const slow = held<Tokens>();
    answer = () => slow.promise;
    const resuming = session.resume();
    await rest();
    session.pause();
    slow.release(tokens('late'));
    await resuming;
    expect(clock.pending).toEqual([]);
    expect(await session.accessToken()).toBe('late');
  });

  it('goes on where it was: no request while the token is good', async () => {
    await session.resume();
    session.pause();
    answer = () => Promise.reject(new AppError('provider-unreachable'));
    await session.resume();
    expect(session.view.notice).toBeNull();
    expect(clock.pending).toHaveLength(2);
  });
});

describe('a session whose first refresh fails', () => {
  it('is restored all the same, with the reason, and tries again', async () => {
    answer = () => Promise.reject(new AppError('provider-unreachable'));
    expect(session.isRestored).toBe(false);
    await session.resume();
    expect(session.isRestored).toBe(true);
    expect(session.view).toMatchObject({
      offline: true,
      notice: { code: 'provider-unreachable' },
      session: { accessTokenExpiresAt: null },
    });
    answer = async () => tokens('fresh');
    clock.advance(2_000);
    await session.settled();
    expect(session.view).toMatchObject({ offline: false, notice: null });
  });
});

/** Counts the refreshes from now on; each brings a token of its own. */
function countRefreshes(): () => number {
  let count = 0;
  answer = async () => tokens(`fresh ${++count}`);
  return () => count;
}

describe('SEC-56: a session whose token no timer can judge', () => {
  const tick = async () => {
    clock.advance(30_000);
    await session.settled();
  };

  it('is renewed soon after a sleep that no event has told of', async () => {
    const refreshes = countRefreshes();
    await session.resume();
    await tick();
    expect(refreshes()).toBe(1);
    clock.sleep(3_500_000);
    await tick();
    expect(refreshes()).toBe(2);
  });

  it('is renewed when the clock was turned back, good as the token may look', async () => {
    const refreshes = countRefreshes();
    await session.resume();
    clock.sleep(-600_000);
    await tick();
    expect(refreshes()).toBe(2);
  });
});

describe('a session that the keychain troubles', () => {
  it('goes on with the token it has when the entry turns out damaged', async () => {
    await session.resume();
    answer = () => Promise.reject(new AppError('keychain-corrupt'));
    await session.refresh();
    expect(session.isOver).toBe(false);
    expect(session.view.notice).toMatchObject({ code: 'keychain-corrupt' });
    expect(await session.accessToken()).toBe('fresh');
  });

  it('takes back what it said of saving once it is saved, and nothing else', async () => {
    for (const refusal of ['keychain-unavailable', 'disk-unwritable'] as const) {
      obstacle = new AppError(refusal);
      await session.refresh();
      expect(session.view.notice).toMatchObject({ code: refusal });
      obstacle = null;
      clock.advance(2_000);
      await session.settled();
      expect(session.view.notice).toBeNull();
    }
    obstacle = new AppError('disk-unwritable');
    await session.refresh();
    session.show(new AppError('wrong-account').toProblem());
    obstacle = null;
    clock.advance(2_000);
    await session.settled();
    expect(session.view.notice).toMatchObject({ code: 'wrong-account' });
  });
});

describe('a session whose provider', () => {
  it('does not answer in time is offline, and says so', async () => {
    answer = () => Promise.reject(new AppError('provider-timeout'));
    await session.resume();
    expect(session.view).toMatchObject({ offline: true, notice: { code: 'provider-timeout' } });
  });

  it('gives the rejected token once more has none to give', async () => {
    await session.resume();
    const again = session.renewedAccessToken('fresh');
    await expect(again).rejects.toMatchObject({ code: 'login-required' });
  });
});
