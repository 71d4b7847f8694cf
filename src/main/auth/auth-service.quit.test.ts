import { describe, expect, it } from 'vitest';
import { idOfOther, signInAs } from '../../../tests/support/auth/people';
import type { Rig } from '../../../tests/support/auth/rig';
import { rest, rotating, signingIn } from '../../../tests/support/auth/rig-of-people';

let rig: Rig;
const signedIn = signingIn((opened) => {
  rig = opened;
});

describe('quitting', () => {
  it('SEC-52: waits for the rotation of an account that is not in use any more', async () => {
    await signedIn(['ann', 'ben'], {}, rotating);
    const answer = rig.answers.hold('/oauth2/token');
    const before = new Set(rig.secrets.entries.values());
    void rig.auth.refresh();
    await answer.reached;
    await rig.auth.switchAccount(idOfOther(rig.auth.state, 'ann'));
    const settled = rig.auth.settled();
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
    const settled = rig.auth.settled();
    saving.release();
    await settled;
    expect(rig.accounts.content.active?.isComplete).toBe(true);
    await signingIn;
  });

  it('leaves no timer, of no account', async () => {
    await signedIn(['ann', 'ben'], {}, rotating);
    rig.secrets.failures.set = 'keychain-unavailable';
    await rig.auth.refresh();
    await rig.auth.switchAccount(idOfOther(rig.auth.state, 'ann'));
    rig.auth.dispose();
    await rest();
    expect(rig.clock.pending).toEqual([]);
  });

  it('while the index is still being read asks nobody anything', async () => {
    await signedIn(['ann']);
    const auth = rig.relaunch();
    const reading = rig.accounts.gate.hold('read');
    const restoring = auth.restore();
    await reading.reached;
    auth.dispose();
    rig.journal.length = 0;
    reading.release();
    await restoring;
    expect(rig.journal).toEqual([]);
  });

  it('takes no further command', async () => {
    await signedIn(['ann', 'ben']);
    const toAnn = idOfOther(rig.auth.state, 'ann');
    rig.auth.dispose();
    rig.journal.length = 0;
    await rig.auth.switchAccount(toAnn);
    await signInAs(rig, 'cam');
    await rig.auth.signOut();
    expect(rig.journal).toEqual([]);
    expect(rig.clock.pending).toEqual([]);
  });
});
