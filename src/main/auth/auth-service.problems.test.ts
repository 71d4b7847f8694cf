import { afterEach, describe, expect, it } from 'vitest';
import { idOfOther, othersIn, signInAs, who, withPeople } from '../../../tests/support/auth/people';
import { type Rig, startRig } from '../../../tests/support/auth/rig';
import { AppError } from '../problems/app-error';

/** What a signed-in person is told of: what they just tried, beside what is wrong with their session. */

let rig: Rig;
afterEach(() => rig.close());

async function annAndBen(): Promise<void> {
  rig = await startRig(withPeople);
  await rig.auth.restore();
  await signInAs(rig, 'ann');
  await signInAs(rig, 'ben');
}

/** Tries to add an account, and fails with this code. */
async function failToAdd(code: 'access-denied' | 'cancelled'): Promise<void> {
  rig.userAgent.behaviour = () => Promise.reject(new AppError(code));
  await rig.auth.signIn({ intent: 'sign-in' });
  rig.userAgent.behaviour = null;
}

/** Has the keychain refuse the next token, which the session then has a notice of. */
async function degrade(): Promise<void> {
  rig.secrets.failures.set = 'keychain-unavailable';
  await signInAs(rig, 'ben');
  expect(rig.auth.state).toMatchObject({ notice: { code: 'keychain-unavailable' } });
}

describe('a sign-in that fails while somebody is signed in', () => {
  it('is a problem of its own: the notice of the session stays', async () => {
    await annAndBen();
    await degrade();
    await failToAdd('access-denied');
    expect(who(rig.auth.state)).toBe('ben');
    expect(rig.auth.state).toMatchObject({
      problem: { code: 'access-denied' },
      notice: { code: 'keychain-unavailable' },
    });
  });

  it('is not forgotten by a refresh that goes well', async () => {
    await annAndBen();
    await failToAdd('access-denied');
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ problem: { code: 'access-denied' }, notice: null });
  });

  it('is dismissed first, and then the notice', async () => {
    await annAndBen();
    await degrade();
    await failToAdd('access-denied');
    rig.auth.dismissProblem();
    expect(rig.auth.state).toMatchObject({
      problem: null,
      notice: { code: 'keychain-unavailable' },
    });
    rig.auth.dismissProblem();
    expect(rig.auth.state).toMatchObject({ problem: null, notice: null });
  });

  it('is no problem when the person gave it up', async () => {
    await annAndBen();
    await failToAdd('cancelled');
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', problem: null });
  });

  it('is over with the next command', async () => {
    await annAndBen();
    await failToAdd('access-denied');
    await rig.auth.switchAccount(idOfOther(rig.auth.state, 'ann'));
    expect(who(rig.auth.state)).toBe('ann');
    expect(rig.auth.state).toMatchObject({ problem: null });
  });
});

describe('a sign-out of another account that goes only half way', () => {
  it('is told to who is signed in, with nothing to try again: the token is gone', async () => {
    await annAndBen();
    rig.pool.hooks.respond = (path) =>
      path === '/oauth2/revoke' ? new Response('busy', { status: 503 }) : undefined;
    const account = { id: idOfOther(rig.auth.state, 'ann') };
    await rig.skippingPauses(rig.auth.signOut({ account }));
    expect(who(rig.auth.state)).toBe('ben');
    expect(othersIn(rig.auth.state)).toEqual([]);
    expect(rig.auth.state).toMatchObject({
      problem: { code: 'provider-invalid-response', retryable: false },
      notice: null,
    });
  });
});
