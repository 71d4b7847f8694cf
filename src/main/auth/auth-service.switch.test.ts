import { afterEach, describe, expect, it } from 'vitest';
import { idOfOther, othersIn, type Person, rigWith, who } from '../../../tests/support/auth/people';
import type { Rig } from '../../../tests/support/auth/rig';

let rig: Rig;
afterEach(() => rig.close());

/** Signed in one after the other: the last of them is in use. */
async function signedIn(...names: Person[]): Promise<void> {
  rig = await rigWith(names);
}

const toAnn = () => rig.auth.switchAccount(idOfOther(rig.auth.state, 'ann'));
const signOut = () => rig.skippingPauses(rig.auth.signOut());
const known = () =>
  rig.accounts.content.accounts.map(({ account }) => account.email?.split('@')[0]).sort();

describe('switching', () => {
  it('needs no page and no request while the token is still good', async () => {
    await signedIn('ann', 'ben');
    const opened = rig.userAgent.opened.length;
    await toAnn();
    expect(who(rig.auth.state)).toBe('ann');
    expect(othersIn(rig.auth.state)).toEqual(['ben']);
    expect(rig.userAgent.opened).toHaveLength(opened);
    expect(rig.tokenRequests()).toHaveLength(2);
    expect(rig.journal).toEqual(['state signed-in', 'index activate']);
  });

  it('after a restart gets a new token first', async () => {
    await signedIn('ann', 'ben');
    const auth = rig.relaunch();
    await auth.restore();
    rig.journal.length = 0;
    await auth.switchAccount(idOfOther(auth.state, 'ann'));
    expect(who(auth.state)).toBe('ann');
    expect(rig.journal).toEqual([
      'state restoring',
      'index activate',
      'keychain get',
      'POST /oauth2/token',
      'index save',
      'state signed-in',
    ]);
  });

  it('is remembered at the next launch', async () => {
    await signedIn('ann', 'ben');
    await toAnn();
    const auth = rig.relaunch();
    await auth.restore();
    expect(who(auth.state)).toBe('ann');
    expect(othersIn(auth.state)).toEqual(['ben']);
  });

  it('leaves the other one without a timer, and fresh again when it is its turn', async () => {
    await signedIn('ann', 'ben');
    const alone = rig.clock.pending.length;
    await toAnn();
    expect(rig.clock.pending).toHaveLength(alone);
    rig.clock.sleep(2 * 3_600_000);
    await rig.auth.switchAccount(idOfOther(rig.auth.state, 'ben'));
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-in',
      session: { accessTokenExpiresAt: rig.clock.now() + 3_600_000 },
    });
  });

  it('to one whose token is gone signs out, says why, and the other is one click away', async () => {
    await signedIn('ann', 'ben');
    const auth = rig.relaunch();
    await auth.restore();
    rig.secrets.entries.clear();
    await auth.switchAccount(idOfOther(auth.state, 'ann'));
    expect(auth.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'login-required' },
    });
    expect(othersIn(auth.state)).toEqual(['ben']);
    expect(known()).toEqual(['ben']);
  });

  it('to one whose entry cannot be read says so, and keeps both', async () => {
    await signedIn('ann', 'ben');
    const auth = rig.relaunch();
    await auth.restore();
    rig.secrets.failures.get = 'keychain-corrupt';
    await auth.switchAccount(idOfOther(auth.state, 'ann'));
    expect(auth.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'keychain-corrupt' },
    });
    expect(othersIn(auth.state).toSorted()).toEqual(['ann', 'ben']);
    expect(rig.secrets.entries.size).toBe(2);
    delete rig.secrets.failures.get;
    await auth.switchAccount(idOfOther(auth.state, 'ben'));
    expect(auth.state).toMatchObject({ kind: 'signed-in', notice: null });
    expect(who(auth.state)).toBe('ben');
  });

  it.each(['keychain-locked', 'keychain-timeout', 'keychain-unavailable'] as const)(
    'with %s shows the account and the notice, and goes on once it can',
    async (code) => {
      await signedIn('ann', 'ben');
      const auth = rig.relaunch();
      await auth.restore();
      rig.secrets.failures.get = code;
      await auth.switchAccount(idOfOther(auth.state, 'ann'));
      expect(who(auth.state)).toBe('ann');
      expect(auth.state).toMatchObject({ kind: 'signed-in', notice: { code } });
      await expect(auth.accessToken()).rejects.toMatchObject({ code });
      delete rig.secrets.failures.get;
      rig.secrets.becomeAvailable();
      await auth.settled();
      expect(auth.state).toMatchObject({ kind: 'signed-in', notice: null });
    },
  );

  it('to one that the provider has ended says so, and forgets it', async () => {
    await signedIn('ann', 'ben');
    const auth = rig.relaunch();
    await auth.restore();
    rig.pool.revokeAllRefreshTokens();
    await rig.skippingPauses(auth.switchAccount(idOfOther(auth.state, 'ann')));
    expect(auth.state).toMatchObject({ problem: { code: 'session-ended' } });
    expect(known()).toEqual(['ben']);
  });

  it('to nobody that is known, or to oneself, does nothing', async () => {
    await signedIn('ann', 'ben');
    const ann = idOfOther(rig.auth.state, 'ann');
    await toAnn();
    rig.journal.length = 0;
    await rig.auth.switchAccount(ann);
    await rig.auth.switchAccount('x'.repeat(43));
    expect(rig.journal).toEqual([]);
  });

  it('works while signed out', async () => {
    await signedIn('ann', 'ben');
    await signOut();
    expect(rig.auth.state).toMatchObject({ kind: 'signed-out', problem: null });
    await toAnn();
    expect(who(rig.auth.state)).toBe('ann');
  });

  it('is possible when the index cannot be written: it lasts until the app closes', async () => {
    await signedIn('ann', 'ben');
    rig.accounts.failure = new Error('disk full');
    await toAnn();
    expect(who(rig.auth.state)).toBe('ann');
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in' });
  });
});
