import { afterEach, describe, expect, it } from 'vitest';
import { signInAs, who, withPeople } from '../../../tests/support/auth/people';
import { type Rig, signedInRig, startRig } from '../../../tests/support/auth/rig';
import { eventually } from '../../../tests/support/eventually';
import type { SessionLimits } from '../config/types';

const minute = 60_000;
const hour = 60 * minute;
const none: SessionLimits = { idleMs: null, absoluteMs: null, refreshTokenMs: null };

let rig: Rig;
afterEach(() => rig.close());

async function signedIn(limits: Partial<SessionLimits>): Promise<void> {
  rig = await signedInRig({}, { limits: { ...none, ...limits } });
  rig.journal.length = 0;
}

const ended = () =>
  eventually(() =>
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'session-limit' },
    }),
  );

/** Time passes, and what it sets off comes to rest. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 30_000) rig.clock.advance(Math.min(30_000, left));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await rig.auth.settled();
}

describe('SEC-60: the absolute limit', () => {
  it('ends the session however busy the person is, as a sign-out does', async () => {
    await signedIn({ absoluteMs: 20 * minute });
    await pass(19 * minute);
    expect(rig.auth.state.kind).toBe('signed-in');
    await pass(2 * minute);
    await ended();
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.accounts.content.accounts).toEqual([]);
    expect(rig.revoked()).toBe(1);
    expect(rig.journal).toContain('end session');
    expect(rig.clock.pending).toEqual([]);
  });

  it('counts from when the person proved who they are, not from the last refresh', async () => {
    await signedIn({ absoluteMs: 20 * minute });
    await pass(10 * minute);
    await rig.auth.refresh();
    await pass(11 * minute);
    await ended();
  });

  it('is noticed when the computer wakes up', async () => {
    await signedIn({ absoluteMs: 8 * hour });
    rig.clock.sleep(8 * hour + minute);
    void rig.auth.wake();
    await ended();
  });

  it('that passes while the app is closed ends the session at launch, unused', async () => {
    await signedIn({ absoluteMs: 8 * hour });
    rig.auth.dispose();
    rig.clock.sleep(8 * hour + minute);
    const auth = rig.relaunch();
    await auth.restore();
    await auth.signOut();
    expect(auth.state).toMatchObject({ problem: { code: 'session-limit' } });
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.journal).not.toContain('POST /oauth2/token');
  });

  it('that a sign-in is over already ends it at once, and the earlier account stays', async () => {
    rig = await startRig(withPeople, { limits: { ...none, absoluteMs: 8 * hour } });
    await rig.auth.restore();
    await signInAs(rig, 'ann');
    // The provider did not ask for the password again: what it says is from this morning.
    rig.pool.hooks.idToken = ({ claims, header }) => ({
      header,
      claims: { ...claims, auth_time: Number(claims.auth_time) - 9 * 3600 },
    });
    await signInAs(rig, 'ben');
    await rig.auth.signOut({ account: { id: 'nobody' } });
    expect(who(rig.auth.state)).toBe('ann');
    expect(rig.auth.state).toMatchObject({ problem: { code: 'session-limit' }, others: [] });
    expect(rig.secrets.entries.size).toBe(1);
  });

  it('that a first sign-in is over already leaves nobody signed in', async () => {
    rig = await startRig({}, { limits: { ...none, absoluteMs: 8 * hour } });
    await rig.auth.restore();
    rig.clock.sleep(9 * hour);
    await rig.auth.signIn({ intent: 'sign-in' });
    await ended();
    await eventually(() => expect(rig.secrets.entries.size).toBe(0));
    await eventually(() => expect(rig.clock.pending).toEqual([]));
  });
});

describe('SEC-60: the idle limit', () => {
  it('ends the session when nobody has touched the computer for so long', async () => {
    await signedIn({ idleMs: 15 * minute });
    rig.machine.idle = 0;
    await pass(30 * minute);
    expect(rig.auth.state.kind).toBe('signed-in');
    for (let idle = 0; idle <= 14 * minute; idle += 30_000) {
      rig.machine.idle = idle;
      rig.clock.advance(30_000);
    }
    await pass(0);
    expect(rig.auth.state.kind).toBe('signed-in');
    for (let idle = 14 * minute; idle <= 16 * minute; idle += 30_000) {
      rig.machine.idle = idle;
      rig.clock.advance(30_000);
    }
    await ended();
  });

  it('that passes while the app is closed ends the session at launch', async () => {
    await signedIn({ idleMs: hour });
    await pass(10 * minute);
    rig.auth.dispose();
    rig.clock.sleep(hour + minute);
    const auth = rig.relaunch();
    await auth.restore();
    await auth.signOut();
    expect(auth.state).toMatchObject({ problem: { code: 'session-limit' } });
  });

  it('goes on from what the last run of the app wrote down', async () => {
    await signedIn({ idleMs: hour });
    await pass(50 * minute); // and the person is there all the time
    rig.auth.dispose();
    rig.clock.sleep(20 * minute);
    const auth = rig.relaunch();
    await auth.restore();
    expect(auth.state.kind).toBe('signed-in');
  });

  it('writes activity down once a minute, and never without such a limit', async () => {
    await signedIn({ idleMs: hour });
    await pass(10 * minute);
    const saves = rig.journal.filter((step) => step === 'index save').length;
    expect(saves).toBeGreaterThanOrEqual(9);
    expect(saves).toBeLessThanOrEqual(11);
    rig.close();
    await signedIn({});
    await pass(10 * minute);
    expect(rig.journal).not.toContain('index save');
  });

  it('works again when a date that was ahead by two days is set right', async () => {
    const ahead = 2 * 24 * hour;
    rig = await startRig({}, { limits: { ...none, idleMs: hour } });
    await rig.auth.restore();
    rig.clock.sleep(ahead);
    await rig.auth.signIn({ intent: 'sign-in' });
    expect(rig.auth.state.kind).toBe('signed-in');
    rig.clock.sleep(-ahead);
    await pass(minute);
    expect(rig.accounts.content.active?.lastActiveAt).toBeLessThanOrEqual(rig.clock.now());
    rig.machine.idle = 2 * hour;
    rig.clock.sleep(2 * hour + minute);
    void rig.auth.wake();
    await ended();
  });
});

describe('SEC-57: the end of the session', () => {
  const endsAt = () => {
    const { state } = rig.auth;
    return state.kind === 'signed-in' ? state.session.endsAt : undefined;
  };
  const startedAt = () => rig.accounts.content.active?.startedAt ?? Number.NaN;

  it('is not known when no setting says so', async () => {
    await signedIn({});
    expect(endsAt()).toBeNull();
  });

  it('is the sooner one of the limit and the refresh token', async () => {
    await signedIn({ absoluteMs: 8 * hour, refreshTokenMs: 30 * 24 * hour });
    expect(endsAt()).toBe(startedAt() + 8 * hour);
    rig.close();
    await signedIn({ absoluteMs: 40 * 24 * hour, refreshTokenMs: 30 * 24 * hour });
    expect(endsAt()).toBe(startedAt() + 30 * 24 * hour);
  });

  it('stays where it is when the token is rotated, and after a restart', async () => {
    rig = await signedInRig(
      { refreshTokenRotation: { graceSeconds: 0 } },
      { limits: { ...none, refreshTokenMs: 30 * 24 * hour } },
    );
    const before = endsAt();
    const token = rig.secrets.only;
    await pass(10 * minute);
    await rig.auth.refresh();
    expect(rig.secrets.only).not.toBe(token);
    expect(endsAt()).toBe(before);
    const auth = rig.relaunch();
    await auth.restore();
    expect(auth.state).toMatchObject({ session: { endsAt: before } });
  });
});
