import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  FakeMachine,
  ManualClock,
  MemoryAccountIndex,
  MemoryLog,
  MemorySecretStore,
} from '../../../../tests/support/auth/fakes';
import { clientSettings } from '../../../../tests/support/auth/settings';
import { storedAccount } from '../../../../tests/support/auth/stored';
import { eventually } from '../../../../tests/support/eventually';
import type { AuthDependencies } from '../ports';
import { OidcClient } from '../provider/oidc-client';
import type { Tokens } from '../provider/token-response';
import { AccountList } from './account-list';
import type { AccountSession } from './account-session';
import { SessionRegistry } from './session-registry';

const provider = 'https://domain.example';
const ann = storedAccount('ann', { startedAt: Date.now(), lastActiveAt: Date.now() });
const ben = storedAccount('ben', { startedAt: Date.now(), lastActiveAt: Date.now() });

let journal: string[];
let secrets: MemorySecretStore;
let index: MemoryAccountIndex;
let clock: ManualClock;
let list: AccountList;
let sessions: SessionRegistry;
let active: AccountSession | null;
beforeEach(() => {
  journal = [];
  secrets = new MemorySecretStore(journal);
  index = new MemoryAccountIndex(journal);
  clock = new ManualClock();
  active = null;
  const config = {
    ...clientSettings,
    provider: { kind: 'cognito', issuer: ann.account.issuer, domain: provider },
  } as const;
  const dependencies: AuthDependencies = {
    config,
    secrets,
    accounts: index,
    clock,
    machine: new FakeMachine(),
    log: new MemoryLog(),
    fetch: async (url, init) => {
      const token = new URLSearchParams(String(init?.body)).get('token');
      journal.push(`${init?.method} ${new URL(String(url)).pathname} ${token}`);
      return new Response(null, { status: 200 });
    },
    userAgent: { authorize: () => Promise.reject(new Error()), endSession: async () => true },
  };
  const scope = { issuer: ann.account.issuer, clientId: 'client', provider };
  list = new AccountList(index, scope, dependencies.log);
  sessions = new SessionRegistry({
    dependencies,
    client: new OidcClient(dependencies),
    list,
    events: {
      onChange: () => {},
      isActive: (session) => session === active,
      onEnded: () => {},
      onLimit: () => {},
    },
  });
});
afterEach(() => sessions.stop());

const tokens = (refreshToken: string | null): Tokens => ({
  accessToken: `access of ${refreshToken}`,
  lifetimeMs: 3_600_000,
  requestedAt: clock.monotonic(),
  refreshToken,
  claims: null,
  idToken: null,
});

describe('taking over what a sign-in brought', () => {
  it('notes that it began, then the token, then that it is complete', async () => {
    const session = await sessions.adopt(ann, tokens('one'));
    expect(journal).toEqual(['index save pending', 'keychain set', 'index save']);
    expect(index.content).toEqual({ active: ann, accounts: [ann] });
    expect(secrets.only).toBe('one');
    expect(await session.accessToken()).toBe('access of one');
  });

  it('of somebody who is here already keeps the account usable throughout, and ends the old token', async () => {
    await sessions.adopt(ann, tokens('one'));
    journal.length = 0;
    await sessions.adopt({ ...ann, startedAt: ann.startedAt + 1 }, tokens('two'));
    await eventually(() => expect(journal).toContain('POST /oauth2/revoke one'));
    expect(journal).toEqual([
      'keychain get',
      'keychain set',
      'index save',
      'POST /oauth2/revoke one',
    ]);
    expect(secrets.only).toBe('two');
    expect(index.content.active?.startedAt).toBe(ann.startedAt + 1);
  });

  it('without a keychain is in memory, and leaves no trace', async () => {
    secrets.failures.set = 'keychain-unavailable';
    const session = await sessions.adopt(ann, tokens('one'));
    expect(journal).toEqual(['index save pending', 'keychain set', 'index remove']);
    expect(index.content.accounts).toEqual([]);
    expect(list.has(ann)).toBe(true);
    expect(session.view.notice).toMatchObject({ code: 'keychain-unavailable' });
    expect(await session.accessToken()).toBe('access of one');
  });

  it('is announced again before the keychain takes its token late, and signing in again too', async () => {
    secrets.failures.set = 'keychain-unavailable';
    const session = await sessions.adopt(ann, tokens('one'));
    journal.length = 0;
    await sessions.adopt(ann, tokens('two'));
    expect(journal).toEqual(['index save pending', 'keychain set', 'index remove']);
    delete secrets.failures.set;
    journal.length = 0;
    clock.advance(2_000);
    await sessions.settled();
    expect(journal).toEqual(['index save pending', 'keychain set', 'index save']);
    expect(index.content.accounts).toMatchObject([{ account: ann.account, isComplete: true }]);
    expect(session.isOver).toBe(true);
  });

  it('with a disk that takes nothing has the token safe, and says what is missing', async () => {
    index.failure = new Error('disk full');
    const session = await sessions.adopt(ann, tokens('one'));
    expect(secrets.only).toBe('one');
    expect(session.view.notice).toMatchObject({ code: 'disk-unwritable' });
    index.failure = null;
    clock.advance(2_000);
    await session.settled();
    expect(index.content.accounts).toMatchObject([{ account: ann.account, isComplete: true }]);
    expect(session.view.notice).toBeNull();
  });

  it('without a refresh token lasts as long as the app does', async () => {
    const session = await sessions.adopt(ann, tokens(null));
    expect(journal).toEqual([]);
    expect(list.has(ann)).toBe(true);
    const { accessTokenExpiresAt, endsAt } = session.view.session;
    expect(endsAt).toBe(accessTokenExpiresAt);
  });

  it('without a new refresh token goes on with the one it has', async () => {
    await sessions.adopt(ann, tokens('one'));
    const session = await sessions.adopt(ann, tokens(null));
    expect(secrets.only).toBe('one');
    expect(session.view.session.endsAt).toBeNull();
  });

  it('ends the earlier session of the account: there is one at a time', async () => {
    const earlier = await sessions.adopt(ann, tokens('one'));
    const later = await sessions.adopt(ann, tokens('two'));
    expect(earlier.isOver).toBe(true);
    expect([sessions.has(earlier), sessions.has(later)]).toEqual([false, true]);
    expect(sessions.of(ann)).toBe(later);
    await expect(earlier.accessToken()).rejects.toMatchObject({ code: 'login-required' });
  });

  it('leaves other accounts alone', async () => {
    const annsSession = await sessions.adopt(ann, tokens('one'));
    await sessions.adopt(ben, tokens('two'));
    expect(annsSession.isOver).toBe(false);
    expect([...secrets.entries.values()]).toEqual(['one', 'two']);
    expect(index.content.active).toEqual(ben);
  });
});

describe('what is written down of a session that is renewed', () => {
  it('makes it the first at the next launch only while it is in use', async () => {
    const annsSession = await sessions.adopt(ann, tokens('one'));
    active = await sessions.adopt(ben, tokens('two'));
    index.failure = new Error('disk full');
    const annAgain = await sessions.adopt(ann, tokens('three'));
    index.failure = null;
    clock.advance(2_000);
    await annAgain.settled();
    expect(annsSession.isOver).toBe(true);
    expect(index.content.active?.account.subject).toBe('ben');
  });
});

describe('turns', () => {
  it('are taken one after the other, also after one that failed', async () => {
    const order: string[] = [];
    const slow = sessions.exclusively(async () => {
      order.push('one begins');
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push('one ends');
    });
    const failing = sessions.exclusively(() => Promise.reject(new Error('no')));
    const last = sessions.exclusively(async () => void order.push('three'));
    await expect(failing).rejects.toThrow('no');
    await Promise.all([slow, last]);
    expect(order).toEqual(['one begins', 'one ends', 'three']);
  });

  it('a sign-in waits for its own, and settling for both', async () => {
    let release = () => {};
    const busy = sessions.exclusively(
      () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    );
    const adopting = sessions.adopt(ann, tokens('one'));
    let isSettled = false;
    const settled = sessions.settled().then(() => {
      isSettled = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([journal.length, isSettled]).toEqual([0, false]);
    release();
    await Promise.all([busy, settled]);
    expect(secrets.only).toBe('one');
    await adopting;
  });
});

it('stopping leaves no timer, of no account', async () => {
  await sessions.adopt(ann, tokens('one'));
  await sessions.adopt(ben, tokens('two'));
  expect(clock.pending.length).toBeGreaterThan(0);
  sessions.stop();
  expect(clock.pending).toEqual([]);
});
