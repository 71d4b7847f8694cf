import { afterEach, describe, expect, it } from 'vitest';
import {
  idOfOther,
  type Person,
  people,
  rigWith,
  signInAs,
  who,
  withPeople,
} from '../../../tests/support/auth/people';
import type { Rig } from '../../../tests/support/auth/rig';
import { eventually } from '../../../tests/support/eventually';
import type { FlowName } from '../../shared/flows';
import { identity } from '../../shared/identity';
import type { Config } from '../config/types';

let rig: Rig;
afterEach(() => rig.close());

async function signIn(person: Person, flow: FlowName = 'loopback'): Promise<void> {
  const loopback = identity.loopbackRedirectUris[0] ?? '';
  const redirectUri = flow === 'loopback' ? loopback : rig.config.redirectUri;
  rig.userAgent.flow = { name: flow, redirectUri };
  await signInAs(rig, person);
}

async function start(settings: Partial<Config> = {}): Promise<void> {
  rig = await rigWith([], { flows: ['loopback', 'embedded-window'], ...settings }, withPeople);
}

/** From now on the provider answers by a session of ten minutes ago. */
function silently(): void {
  rig.pool.hooks.idToken = (token) => ({
    ...token,
    claims: { ...token.claims, auth_time: Number(token.claims.auth_time) - 600 },
  });
}

const prompts = () =>
  rig.userAgent.opened.map(({ url }) => new URL(url).searchParams.get('prompt'));
const problem = () => ('problem' in rig.auth.state ? rig.auth.state.problem : null);

describe('another account in the user’s own browser, whose session answers at once', () => {
  it('is asked for; the first sign-in is not', async () => {
    await start();
    await signIn('ann');
    await signIn('ben');
    expect(prompts()).toEqual([null, 'login']);
    expect(who(rig.auth.state)).toBe('ben');
    expect(problem()).toBeNull();
  });

  it('is asked for while other accounts are here, though none is in use', async () => {
    await start();
    await signIn('ann');
    await signIn('ben');
    await rig.auth.signOut();
    await signIn('cam');
    expect(prompts().at(-1)).toBe('login');
    // An account that is here already may sign in again.
    await rig.auth.signOut();
    await signIn('ann');
    expect(who(rig.auth.state)).toBe('ann');
    expect(problem()).toBeNull();
  });

  it('needs no question in a window of the app, which begins without a session', async () => {
    await start();
    await signIn('ann', 'embedded-window');
    await signIn('ben', 'embedded-window');
    expect(prompts()).toEqual([null, null]);
  });

  it('that turns out to be the same is said, with what helps', async () => {
    await start();
    await signIn('ann');
    await signIn('ann');
    expect(who(rig.auth.state)).toBe('ann');
    expect(problem()).toMatchObject({
      code: 'same-account',
      message: expect.stringContaining('You are still signed in as ann@example.com.'),
      retryable: true,
      otherFlow: 'embedded-window',
    });
    expect(rig.accounts.content.accounts).toHaveLength(1);
    // The user has typed a password: there is nothing to end.
    expect(rig.userAgent.ended).toEqual([]);
  });

  it('that comes back unasked has the session ended, since the classic hosted UI never asks', async () => {
    await start();
    await signIn('ann');
    silently();
    rig.userAgent.endSession = async (options) => {
      rig.userAgent.ended.push(options);
      delete rig.pool.hooks.idToken;
      rig.userAgent.person = people.ben;
      return true;
    };
    await signIn('ann');
    expect(who(rig.auth.state)).toBe('ben');
    expect(problem()).toBeNull();
    expect(rig.userAgent.ended.map(({ flow }) => flow)).toEqual(['loopback']);
    expect(prompts()).toEqual([null, 'login', 'login']);
    const revocations = () => rig.journal.filter((line) => line === 'POST /oauth2/revoke');
    await eventually(() => expect(revocations()).toHaveLength(1));
  });

  it('that comes back unasked twice is said', async () => {
    await start();
    await signIn('ann');
    silently();
    rig.userAgent.endSessionFailure = new Error('no browser');
    await signIn('ann');
    expect(prompts()).toHaveLength(3);
    expect(problem()).toMatchObject({ code: 'same-account' });
  });

  it('is no matter of a switch, or of a reauthentication', async () => {
    await start();
    await signIn('ann');
    await signIn('ben');
    await rig.auth.switchAccount(idOfOther(rig.auth.state, 'ann'));
    rig.userAgent.person = { username: 'ann@example.com', password: 'Passw0rd!ann' };
    await rig.auth.signIn({ intent: 'sign-in', prompt: 'login' });
    expect(problem()).toBeNull();
  });
});

describe('a sign-out that leaves the session in the user’s own browser', () => {
  const open = expect.objectContaining({ code: 'browser-session-open' });

  it('says so, and the next sign-in asks for an account', async () => {
    await start();
    await signIn('ann');
    rig.userAgent.endsSession = false;
    await rig.auth.signOut();
    expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: open, others: [] });
    await signIn('ben');
    expect(prompts().at(-1)).toBe('login');
    expect(problem()).toBeNull();
    await rig.auth.signOut({ account: 'all' });
  });

  it('is no matter any more once another user has signed in there', async () => {
    await start();
    await signIn('ann');
    rig.userAgent.endsSession = false;
    await rig.auth.signOut();
    await signIn('ben');
    rig.pool.hooks.tokenResponse = () => ({ status: 400, body: { error: 'invalid_grant' } });
    await rig.skippingPauses(rig.auth.refresh());
    expect(problem()).toMatchObject({ code: 'session-ended' });
    delete rig.pool.hooks.tokenResponse;
    await signIn('ben');
    expect(prompts()).toEqual([null, 'login', null]);
  });

  it('says so when the browser could not be opened', async () => {
    await start();
    await signIn('ann');
    rig.userAgent.endSessionFailure = new Error('no browser');
    await rig.auth.signOut();
    expect(problem()).toEqual(open);
  });

  it('waits three seconds for the provider, and takes it back when that confirms later', async () => {
    await start();
    await signIn('ann');
    let confirm = (_isOver: boolean) => {};
    rig.userAgent.endSession = () =>
      new Promise((resolve) => {
        confirm = resolve;
      });
    const signingOut = rig.auth.signOut();
    await eventually(() => expect(rig.clock.pending).toContain(3_000));
    rig.clock.advance(2_999);
    expect(rig.auth.state.kind).toBe('signing-out');
    rig.clock.advance(1);
    await signingOut;
    expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: open, others: [] });
    confirm(true);
    await eventually(() => expect(problem()).toBeNull());
    await signIn('ben');
    expect(prompts().at(-1)).toBeNull();
  });

  it('says nothing when the provider confirms, or where a window of the app was used', async () => {
    await start();
    await signIn('ann');
    await rig.auth.signOut();
    expect(problem()).toBeNull();
    await signIn('ann', 'embedded-window');
    rig.userAgent.endSessionFailure = new Error('no page');
    await rig.auth.signOut();
    expect(problem()).toBeNull();
  });

  it('is named when the same user comes back from it without a question', async () => {
    await start();
    await signIn('ann');
    rig.userAgent.endsSession = false;
    await rig.auth.signOut();
    silently();
    await signIn('ann');
    expect(problem()).toMatchObject({ code: 'same-account' });
  });
});
