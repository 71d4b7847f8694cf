import { afterEach, describe, expect, it } from 'vitest';
import { idOfOther, othersIn, type Person, rigWith, who } from '../../../tests/support/auth/people';
import type { Rig } from '../../../tests/support/auth/rig';

let rig: Rig;
afterEach(() => rig.close());

/** Signed in one after the other: the last of them is in use. */
async function signedIn(...names: Person[]): Promise<void> {
  rig = await rigWith(names);
}

const signOut = (account: 'current' | 'all' | Person) =>
  rig.skippingPauses(
    rig.auth.signOut({
      account:
        account === 'current' || account === 'all'
          ? account
          : { id: idOfOther(rig.auth.state, account) },
    }),
  );
const known = () =>
  rig.accounts.content.accounts.map(({ account }) => account.email?.split('@')[0]).sort();

describe('signing out', () => {
  it('the one in use leaves the others, and nobody is put in its place', async () => {
    await signedIn('ann', 'ben');
    await signOut('current');
    expect(rig.auth.state).toMatchObject({ kind: 'signed-out', problem: null });
    expect(othersIn(rig.auth.state)).toEqual(['ann']);
    expect(rig.secrets.entries.size).toBe(1);
    const auth = rig.relaunch();
    await auth.restore();
    expect(auth.state).toMatchObject({ kind: 'signed-out', problem: null });
    expect(othersIn(auth.state)).toEqual(['ann']);
  });

  it('another one leaves the one in use as it is, and its cookies too', async () => {
    await signedIn('ann', 'ben');
    await signOut('ann');
    expect(who(rig.auth.state)).toBe('ben');
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-in',
      problem: null,
      notice: null,
      others: [],
    });
    expect(rig.states.map(({ kind }) => kind)).not.toContain('signing-out');
    expect(rig.userAgent.ended).toEqual([]);
    expect(known()).toEqual(['ben']);
    expect(rig.revoked()).toBe(1);
  });

  it('ends the browser session when who signed in there last leaves, be that after the others', async () => {
    await signedIn('ann', 'ben');
    await signOut('ann');
    await signOut('current');
    expect(rig.userAgent.ended).toHaveLength(1);
    expect(rig.auth.state.kind).toBe('signed-out');
  });

  it('another one whose end the provider was not told of says so at the one in use', async () => {
    await signedIn('ann', 'ben');
    rig.pool.hooks.respond = (path) =>
      path === '/oauth2/revoke' ? new Response('busy', { status: 503 }) : undefined;
    await signOut('ann');
    expect(who(rig.auth.state)).toBe('ben');
    expect(rig.auth.state).toMatchObject({
      problem: { message: expect.stringContaining('signed out on this computer') },
    });
  });

  it('all of them leaves nobody, and ends the browser session once', async () => {
    await signedIn('ann', 'ben', 'cam');
    await signOut('all');
    expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.accounts.content.accounts).toEqual([]);
    expect(rig.revoked()).toBe(3);
    expect(rig.userAgent.ended).toHaveLength(1);
    expect(rig.clock.pending).toEqual([]);
  });

  it('all of them works when nobody is in use', async () => {
    await signedIn('ann', 'ben');
    await signOut('current');
    await signOut('all');
    expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.accounts.content.accounts).toEqual([]);
  });

  it('all of them, with one entry that cannot be deleted: all the rest is done', async () => {
    await signedIn('ann', 'ben');
    const stays = rig.secrets.gate.hold('delete');
    const leaving = signOut('all');
    await stays.reached;
    rig.secrets.failures.delete = 'keychain-locked';
    stays.release();
    await new Promise((resolve) => setTimeout(resolve, 0));
    await leaving;
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'keychain-locked' },
      others: [],
    });
    expect(rig.revoked()).toBe(2);
    expect(rig.accounts.content.accounts.every(({ isComplete }) => !isComplete)).toBe(true);
    delete rig.secrets.failures.delete;
    await rig.skippingPauses(rig.relaunch().restore());
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.accounts.content.accounts).toEqual([]);
  });

  it('ends, whatever goes wrong in it: nobody is shown as signing out for ever', async () => {
    await signedIn('ann');
    const info = rig.log.info.bind(rig.log);
    rig.log.info = (event, fields) => {
      if (event === 'auth.signed-out') throw new Error('the disk is full');
      info(event, fields);
    };
    await signOut('current');
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'internal' },
    });
    await rig.auth.signOut(); // nothing is left to wait for
  });
});
