import { afterEach, describe, expect, it } from 'vitest';
import { neverUnlessAborted } from '../../../tests/support/auth/hosted-ui';
import {
  idOfOther,
  type Person,
  people,
  rigWith,
  signInAs,
  withPeople,
} from '../../../tests/support/auth/people';
import { type Rig, startRig } from '../../../tests/support/auth/rig';
import { eventually } from '../../../tests/support/eventually';
import type { FlowName } from '../../shared/flows';
import { identity } from '../../shared/identity';
import { AppError } from '../problems/app-error';

let rig: Rig;
afterEach(() => rig.close());

const loopback = { name: 'loopback', redirectUri: identity.loopbackRedirectUris[1] ?? '' } as const;

async function start(): Promise<void> {
  rig = await startRig(withPeople);
  await rig.auth.restore();
}

async function signIn(flow: FlowName, person: Person): Promise<void> {
  const { redirectUri } = flow === 'embedded-window' ? rig.config : loopback;
  rig.userAgent.flow = { name: flow, redirectUri };
  await signInAs(rig, person);
}

const ended = () => rig.userAgent.ended.map(({ flow }) => flow);
const queryOf = (index: number) => new URL(rig.userAgent.opened.at(index)?.url ?? '').searchParams;

describe('signing in with the person’s own browser', () => {
  it('has the answer come back to where the flow listens, in both requests', async () => {
    await start();
    await signIn('loopback', 'ann');
    expect(rig.auth.state.kind).toBe('signed-in');
    expect(queryOf(0).get('redirect_uri')).toBe(loopback.redirectUri);
    // The pool compares the one of the token request: a sign-in that was refused would not be here.
    expect(rig.tokenRequests()).toHaveLength(1);
  });

  it('SEC-6: an error without a state is nobody’s: anyone can send it there', async () => {
    await start();
    rig.userAgent.strays = [`${loopback.redirectUri}?error=access_denied`];
    await signIn('loopback', 'ann');
    expect(rig.auth.state.kind).toBe('signed-in');
    const warnings = rig.states.flatMap((state) => ('warning' in state ? [state.warning] : []));
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'state-mismatch' }));
  });

  it('does not take an answer at the redirect URI of another flow', async () => {
    await start();
    rig.userAgent.behaviour = async ({ url, accept }) => {
      const answer = new URL(await rig.userAgent.signIn(url));
      expect(accept(`${rig.config.redirectUri}${answer.search}`)).toBe(false);
      expect(accept(answer.href)).toBe(true);
      return answer.href;
    };
    await signIn('loopback', 'ann');
    expect(rig.auth.state.kind).toBe('signed-in');
  });
});

describe('an unavailable flow', () => {
  it('is named while the next one goes on, with a request of its own', async () => {
    await start();
    let first = '';
    rig.userAgent.behaviour = async ({ begin, url, accept, onWarning }) => {
      first = new URL(url).searchParams.get('state') ?? '';
      onWarning(new AppError('browser-not-opened'));
      const second = begin(loopback);
      expect(accept(`${loopback.redirectUri}?code=c&state=${first}`)).toBe(false);
      const answer = await rig.userAgent.signIn(second);
      expect(accept(answer)).toBe(true);
      return answer;
    };
    await signIn('embedded-window', 'ann');
    expect(rig.auth.state.kind).toBe('signed-in');
    expect(rig.states).toContainEqual(
      expect.objectContaining({
        flow: 'loopback',
        warning: expect.objectContaining({ code: 'browser-not-opened' }),
      }),
    );
    expect(rig.accounts.content.active?.flow).toBe('loopback');
  });

  it('takes nothing before a request was made', async () => {
    await start();
    rig.userAgent.authorize = async ({ accept }) => {
      expect(accept(`${rig.config.redirectUri}?error=access_denied`)).toBe(false);
      throw new AppError('browser-not-opened');
    };
    await rig.auth.signIn({ intent: 'sign-in' });
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'browser-not-opened' },
    });
  });

  it('opens nothing once the sign-in was cancelled', async () => {
    await start();
    const opened: string[] = [];
    rig.userAgent.authorize = async ({ begin }) => {
      rig.auth.cancelSignIn();
      opened.push(begin(loopback));
      return '';
    };
    await rig.auth.signIn({ intent: 'sign-in' });
    expect(rig.auth.state).toMatchObject({ problem: { code: 'cancelled' } });
    expect(opened).toEqual([]);
  });
});

describe('a warning that names another flow', () => {
  it('has the user change to that flow, which ends the pending sign-in', async () => {
    rig = await rigWith([], { flows: ['embedded-window', 'loopback'] });
    rig.userAgent.behaviour = ({ onWarning, signal }) => {
      onWarning(new AppError('navigation-blocked', { detail: { host: 'login.corp.example' } }));
      return neverUnlessAborted(signal);
    };
    const first = rig.auth.signIn({ intent: 'sign-in' });
    await eventually(() =>
      expect(rig.auth.state).toMatchObject({
        kind: 'signing-in',
        warning: { code: 'navigation-blocked', otherFlow: 'loopback' },
      }),
    );
    rig.userAgent.behaviour = null;
    rig.userAgent.flow = loopback;
    await rig.auth.signIn({ intent: 'sign-in', flow: 'loopback' });
    await first;
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', problem: null });
    expect(rig.userAgent.opened).toHaveLength(2);
  });

  it('names none where the settings allow none', async () => {
    rig = await rigWith([], { flows: ['embedded-window'] });
    rig.userAgent.behaviour = async ({ onWarning }) => {
      onWarning(new AppError('navigation-blocked'));
      throw new AppError('cancelled');
    };
    await rig.auth.signIn({ intent: 'sign-in' });
    expect(JSON.stringify(rig.states)).not.toContain('otherFlow');
  });
});

it('what was refused outside a sign-in is shown: as a warning of the pending one, or as a problem', async () => {
  await start();
  rig.auth.report(new AppError('link-refused'));
  expect(rig.auth.state).toMatchObject({ kind: 'signed-out', problem: { code: 'link-refused' } });
  rig.userAgent.behaviour = async () => {
    rig.auth.report(new AppError('link-refused'));
    throw new AppError('cancelled');
  };
  await rig.auth.signIn({ intent: 'sign-in' });
  expect(rig.states).toContainEqual(
    expect.objectContaining({ warning: expect.objectContaining({ code: 'link-refused' }) }),
  );
});

describe('the provider’s session in a browser (SEC-58)', () => {
  it('of the person’s own is ended there, after a restart too', async () => {
    await start();
    await signIn('loopback', 'ann');
    const auth = rig.relaunch();
    await auth.restore();
    await auth.signOut();
    expect(ended()).toEqual(['loopback']);
  });

  it('of the app’s window is gone after a restart: there is nothing to end', async () => {
    await start();
    await signIn('embedded-window', 'ann');
    const auth = rig.relaunch();
    await auth.restore();
    await auth.signOut();
    expect(ended()).toEqual([]);
  });

  it('is that of who signed in there last', async () => {
    await start();
    await signIn('loopback', 'ann');
    // Times of the tokens are whole seconds.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    rig.clock.advance(1_100);
    await signIn('loopback', 'ben');
    await rig.auth.signOut({ account: { id: idOfOther(rig.auth.state, 'ann') } });
    expect(ended()).toEqual([]);
    await rig.auth.signOut();
    expect(ended()).toEqual(['loopback']);
  });

  it('of the app’s window stays known when somebody else uses their own browser', async () => {
    await start();
    await signIn('embedded-window', 'ann');
    await signIn('loopback', 'ben');
    await rig.auth.signOut({ account: { id: idOfOther(rig.auth.state, 'ann') } });
    expect(ended()).toEqual(['embedded-window']);
  });

  it('is ended in each of the two, when both are left', async () => {
    await start();
    await signIn('loopback', 'ann');
    await signIn('embedded-window', 'ben');
    await rig.auth.signOut({ account: 'all' });
    expect(ended().toSorted()).toEqual(['embedded-window', 'loopback']);
  });
});

describe('what a sign-in is asked for', () => {
  it('goes to the provider', async () => {
    await start();
    rig.userAgent.behaviour = () => Promise.reject(new AppError('cancelled'));
    const hints = { loginHint: people.ann.username, lang: 'de', idpIdentifier: 'example.com' };
    await rig.auth.signIn({ intent: 'sign-in', flow: 'loopback', ...hints });
    expect(Object.fromEntries(queryOf(-1))).toMatchObject({
      login_hint: people.ann.username,
      lang: 'de',
      idp_identifier: 'example.com',
    });
    expect(queryOf(-1).has('flow')).toBe(false);
    expect(rig.userAgent.opened.at(-1)).toMatchObject({
      flow: 'loopback',
      needsRealBrowser: false,
    });
  });

  it('needs a real browser with a provider that refuses windows of an app', async () => {
    await start();
    rig.userAgent.behaviour = () => Promise.reject(new AppError('cancelled'));
    await rig.auth.signIn({ intent: 'sign-in', identityProvider: 'Google' });
    expect(queryOf(-1).get('identity_provider')).toBe('Google');
    expect(rig.userAgent.opened.at(-1)).toMatchObject({ flow: null, needsRealBrowser: true });
  });

  it('needs one with such a provider in the settings, unless another is asked for', async () => {
    rig = await rigWith([], { identityProvider: 'Google' });
    rig.userAgent.behaviour = () => Promise.reject(new AppError('cancelled'));
    await rig.auth.signIn({ intent: 'sign-in' });
    await rig.auth.signIn({ intent: 'sign-in', identityProvider: 'Corp' });
    expect(rig.userAgent.opened.map(({ needsRealBrowser }) => needsRealBrowser)).toEqual([
      true,
      false,
    ]);
  });

  it('SEC-62: a proof of who is there names that person, whatever is hinted at', async () => {
    await start();
    await signIn('embedded-window', 'ann');
    rig.userAgent.behaviour = () => Promise.reject(new AppError('cancelled'));
    const loginHint = people.ben.username;
    await rig.auth.signIn({ intent: 'sign-in', prompt: 'login', loginHint });
    expect(queryOf(-1).get('login_hint')).toBe(people.ann.username);
  });
});
