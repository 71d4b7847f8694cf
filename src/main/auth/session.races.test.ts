import { describe, expect, it } from 'vitest';
import { eventually } from '../../shared/testing/eventually';
import { AppError } from './errors';
import { idOfOther, othersIn, people, signInAs, who } from './testing/people';
import type { Rig } from './testing/rig';
import { rest, rotating, signingIn } from './testing/rig-of-people';

const hour = 3_600_000;
const limits = { idleMs: null, absoluteMs: null, refreshTokenMs: null };

let rig: Rig;
const signedIn = signingIn((opened) => {
  rig = opened;
});

describe('switching accounts', () => {
  it('twice in a row leaves only the last one at work', async () => {
    await signedIn(['ann', 'ben', 'cam']);
    const { state } = rig.session;
    const [toAnn, toBen] = [idOfOther(state, 'ann'), idOfOther(state, 'ben')];
    const alone = rig.clock.pending.length;
    const slow = rig.accounts.gate.hold('activate');
    const first = rig.session.switchAccount(toAnn);
    await slow.reached;
    const second = rig.session.switchAccount(toBen);
    slow.release();
    await Promise.all([first, second]);
    expect(who(rig.session.state)).toBe('ben');
    expect(rig.clock.pending).toHaveLength(alone);
  });

  it('a sign-out in the middle of it leaves no timer, and the account does not come back', async () => {
    await signedIn(['ann', 'ben'], { limits: { ...limits, idleMs: hour } });
    const slow = rig.accounts.gate.hold('activate');
    const switching = rig.session.switchAccount(idOfOther(rig.session.state, 'ann'));
    await slow.reached;
    const leaving = rig.session.signOut();
    await rest();
    slow.release();
    await rig.skippingPauses(Promise.all([switching, leaving]));
    rig.clock.advance(5 * 60_000);
    await rest();
    expect(rig.clock.pending).toEqual([]);
    expect(rig.session.state).toMatchObject({ kind: 'signed-out' });
    expect(othersIn(rig.session.state)).toEqual(['ben']);
    expect(rig.accounts.content.accounts.map(({ account }) => account.email)).toEqual([
      people.ben.username,
    ]);
  });
});

describe('adding an account', () => {
  it('keeps the new one in use when the earlier one reaches its limit meanwhile', async () => {
    await signedIn(['ann'], { limits: { ...limits, idleMs: hour } });
    const tokens = rig.answers.hold('/oauth2/token');
    const revocation = rig.answers.hold('/oauth2/revoke');
    const adding = signInAs(rig, 'ben');
    await tokens.reached;
    rig.clock.sleep(hour + 60_000);
    await rig.session.wake();
    await revocation.reached; // Ann is on her way out
    tokens.release();
    await adding;
    revocation.release();
    await rest();
    expect(who(rig.session.state)).toBe('ben');
    expect(rig.session.state).toMatchObject({ kind: 'signed-in', others: [] });
    expect(rig.secrets.entries.size).toBe(1);
  });

  it('does not make the earlier one the first at the next launch when that is renewed meanwhile', async () => {
    await signedIn(['ann']);
    const answer = rig.answers.hold('/oauth2/token');
    const refreshing = rig.session.refresh();
    await answer.reached;
    const saving = rig.accounts.gate.hold('save');
    const adding = signInAs(rig, 'ben');
    await saving.reached;
    answer.release();
    await rest();
    saving.release();
    await Promise.all([adding, refreshing]);
    expect(who(rig.session.state)).toBe('ben');
    expect(rig.accounts.content.active?.account.email).toBe(people.ben.username);
  });
});

describe('signing in again as the same person', () => {
  it('while a refresh is under way keeps the new token, not the old one that comes late', async () => {
    await signedIn(['ann'], {}, { ...rotating, refreshTokenRotation: { graceSeconds: 60 } });
    const answer = rig.answers.hold('/oauth2/token');
    const refreshing = rig.session.refresh();
    await answer.reached;
    const saving = rig.accounts.gate.hold('save');
    const again = signInAs(rig, 'ann');
    await saving.reached;
    answer.release();
    await rest();
    saving.release();
    await again;
    await refreshing;
    await rest();
    await rig.session.refresh();
    expect(rig.session.state).toMatchObject({ kind: 'signed-in', notice: null });
    const relaunched = rig.relaunch();
    await rig.skippingPauses(relaunched.restore());
    expect(relaunched.state).toMatchObject({ kind: 'signed-in', notice: null });
  });
});

describe('signing in again just before the limit', () => {
  it('wins, when both have to wait for their turn: the new session stays', async () => {
    await signedIn(['ann', 'ben'], { limits: { ...limits, absoluteMs: hour } });
    rig.secrets.failures.delete = 'keychain-locked';
    await rig.skippingPauses(rig.session.signOut());
    delete rig.secrets.failures.delete;
    await rig.session.switchAccount(idOfOther(rig.session.state, 'ann'));
    rig.session.dispose();
    const session = rig.relaunch();
    const deleting = rig.secrets.gate.hold('delete'); // of what Ben has left
    const restoring = session.restore();
    await deleting.reached;
    rig.clock.sleep(hour - 120_000);
    rig.pool.hooks.idToken = ({ claims, header }) => ({
      header,
      claims: { ...claims, auth_time: Math.floor(rig.clock.now() / 1000) },
    });
    const again = signInAs(rig, 'ann', session);
    while (!rig.states.some((state) => 'phase' in state && state.phase === 'finishing')) {
      await rest();
    }
    await new Promise((resolve) => setTimeout(resolve, 200)); // the tokens are there by now
    rig.clock.sleep(240_000);
    await session.wake();
    expect(session.state.kind).toBe('signing-out');
    deleting.release();
    await rig.skippingPauses(Promise.all([restoring, again]));
    await rig.skippingPauses(session.signOut({ account: { id: 'nobody' } }));
    expect(session.state).toMatchObject({ kind: 'signed-in', notice: null });
    expect(rig.secrets.entries.size).toBe(1);
    expect(rig.accounts.content.accounts).toMatchObject([{ isComplete: true }]);
    await session.refresh();
    expect(session.state).toMatchObject({ kind: 'signed-in', notice: null });
  });
});

describe('signing out', () => {
  it('of the current account is not forgotten while another one is being signed out', async () => {
    await signedIn(['ann', 'ben']);
    const answer = rig.answers.hold('/oauth2/revoke');
    const ann = { id: idOfOther(rig.session.state, 'ann') };
    const first = rig.session.signOut({ account: ann });
    await answer.reached;
    const second = rig.session.signOut();
    answer.release();
    await rig.skippingPauses(Promise.all([first, second]));
    expect(rig.session.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.secrets.entries.size).toBe(0);
  });

  it('of another account does not stand in the way of switching', async () => {
    await signedIn(['ann', 'ben', 'cam']);
    const answer = rig.answers.hold('/oauth2/revoke');
    const ann = { id: idOfOther(rig.session.state, 'ann') };
    const leaving = rig.session.signOut({ account: ann });
    await answer.reached;
    expect(othersIn(rig.session.state)).toEqual(['ben']);
    await rig.session.switchAccount(idOfOther(rig.session.state, 'ben'));
    expect(who(rig.session.state)).toBe('ben');
    answer.release();
    await rig.skippingPauses(leaving);
    expect(rig.session.state).toMatchObject({ kind: 'signed-in', notice: null });
  });

  it('SEC-60: a limit that is reached while another one is being signed out still counts', async () => {
    await signedIn(['ann', 'ben'], { limits: { ...limits, absoluteMs: 8 * hour } });
    const answer = rig.answers.hold('/oauth2/revoke');
    const ann = { id: idOfOther(rig.session.state, 'ann') };
    const leaving = rig.session.signOut({ account: ann });
    await answer.reached;
    rig.clock.sleep(8 * hour + 60_000);
    rig.clock.advance(30_000);
    answer.release();
    await rig.skippingPauses(leaving);
    expect(who(rig.session.state)).toBe('ben');
    rig.clock.advance(30_000);
    await eventually(() => expect(rig.session.state).toMatchObject({ kind: 'signed-out' }));
    expect(rig.session.state).toMatchObject({ problem: { code: 'session-limit' } });
  });

  it('deletes every entry before the provider is told about the first', async () => {
    await signedIn(['ann', 'ben', 'cam']);
    await rig.skippingPauses(rig.session.signOut({ account: 'all' }));
    expect(rig.journal.lastIndexOf('keychain delete')).toBeLessThan(
      rig.journal.indexOf('POST /oauth2/revoke'),
    );
    expect(rig.revoked()).toBe(3);
  });

  it('gives no access token out from its beginning on', async () => {
    await signedIn(['ann']);
    rig.clock.advance(hour - 5_000); // too little for a new call, and still good
    const answer = rig.answers.hold('/oauth2/token');
    const call = rig.session.accessToken();
    await answer.reached;
    const leaving = rig.skippingPauses(rig.session.signOut());
    answer.release();
    await expect(call).rejects.toBeInstanceOf(AppError);
    await leaving;
  });

  it('while the token is being saved at last leaves nothing behind', async () => {
    await signedIn(['ann'], {}, rotating);
    rig.secrets.failures.set = 'keychain-unavailable';
    await rig.session.refresh();
    delete rig.secrets.failures.set;
    const saving = rig.secrets.gate.hold('set');
    rig.clock.advance(2_000);
    await saving.reached;
    rig.secrets.failures.delete = 'keychain-locked';
    const leaving = rig.skippingPauses(rig.session.signOut());
    await rest();
    saving.release();
    await leaving;
    expect(rig.accounts.content.accounts).toMatchObject([{ isComplete: false }]);
    // What could not be deleted is known to the next launch, which deletes it.
    delete rig.secrets.failures.delete;
    await rig.skippingPauses(rig.relaunch().restore());
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.accounts.content.accounts).toEqual([]);
  });
});

describe('what an earlier run left', () => {
  it('is not thrown away when the person has signed in again in the meantime', async () => {
    await signedIn(['ann', 'ben']);
    rig.secrets.failures.delete = 'keychain-locked';
    await rig.skippingPauses(rig.session.signOut({ account: 'all' }));
    delete rig.secrets.failures.delete;
    const session = rig.relaunch();
    const answer = rig.answers.hold('/oauth2/revoke');
    const restoring = session.restore();
    await answer.reached;
    await signInAs(rig, 'ben', session);
    answer.release();
    await rig.skippingPauses(restoring);
    expect(who(session.state)).toBe('ben');
    expect(rig.secrets.entries.size).toBe(1);
    const next = rig.relaunch();
    await rig.skippingPauses(next.restore());
    expect(next.state).toMatchObject({ kind: 'signed-in', notice: null });
  });

  it('does not take the token of a sign-in that is being saved in the same moment', async () => {
    await signedIn(['ann']);
    rig.secrets.failures.delete = 'keychain-locked';
    await rig.skippingPauses(rig.session.signOut());
    delete rig.secrets.failures.delete;
    const session = rig.relaunch();
    const reading = rig.secrets.gate.hold('get');
    const restoring = session.restore();
    await reading.reached;
    const signingIn = signInAs(rig, 'ann', session);
    await rest();
    reading.release();
    await rig.skippingPauses(Promise.all([restoring, signingIn]));
    expect(who(session.state)).toBe('ann');
    expect(rig.secrets.entries.size).toBe(1);
  });
});
