import { afterEach, describe, expect, it } from 'vitest';
import { othersIn, signInAs, who, withPeople } from '../../../../tests/support/auth/people';
import { type Rig, startRig } from '../../../../tests/support/auth/rig';
import { eventually } from '../../../../tests/support/eventually';

let rig: Rig;
afterEach(() => rig.close());

/** An earlier run of the app that could not delete the entries of these people. */
async function leftBehind(...names: Parameters<typeof signInAs>[1][]): Promise<void> {
  rig = await startRig(withPeople);
  await rig.auth.restore();
  for (const name of names) await signInAs(rig, name);
  rig.secrets.failures.delete = 'keychain-locked';
  rig.pool.hooks.respond = (path) =>
    path === '/oauth2/revoke' ? new Response('busy', { status: 503 }) : undefined;
  await rig.skippingPauses(rig.auth.signOut({ account: 'all' }));
  rig.auth.dispose();
  delete rig.secrets.failures.delete;
  delete rig.pool.hooks.respond;
  rig.journal.length = 0;
  expect(rig.secrets.entries.size).toBe(names.length);
  expect(rig.revoked()).toBe(0);
}

async function launch() {
  const auth = rig.relaunch();
  await rig.skippingPauses(auth.restore());
  return auth;
}

describe('what an earlier run did not get done', () => {
  it('is done at launch: deleted here, revoked there, gone from the index', async () => {
    await leftBehind('ann', 'ben');
    const auth = await launch();
    expect(auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.accounts.content.accounts).toEqual([]);
    expect(rig.revoked()).toBe(2);
    // Whoever's cookies the window has: they are not these accounts'.
    expect(rig.journal).not.toContain('end session');
    expect(rig.clock.pending).toEqual([]);
  });

  it('comes after the account in use, which does not wait for it', async () => {
    await leftBehind('ann');
    const first = await launch();
    await signInAs(rig, 'ben', first);
    rig.secrets.failures.delete = 'keychain-locked';
    await signInAs(rig, 'ann', first);
    await rig.skippingPauses(first.signOut());
    delete rig.secrets.failures.delete;
    await first.switchAccount(othersId(first.state));
    first.dispose();
    rig.journal.length = 0;
    const auth = await launch();
    expect(who(auth.state)).toBe('ben');
    expect(rig.journal.indexOf('state signed-in')).toBeLessThan(
      rig.journal.indexOf('keychain delete'),
    );
    expect(othersIn(auth.state)).toEqual([]);
    expect(rig.secrets.entries.size).toBe(1);
  });

  it('and fails again, waits for the next launch, without a word to the person', async () => {
    await leftBehind('ann');
    rig.secrets.failures.delete = 'keychain-locked';
    const auth = await launch();
    expect(auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.accounts.content.accounts).toMatchObject([{ isComplete: false }]);
    auth.dispose();
    delete rig.secrets.failures.delete;
    await launch();
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.accounts.content.accounts).toEqual([]);
  });

  it('is forgotten here also when the provider cannot be told', async () => {
    await leftBehind('ann');
    rig.pool.hooks.respond = () => new Response('busy', { status: 503 });
    await launch();
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.accounts.content.accounts).toEqual([]);
  });

  it('is left for the next launch when the app quits first', async () => {
    await leftBehind('ann', 'ben');
    const auth = rig.relaunch();
    const answer = rig.answers.hold('/oauth2/revoke');
    const restoring = auth.restore();
    await answer.reached; // the first is gone
    auth.dispose();
    answer.release();
    await rig.skippingPauses(restoring);
    expect(rig.secrets.entries.size).toBe(1);
    expect(rig.accounts.content.accounts).toMatchObject([{ isComplete: false }]);
    await launch();
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.revoked()).toBe(2);
  });

  it('is not one click away, and cannot be switched to', async () => {
    await leftBehind('ann');
    rig.secrets.failures.delete = 'keychain-locked';
    const auth = await launch();
    const [stored] = rig.accounts.content.accounts;
    expect(stored).toBeDefined();
    expect(othersIn(auth.state)).toEqual([]);
  });
});

describe('SEC-58: the provider’s logout page', () => {
  const hanging = () => {
    rig.userAgent.endSession = () => new Promise(() => {});
  };

  it('that never ends is given up after 15 seconds', async () => {
    rig = await startRig(withPeople);
    await rig.auth.restore();
    await signInAs(rig, 'ann');
    hanging();
    const leaving = rig.auth.signOut();
    await eventually(() => expect(rig.clock.pending).toContain(15_000));
    rig.clock.advance(15_000);
    await leaving;
    expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
    expect(rig.clock.pending).toEqual([]);
  });

  it('does not keep the app from quitting, not even when it is opened after that', async () => {
    rig = await startRig(withPeople);
    await rig.auth.restore();
    await signInAs(rig, 'ann');
    hanging();
    const deleting = rig.secrets.gate.hold('delete');
    const leaving = rig.auth.signOut();
    await deleting.reached;
    rig.auth.dispose();
    deleting.release();
    await leaving;
    expect(rig.auth.state.kind).toBe('signed-out');
    expect(rig.clock.pending).toEqual([]);
  });
});

function othersId(state: { kind: string; others?: readonly { id: string }[] }): string {
  return state.others?.[0]?.id ?? '';
}
