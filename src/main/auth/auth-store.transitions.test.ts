import { afterEach, describe, expect, it } from 'vitest';
import { neverUnlessAborted } from '../../../tests/support/auth/hosted-ui';
import { type Rig, signedInRig, startRig } from '../../../tests/support/auth/rig';
import type { AuthState } from '../../shared/auth-state';
import { transitions } from './auth-store';

const dayMs = 24 * 3_600_000;
/** The pool and the rig's clock do not quite agree. */
const minuteMs = 60_000;
const withLimit = { limits: { idleMs: null, absoluteMs: dayMs, refreshTokenMs: null } };
const password = 'Correct-Horse-1';
const first = { username: 'first@example.com', password };
const second = { username: 'second@example.com', password };
const people = { users: [first, second] };

let rig: Rig;
afterEach(() => rig.close());

/** The changes that were taken in the tests of this file. */
const taken = new Set<string>();

/** Adds the changes of a launch: it begins as `restoring`. */
function note(): void {
  let from: AuthState['kind'] = 'restoring';
  for (const { kind } of rig.states) {
    if (kind !== from) taken.add(`${from} → ${kind}`);
    from = kind;
  }
  rig.states.length = 0;
}

/** Two accounts on the computer, and a new launch of the app with the second in use. */
async function relaunchWithTwo() {
  rig = await signedInRig(people);
  rig.userAgent.person = second;
  await rig.auth.signIn({ intent: 'sign-in' });
  note();
  const auth = rig.relaunch();
  await auth.restore();
  return auth;
}

function otherOf(state: AuthState): string {
  if (state.kind !== 'signed-in' && state.kind !== 'signed-out') throw new Error(state.kind);
  return state.others[0]?.id ?? 'nobody';
}

describe('what is in the table happens, and nothing else', () => {
  it('nobody at launch, a sign-in, a sign-out', async () => {
    rig = await startRig();
    await rig.auth.restore();
    await rig.auth.signIn({ intent: 'sign-in' });
    await rig.skippingPauses(rig.auth.signOut());
    note();
  });

  it('a sign-in that is cancelled', async () => {
    rig = await startRig();
    await rig.auth.restore();
    rig.userAgent.behaviour = ({ signal }) => {
      rig.auth.cancelSignIn();
      return neverUnlessAborted(signal);
    };
    await rig.auth.signIn({ intent: 'sign-in' });
    note();
  });

  it('an account that is added, and a switch', async () => {
    const auth = await relaunchWithTwo();
    await auth.switchAccount(otherOf(auth.state));
    note();
  });

  it('an account that is left on the computer, and gone on with', async () => {
    const auth = await relaunchWithTwo();
    await rig.skippingPauses(auth.signOut());
    await auth.switchAccount(otherOf(auth.state));
    note();
  });

  it('an account that was in use before, and is gone on with', async () => {
    rig = await signedInRig(people);
    rig.userAgent.person = second;
    await rig.auth.signIn({ intent: 'sign-in' });
    await rig.skippingPauses(rig.auth.signOut());
    await rig.auth.switchAccount(otherOf(rig.auth.state));
    expect(rig.auth.state.kind).toBe('signed-in');
    note();
  });

  it('an account that is added while the limit of the one in use passes', async () => {
    rig = await signedInRig(people, {
      limits: { idleMs: dayMs, absoluteMs: null, refreshTokenMs: null },
    });
    rig.userAgent.person = second;
    const tokens = rig.answers.hold('/oauth2/token');
    const revocation = rig.answers.hold('/oauth2/revoke');
    const adding = rig.auth.signIn({ intent: 'sign-in' });
    await tokens.reached;
    rig.clock.sleep(dayMs + minuteMs);
    await rig.auth.wake();
    await revocation.reached;
    tokens.release();
    await adding;
    revocation.release();
    await rig.auth.signOut({ account: { id: 'nobody' } });
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-in',
      account: { email: second.username },
    });
    note();
  });

  it('a session that the provider has ended', async () => {
    rig = await signedInRig();
    rig.pool.hooks.tokenResponse = () => ({ status: 400, body: { error: 'invalid_grant' } });
    await rig.skippingPauses(rig.auth.refresh());
    note();
  });

  it('a limit that passes while the app is closed', async () => {
    rig = await signedInRig({}, withLimit);
    note();
    rig.clock.sleep(dayMs + minuteMs);
    await rig.skippingPauses(rig.relaunch().restore());
    note();
  });

  it('a limit that passes while an account is being added', async () => {
    rig = await signedInRig({}, withLimit);
    rig.userAgent.behaviour = async ({ signal }) => {
      rig.clock.sleep(dayMs + minuteMs);
      await rig.auth.wake();
      while (rig.auth.state.kind === 'signing-out') {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      rig.auth.cancelSignIn();
      return neverUnlessAborted(signal);
    };
    await rig.skippingPauses(rig.auth.signIn({ intent: 'sign-in' }));
    note();
  });

  it('makes the whole table', () => {
    const table = Object.entries(transitions).flatMap(([from, changes]) =>
      Object.keys(changes).map((to) => `${from} → ${to}`),
    );
    expect([...taken].sort()).toEqual(table.sort());
  });
});
