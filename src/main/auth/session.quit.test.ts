import { describe, expect, it } from 'vitest';
import { idOfOther, signInAs } from './testing/people';
import type { Rig } from './testing/rig';
import { rest, rotating, signingIn } from './testing/rig-of-people';

let rig: Rig;
const signedIn = signingIn((opened) => {
  rig = opened;
});

describe('quitting', () => {
  it('SEC-52: waits for the rotation of an account that is not in use any more', async () => {
    await signedIn(['ann', 'ben'], {}, rotating);
    const answer = rig.answers.hold('/oauth2/token');
    const before = new Set(rig.secrets.entries.values());
    void rig.session.refresh();
    await answer.reached;
    await rig.session.switchAccount(idOfOther(rig.session.state, 'ann'));
    const settled = rig.session.settled();
    answer.release();
    await settled;
    const changed = [...rig.secrets.entries.values()].filter((token) => !before.has(token));
    expect(changed).toHaveLength(1);
  });

  it('SEC-52: waits for a sign-in that is being saved', async () => {
    await signedIn([]);
    const saving = rig.secrets.gate.hold('set');
    const signingIn = signInAs(rig, 'ann');
    await saving.reached;
    const settled = rig.session.settled();
    saving.release();
    await settled;
    expect(rig.accounts.content.active?.isComplete).toBe(true);
    await signingIn;
  });

  it('leaves no timer, of no account', async () => {
    await signedIn(['ann', 'ben'], {}, rotating);
    rig.secrets.failures.set = 'keychain-unavailable';
    await rig.session.refresh();
    await rig.session.switchAccount(idOfOther(rig.session.state, 'ann'));
    rig.session.dispose();
    await rest();
    expect(rig.clock.pending).toEqual([]);
  });

  it('while the index is still being read asks nobody anything', async () => {
    await signedIn(['ann']);
    const session = rig.relaunch();
    const reading = rig.accounts.gate.hold('read');
    const restoring = session.restore();
    await reading.reached;
    session.dispose();
    rig.journal.length = 0;
    reading.release();
    await restoring;
    expect(rig.journal).toEqual([]);
  });

  it('takes no further command', async () => {
    await signedIn(['ann', 'ben']);
    const toAnn = idOfOther(rig.session.state, 'ann');
    rig.session.dispose();
    rig.journal.length = 0;
    await rig.session.switchAccount(toAnn);
    await signInAs(rig, 'cam');
    await rig.session.signOut();
    expect(rig.journal).toEqual([]);
    expect(rig.clock.pending).toEqual([]);
  });
});
