import { afterEach, describe, expect, it } from 'vitest';
import { neverUnlessAborted } from '../../../tests/support/auth/hosted-ui';
import { rigWith, signInAs, withPeople } from '../../../tests/support/auth/people';
import { type Rig, startRig } from '../../../tests/support/auth/rig';
import { AppError } from '../problems/app-error';

/** What the log tells of a session: enough to follow it, and nothing of a person (SEC-68). */

let rig: Rig;
afterEach(() => rig.close());

/** A sign-in whose page is there and stays. */
async function waiting(): Promise<Promise<void>[]> {
  const { opened } = rig.userAgent;
  const before = opened.length;
  rig.userAgent.behaviour = ({ signal }) => neverUnlessAborted(signal);
  const signIn = rig.auth.signIn({ intent: 'sign-in' });
  await expect.poll(() => opened.length).toBe(before + 1);
  return [signIn];
}

/** The lines since the last look. */
const told = () => rig.log.lines.splice(0);

describe('the log', () => {
  it('tells a whole life', async () => {
    rig = await startRig(withPeople);
    await rig.auth.restore();
    expect(told()).toEqual(['auth.restored {"state":"signed-out"}']);
    await signInAs(rig, 'ann');
    const signedIn = ['auth.sign-in-opening {"flow":"embedded-window"}', 'auth.signed-in {}'];
    expect(told()).toEqual(signedIn);
    await signInAs(rig, 'ben');
    expect(told()).toEqual(signedIn);
    await rig.auth.signOut({ account: 'all' });
    expect(told()).toEqual(['auth.signed-out {"count":2}']);
  });

  it('tells why a sign-in did not come about, and what it was warned of', async () => {
    rig = await startRig();
    await rig.auth.restore();
    rig.userAgent.strays = [`${rig.config.redirectUri}?code=c&state=unknown`];
    rig.userAgent.behaviour = () => Promise.reject(new AppError('access-denied'));
    told();
    await rig.auth.signIn({ intent: 'sign-in' });
    expect(told()).toEqual([
      'auth.sign-in-opening {"flow":"embedded-window"}',
      'auth.sign-in-warning {"code":"state-mismatch"}',
      'auth.sign-in-failed {"code":"access-denied"}',
    ]);
  });

  it('tells of commands that come at the wrong time, and of no others', async () => {
    rig = await rigWith(['ann']);
    const [adding] = await waiting();
    told();
    await rig.auth.signIn({ intent: 'sign-in' });
    await rig.auth.switchAccount('nobody');
    await rig.auth.signOut();
    expect(told()).toEqual([
      'auth.sign-in-ignored {"state":"signing-in"}',
      'auth.switch-ignored {"state":"signing-in"}',
      'auth.sign-out-ignored {"state":"signing-in"}',
    ]);
    rig.auth.cancelSignIn();
    await adding;
    expect(told()).toEqual(['auth.sign-in-failed {"code":"cancelled"}']);
  });

  it('tells each step of a sign-out that failed', async () => {
    rig = await rigWith(['ann']);
    rig.secrets.failures.delete = 'keychain-locked';
    rig.userAgent.endSessionFailure = new AppError('provider-timeout');
    told();
    await rig.auth.signOut();
    expect(told()).toEqual([
      'auth.sign-out-step-failed {"step":"deletion","code":"keychain-locked"}',
      'auth.sign-out-step-failed {"step":"end","code":"provider-timeout"}',
      'auth.signed-out {"count":1}',
    ]);
  });

  it('tells that a sign-out had no token to hand back', async () => {
    rig = await rigWith(['ann']);
    // At the next launch, the token is in the keychain alone.
    rig.secrets.failures.get = 'keychain-locked';
    const auth = rig.relaunch();
    await auth.restore();
    told();
    await auth.signOut();
    expect(told()).toEqual([
      'auth.sign-out-token-unreadable {"code":"keychain-locked"}',
      'auth.signed-out {"count":1}',
    ]);
    expect(rig.revoked()).toBe(0);
  });

  it('tells that a refresh failed, and why', async () => {
    rig = await rigWith(['ann']);
    rig.pool.hooks.respond = (path) =>
      path === '/oauth2/token' ? new Response('busy', { status: 503 }) : undefined;
    told();
    await rig.auth.refresh();
    expect(told()).toContain('auth.refresh-failed {"code":"provider-invalid-response"}');
  });
});

describe('dismissing', () => {
  it('takes the warning of a sign-in away, and nothing else of it', async () => {
    rig = await rigWith(['ann']);
    rig.userAgent.strays = [`${rig.config.redirectUri}?code=c&state=unknown`];
    const [adding] = await waiting();
    const warned = rig.auth.state;
    expect(warned).toMatchObject({ kind: 'signing-in', warning: { code: 'state-mismatch' } });
    rig.auth.dismissProblem();
    expect(rig.auth.state).toEqual({ ...warned, warning: null });
    rig.auth.cancelSignIn();
    await adding;
  });
});

it('with nobody signed in, a refresh and a waking computer change nothing', async () => {
  rig = await startRig();
  await rig.auth.restore();
  const before = rig.auth.state;
  await rig.auth.refresh();
  await rig.auth.wake();
  expect(rig.auth.state).toBe(before);
  expect(rig.tokenRequests()).toEqual([]);
});
