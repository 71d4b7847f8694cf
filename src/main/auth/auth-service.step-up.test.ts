import { afterEach, describe, expect, it, vi } from 'vitest';
import { people, signInAs, who, withPeople } from '../../../tests/support/auth/people';
import { type Rig, startRig } from '../../../tests/support/auth/rig';
import { eventually } from '../../../tests/support/eventually';
import type { SignInOptions } from '../../shared/api';
import { AppError } from '../problems/app-error';

let rig: Rig;
afterEach(() => rig.close());

async function signedIn(): Promise<void> {
  rig = await startRig(withPeople);
  await rig.auth.restore();
  await signInAs(rig, 'ann');
  rig.journal.length = 0;
}

function stepUp(options: Omit<SignInOptions, 'intent'>): Promise<void> {
  return rig.auth.signIn({ intent: 'sign-in', ...options });
}

/** The provider says that the person proved who they are this many seconds ago; `null`: it does not say. */
function authenticatedAgo(seconds: number | null, now?: number): void {
  rig.pool.hooks.idToken = ({ claims, header }) => {
    const { auth_time: authTime, ...others } = claims;
    const since = now === undefined ? Number(authTime) : Math.floor(now / 1000);
    const changed = seconds === null ? others : { ...others, auth_time: since - seconds };
    return { header, claims: changed };
  };
}

const lastQuery = () => new URL(rig.userAgent.opened.at(-1)?.url ?? '').searchParams;

describe('SEC-62: proving anew who is there', () => {
  it('asks the provider to ask, and names the person', async () => {
    await signedIn();
    await stepUp({ prompt: 'login', maxAge: 300 });
    expect(Object.fromEntries(lastQuery())).toMatchObject({
      prompt: 'login',
      max_age: '300',
      login_hint: people.ann.username,
    });
  });

  it('a plain sign-in beside it asks for nothing of that', async () => {
    await signedIn();
    await signInAs(rig, 'ben');
    for (const name of ['prompt', 'max_age', 'login_hint']) {
      expect(lastQuery().has(name)).toBe(false);
    }
  });

  it('begins the session anew, with new tokens; the old one is revoked', async () => {
    await signedIn();
    const [before, token] = [rig.accounts.content.active?.startedAt ?? 0, rig.secrets.only];
    rig.clock.advance(10_000);
    authenticatedAgo(-5);
    await stepUp({ prompt: 'login' });
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-in',
      problem: null,
      notice: null,
      others: [],
    });
    expect(rig.accounts.content.active?.startedAt).toBeGreaterThan(before);
    expect(rig.secrets.only).not.toBe(token);
    expect(rig.secrets.entries.size).toBe(1);
    await eventually(() => expect(rig.revoked()).toBe(1));
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ notice: null });
  });

  it.each([
    ['prompt=login and a proof from before', { prompt: 'login' }, 3600],
    ['prompt=login and a provider that does not say', { prompt: 'login' }, null],
    ['max_age and a proof that is too old', { maxAge: 300 }, 331],
    ['max_age=0 and a proof from before', { maxAge: 0 }, 60],
    ['max_age and a provider that does not say', { maxAge: 300 }, null],
    ['prompt=login with a generous max_age', { prompt: 'login', maxAge: 86_400 }, 3600],
  ] as const)('%s: too old, and the session stays as it was', async (_, options, seconds) => {
    await signedIn();
    const token = rig.secrets.only;
    authenticatedAgo(seconds, rig.clock.now());
    await stepUp(options);
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-in',
      problem: { code: 'authentication-too-old' },
    });
    expect(who(rig.auth.state)).toBe('ann');
    expect(rig.secrets.only).toBe(token);
    delete rig.pool.hooks.idToken;
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', notice: null });
  });

  it('max_age and a proof that is fresh enough', async () => {
    await signedIn();
    authenticatedAgo(295, rig.clock.now());
    await stepUp({ maxAge: 300 });
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', problem: null, notice: null });
  });

  it('is judged by the provider’s clock, not by a computer whose date is wrong', async () => {
    await signedIn();
    const day = 24 * 3_600_000;
    rig.clock.sleep(-day);
    authenticatedAgo(3600);
    await stepUp({ maxAge: 300 });
    expect(rig.auth.state).toMatchObject({ problem: { code: 'authentication-too-old' } });
    rig.clock.sleep(2 * day);
    authenticatedAgo(0);
    await stepUp({ prompt: 'login' });
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', problem: null, notice: null });
  });

  it('keys that come from a cache, with an old date, do not make an old proof a fresh one', async () => {
    rig = await startRig(withPeople);
    await rig.auth.restore();
    rig.userAgent.person = people.ann;
    const real = globalThis.fetch;
    let calls = 0;
    const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
      const answer = await real(url, init);
      if (!String(url).endsWith('/jwks.json')) return answer;
      // Not while the person types, so that they are fetched once the tokens are there.
      if (calls++ === 0) return new Response('busy', { status: 503 });
      const headers = { date: new Date(Date.now() - 3_600_000).toUTCString(), age: '3600' };
      return new Response(answer.body, { headers });
    });
    try {
      authenticatedAgo(1800);
      await stepUp({ maxAge: 300 });
    } finally {
      spy.mockRestore();
    }
    expect(calls).toBe(2);
    expect(rig.auth.state).toMatchObject({ problem: { code: 'authentication-too-old' } });
  });

  it.each([
    ['prompt=login', { prompt: 'login' }],
    ['max_age alone', { maxAge: 300 }],
  ] as const)(
    'with %s, somebody else is the wrong account: nothing changes, and what they were given is handed back',
    async (_, options) => {
      await signedIn();
      const token = rig.secrets.only;
      rig.userAgent.person = people.ben;
      await stepUp(options);
      expect(rig.auth.state).toMatchObject({
        kind: 'signed-in',
        problem: { code: 'wrong-account' },
        others: [],
      });
      expect(who(rig.auth.state)).toBe('ann');
      expect([...rig.secrets.entries.values()]).toEqual([token]);
      expect(rig.accounts.content.accounts).toHaveLength(1);
      await eventually(() => expect(rig.revoked()).toBe(1));
      await rig.auth.refresh();
      expect(rig.auth.state).toMatchObject({ kind: 'signed-in', notice: null });
    },
  );

  it('given up, it leaves the session and says nothing', async () => {
    await signedIn();
    rig.userAgent.behaviour = () => Promise.reject(new AppError('cancelled'));
    await stepUp({ prompt: 'login' });
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', problem: null, notice: null });
    expect(who(rig.auth.state)).toBe('ann');
  });

  it('with nobody signed in, anyone may', async () => {
    rig = await startRig(withPeople);
    await rig.auth.restore();
    rig.userAgent.person = people.ben;
    await stepUp({ prompt: 'login' });
    expect(who(rig.auth.state)).toBe('ben');
    expect(lastQuery().has('login_hint')).toBe(false);
  });
});
