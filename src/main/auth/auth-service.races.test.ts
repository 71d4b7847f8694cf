import { describe, expect, it } from 'vitest';
import { idOfOther, othersIn, people, signInAs, who } from '../../../tests/support/auth/people';
import type { Rig } from '../../../tests/support/auth/rig';
import { rest, rotating, signingIn } from '../../../tests/support/auth/rig-of-people';
import { eventually } from '../../../tests/support/eventually';
import { AppError } from '../problems/app-error';

const hour = 3_600_000;
const limits = { idleMs: null, absoluteMs: null, refreshTokenMs: null };

let rig: Rig;
const signedIn = signingIn((opened) => {
  rig = opened;
});

describe('switching accounts', () => {
  it('twice in a row leaves only the last one at work', async () => {
    await signedIn(['ann', 'ben', 'cam']);
    const { state } = rig.auth;
    const [toAnn, toBen] = [idOfOther(state, 'ann'), idOfOther(state, 'ben')];
    const alone = rig.clock.pending.length;
    const slow = rig.accounts.gate.hold('activate');
    const first = rig.auth.switchAccount(toAnn);
    await slow.reached;
    const second = rig.auth.switchAccount(toBen);
    slow.release();
    await Promise.all([first, second]);
    expect(who(rig.auth.state)).toBe('ben');
    expect(rig.clock.pending).toHaveLength(alone);
  });

  it('a sign-out in the middle of it leaves no timer, and the account does not come back', async () => {
    await signedIn(['ann', 'ben'], { limits: { ...limits, idleMs: hour } });
    const slow = rig.accounts.gate.hold('activate');
    const switching = rig.auth.switchAccount(idOfOther(rig.auth.state, 'ann'));
    await slow.reached;
    const leaving = rig.auth.signOut();
    await rest();
    slow.release();
    await rig.skippingPauses(Promise.all([switching, leaving]));
    rig.clock.advance(5 * 60_000);
    await rest();
    expect(rig.clock.pending).toEqual([]);
    expect(rig.auth.state).toMatchObject({ kind: 'signed-out' });
    expect(othersIn(rig.auth.state)).toEqual(['ben']);
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
    await rig.auth.wake();
    await revocation.reached; // Ann is on her way out
    tokens.release();
    await adding;
    revocation.release();
    await rest();
    expect(who(rig.auth.state)).toBe('ben');
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', others: [] });
    expect(rig.secrets.entries.size).toBe(1);
  });

  it('does not make the earlier one the first at the next launch when that is renewed meanwhile', async () => {
    await signedIn(['ann']);
    const answer = rig.answers.hold('/oauth2/token');
    const refreshing = rig.auth.refresh();
    await answer.reached;
    const saving = rig.accounts.gate.hold('save');
    const adding = signInAs(rig, 'ben');
    await saving.reached;
    answer.release();
    await rest();
    saving.release();
    await Promise.all([adding, refreshing]);
    expect(who(rig.auth.state)).toBe('ben');
    expect(rig.accounts.content.active?.account.email).toBe(people.ben.username);
  });
});

describe('signing in again as the same person', () => {
  it('while a refresh is under way keeps the new token, not the old one that comes late', async () => {
    await signedIn(['ann'], {}, { ...rotating, refreshTokenRotation: { graceSeconds: 60 } });
    const answer = rig.answers.hold('/oauth2/token');
    const refreshing = rig.auth.refresh();
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
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', notice: null });
    const relaunched = rig.relaunch();
    await rig.skippingPauses(relaunched.restore());
    expect(relaunched.state).toMatchObject({ kind: 'signed-in', notice: null });
  });
});

describe('signing in again just before the limit', () => {
  it('wins, when both have to wait for their turn: the new session stays', async () => {
    await signedIn(['ann', 'ben'], { limits: { ...limits, absoluteMs: hour } });
    rig.secrets.failures.delete = 'keychain-locked';
    await rig.skippingPauses(rig.auth.signOut());
    delete rig.secrets.failures.delete;
    await rig.auth.switchAccount(idOfOther(rig.auth.state, 'ann'));
    rig.auth.dispose();
    const auth = rig.relaunch();
    const deleting = rig.secrets.gate.hold('delete'); // of what Ben has left
    const restoring = auth.restore();
    await deleting.reached;
    rig.clock.sleep(hour - 120_000);
    rig.pool.hooks.idToken = ({ claims, header }) => ({
      header,
      claims: { ...claims, auth_time: Math.floor(rig.clock.now() / 1000) },
    });
    const again = signInAs(rig, 'ann', auth);
    while (!rig.states.some((state) => 'phase' in state && state.phase === 'finishing')) {
      await rest();
    }
    await new Promise((resolve) => setTimeout(resolve, 200)); // the tokens are there by now
    rig.clock.sleep(240_000);
    await auth.wake();
    expect(auth.state.kind).toBe('signing-out');
    deleting.release();
    await rig.skippingPauses(Promise.all([restoring, again]));
    await rig.skippingPauses(auth.signOut({ account: { id: 'nobody' } }));
    expect(auth.state).toMatchObject({ kind: 'signed-in', notice: null });
    expect(rig.secrets.entries.size).toBe(1);
    expect(rig.accounts.content.accounts).toMatchObject([{ isComplete: true }]);
    await auth.refresh();
    expect(auth.state).toMatchObject({ kind: 'signed-in', notice: null });
  });
});

describe('signing out', () => {
  it('of the current account is not forgotten while another one is being signed out', async () => {
    await signedIn(['ann', 'ben']);
    const answer = rig.answers.hold('/oauth2/revoke');
    const ann = { id: idOfOther(rig.auth.state, 'ann') };
    const first = rig.auth.signOut({ account: ann });
    await answer.reached;
    const second = rig.auth.signOut();
    answer.release();
    await rig.skippingPauses(Promise.all([first, second]));
    expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.secrets.entries.size).toBe(0);
  });

  it('of another account does not stand in the way of switching', async () => {
    await signedIn(['ann', 'ben', 'cam']);
    const answer = rig.answers.hold('/oauth2/revoke');
    const ann = { id: idOfOther(rig.auth.state, 'ann') };
    const leaving = rig.auth.signOut({ account: ann });
    await answer.reached;
    expect(othersIn(rig.auth.state)).toEqual(['ben']);
    await rig.auth.switchAccount(idOfOther(rig.auth.state, 'ben'));
    expect(who(rig.auth.state)).toBe('ben');
    answer.release();
    await rig.skippingPauses(leaving);
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', notice: null });
  });

  it('SEC-60: a limit that is reached while another one is being signed out still counts', async () => {
    await signedIn(['ann', 'ben'], { limits: { ...limits, absoluteMs: 8 * hour } });
    const answer = rig.answers.hold('/oauth2/revoke');
    const ann = { id: idOfOther(rig.auth.state, 'ann') };
    const leaving = rig.auth.signOut({ account: ann });
    await answer.reached;
    rig.clock.sleep(8 * hour + 60_000);
    rig.clock.advance(30_000);
    answer.release();
    await rig.skippingPauses(leaving);
    expect(who(rig.auth.state)).toBe('ben');
    rig.clock.advance(30_000);
    await eventually(() => expect(rig.auth.state).toMatchObject({ kind: 'signed-out' }));
    expect(rig.auth.state).toMatchObject({ problem: { code: 'session-limit' } });
  });

  it('deletes every entry before the provider is told about the first', async () => {
    await signedIn(['ann', 'ben', 'cam']);
    await rig.skippingPauses(rig.auth.signOut({ account: 'all' }));
    expect(rig.journal.lastIndexOf('keychain delete')).toBeLessThan(
      rig.journal.indexOf('POST /oauth2/revoke'),
    );
    expect(rig.revoked()).toBe(3);
  });

  it('gives no access token out from its beginning on', async () => {
    await signedIn(['ann']);
    rig.clock.advance(hour - 5_000); // too little for a new call, and still good
    const answer = rig.answers.hold('/oauth2/token');
    const call = rig.auth.accessToken();
    await answer.reached;
    const leaving = rig.skippingPauses(rig.auth.signOut());
    answer.release();
    await expect(call).rejects.toBeInstanceOf(AppError);
    await leaving;
  });

  it('while the token is being saved at last leaves nothing behind', async () => {
    await signedIn(['ann'], {}, rotating);
    rig.secrets.failures.set = 'keychain-unavailable';
    await rig.auth.refresh();
    delete rig.secrets.failures.set;
    const saving = rig.secrets.gate.hold('set');
    rig.clock.advance(2_000);
    await saving.reached;
    rig.secrets.failures.delete = 'keychain-locked';
    const leaving = rig.skippingPauses(rig.auth.signOut());
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
    await rig.skippingPauses(rig.auth.signOut({ account: 'all' }));
    delete rig.secrets.failures.delete;
    const auth = rig.relaunch();
    const answer = rig.answers.hold('/oauth2/revoke');
    const restoring = auth.restore();
    await answer.reached;
    await signInAs(rig, 'ben', auth);
    answer.release();
    await rig.skippingPauses(restoring);
    expect(who(auth.state)).toBe('ben');
    expect(rig.secrets.entries.size).toBe(1);
    const next = rig.relaunch();
    await rig.skippingPauses(next.restore());
    expect(next.state).toMatchObject({ kind: 'signed-in', notice: null });
  });

  it('does not take the token of a sign-in that is being saved in the same moment', async () => {
    await signedIn(['ann']);
    rig.secrets.failures.delete = 'keychain-locked';
    await rig.skippingPauses(rig.auth.signOut());
    delete rig.secrets.failures.delete;
    const auth = rig.relaunch();
    const reading = rig.secrets.gate.hold('get');
    const restoring = auth.restore();
    await reading.reached;
    const signingIn = signInAs(rig, 'ann', auth);
    await rest();
    reading.release();
    await rig.skippingPauses(Promise.all([restoring, signingIn]));
    expect(who(auth.state)).toBe('ann');
    expect(rig.secrets.entries.size).toBe(1);
  });
});
