import { afterEach, describe, expect, it } from 'vitest';
import { idOfOther, othersIn, type Person, rigWith, who } from './testing/people';
import type { Rig } from './testing/rig';

let rig: Rig;
afterEach(() => rig.close());

/** Signed in one after the other: the last of them is in use. */
async function signedIn(...names: Person[]): Promise<void> {
  rig = await rigWith(names);
}

const toAnn = () => rig.session.switchAccount(idOfOther(rig.session.state, 'ann'));
const signOut = () => rig.skippingPauses(rig.session.signOut());
const known = () =>
  rig.accounts.content.accounts.map(({ account }) => account.email?.split('@')[0]).sort();

describe('switching', () => {
  it('needs no page and no request while the token is still good', async () => {
    await signedIn('ann', 'ben');
    const opened = rig.userAgent.opened.length;
    await toAnn();
    expect(who(rig.session.state)).toBe('ann');
    expect(othersIn(rig.session.state)).toEqual(['ben']);
    expect(rig.userAgent.opened).toHaveLength(opened);
    expect(rig.tokenRequests()).toHaveLength(2);
    expect(rig.journal).toEqual(['state signed-in', 'index activate']);
  });

  it('after a restart gets a new token first', async () => {
    await signedIn('ann', 'ben');
    const session = rig.relaunch();
    await session.restore();
    rig.journal.length = 0;
    await session.switchAccount(idOfOther(session.state, 'ann'));
    expect(who(session.state)).toBe('ann');
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
    const session = rig.relaunch();
    await session.restore();
    expect(who(session.state)).toBe('ann');
    expect(othersIn(session.state)).toEqual(['ben']);
  });

  it('leaves the other one without a timer, and fresh again when it is its turn', async () => {
    await signedIn('ann', 'ben');
    const alone = rig.clock.pending.length;
    await toAnn();
    expect(rig.clock.pending).toHaveLength(alone);
    rig.clock.sleep(2 * 3_600_000);
    await rig.session.switchAccount(idOfOther(rig.session.state, 'ben'));
    expect(rig.session.state).toMatchObject({
      kind: 'signed-in',
      session: { accessTokenExpiresAt: rig.clock.now() + 3_600_000 },
    });
  });

  it('to one whose token is gone signs out, says why, and the other is one click away', async () => {
    await signedIn('ann', 'ben');
    const session = rig.relaunch();
    await session.restore();
    rig.secrets.entries.clear();
    await session.switchAccount(idOfOther(session.state, 'ann'));
    expect(session.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'login-required' },
    });
    expect(othersIn(session.state)).toEqual(['ben']);
    expect(known()).toEqual(['ben']);
  });

  it('to one whose entry cannot be read says so, and keeps both', async () => {
    await signedIn('ann', 'ben');
    const session = rig.relaunch();
    await session.restore();
    rig.secrets.failures.get = 'keychain-corrupt';
    await session.switchAccount(idOfOther(session.state, 'ann'));
    expect(session.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'keychain-corrupt' },
    });
    expect(othersIn(session.state).toSorted()).toEqual(['ann', 'ben']);
    expect(rig.secrets.entries.size).toBe(2);
    delete rig.secrets.failures.get;
    await session.switchAccount(idOfOther(session.state, 'ben'));
    expect(session.state).toMatchObject({ kind: 'signed-in', notice: null });
    expect(who(session.state)).toBe('ben');
  });

  it.each(['keychain-locked', 'keychain-timeout', 'keychain-unavailable'] as const)(
    'with %s shows the account and the notice, and goes on once it can',
    async (code) => {
      await signedIn('ann', 'ben');
      const session = rig.relaunch();
      await session.restore();
      rig.secrets.failures.get = code;
      await session.switchAccount(idOfOther(session.state, 'ann'));
      expect(who(session.state)).toBe('ann');
      expect(session.state).toMatchObject({ kind: 'signed-in', notice: { code } });
      await expect(session.accessToken()).rejects.toMatchObject({ code });
      delete rig.secrets.failures.get;
      rig.secrets.becomeAvailable();
      await session.settled();
      expect(session.state).toMatchObject({ kind: 'signed-in', notice: null });
    },
  );

  it('to one that the provider has ended says so, and forgets it', async () => {
    await signedIn('ann', 'ben');
    const session = rig.relaunch();
    await session.restore();
    rig.pool.revokeAllRefreshTokens();
    await rig.skippingPauses(session.switchAccount(idOfOther(session.state, 'ann')));
    expect(session.state).toMatchObject({ problem: { code: 'session-ended' } });
    expect(known()).toEqual(['ben']);
  });

  it('to nobody that is known, or to oneself, does nothing', async () => {
    await signedIn('ann', 'ben');
    const ann = idOfOther(rig.session.state, 'ann');
    await toAnn();
    rig.journal.length = 0;
    await rig.session.switchAccount(ann);
    await rig.session.switchAccount('x'.repeat(43));
    expect(rig.journal).toEqual([]);
  });

  it('works while signed out', async () => {
    await signedIn('ann', 'ben');
    await signOut();
    expect(rig.session.state).toMatchObject({ kind: 'signed-out', problem: null });
    await toAnn();
    expect(who(rig.session.state)).toBe('ann');
  });

  it('is possible when the index cannot be written: it lasts until the app closes', async () => {
    await signedIn('ann', 'ben');
    rig.accounts.failure = new Error('disk full');
    await toAnn();
    expect(who(rig.session.state)).toBe('ann');
    expect(rig.session.state).toMatchObject({ kind: 'signed-in' });
  });
});
