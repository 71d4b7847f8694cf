import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { buttons, draw, read } from '../../tests/support/renderer/draw';
import {
  ada,
  everyState,
  info,
  longest,
  nobody,
  signedIn,
  states,
  unreachable,
} from '../../tests/support/renderer/fixtures';
import type { AuthState } from '../shared/auth-state';
import type { FlowName } from '../shared/flows';
import { problemCodes } from '../shared/problem';
import { Starting } from './screens/Starting';

describe('every screen', () => {
  const all = everyState(Date.now());

  it.each(Object.entries(all))('%s names its state and has exactly one heading', (_, state) => {
    const html = draw(state);
    expect(html).toContain(`data-state="${state.kind}"`);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toMatch(/role="status">[^<]+</);
  });

  it.each(Object.entries(all))('%s needs no inline style or script (SEC-39)', (_, state) => {
    expect(draw(state)).not.toMatch(/ style=|<style|<script| on[a-z]+=/);
  });

  it('shows nothing to read before the main process has answered', () => {
    const html = renderToStaticMarkup(<Starting />);
    expect(html).toContain('data-state="starting"');
    expect(read(html).trim()).toBe('');
  });

  it('throws on a state it does not know, for the error boundary to catch', () => {
    const unknown: unknown = { kind: 'levitating' };
    expect(() => draw(unknown as AuthState)).toThrow();
  });
});

describe('misconfigured', () => {
  it('shows key, source, problem and expectation of every mistake', () => {
    const html = read(draw(states.misconfigured));
    for (const problem of states.misconfigured.problems) {
      for (const part of Object.values(problem)) expect(html).toContain(part);
    }
    expect(html).toContain('config.json');
    expect(html).toContain('2 settings');
  });
});

describe('restoring', () => {
  it('shows who was here last', () => {
    const html = read(draw(states.restoring));
    expect(html).toContain('Ada Lovelace');
    expect(html).toContain('Checking your session…');
  });

  it('does without a name on a first run', () => {
    expect(read(draw({ kind: 'restoring', account: null }))).toContain('Checking your session…');
  });
});

describe('signed-out', () => {
  it('offers both ways in and names the host', () => {
    const html = draw(states.signedOut);
    expect(buttons(html)).toEqual(['Sign in', 'Create account']);
    expect(html).toMatch(/<h1[^>]*>Welcome<\/h1>/);
    expect(read(html)).toContain(`You will sign in at ${info.providerHost}`);
  });

  it('offers no account, and names no host, where the provider has none', () => {
    const html = draw(states.signedOut, { ...info, canSignUp: false, providerHost: null });
    expect(buttons(html)).toEqual(['Sign in']);
    expect(read(html)).not.toContain('You will sign in at');
  });

  it('offers the other place to sign in, whichever is the usual one', () => {
    const offered = (...flows: FlowName[]) => buttons(draw(states.signedOut, { ...info, flows }));
    expect(offered('embedded-window', 'loopback')).toContain('Use your browser instead');
    expect(offered('private-scheme', 'embedded-window')).toContain(
      'Use a window of this app instead',
    );
    expect(offered('loopback', 'private-scheme')).toEqual(['Sign in', 'Create account']);
  });

  it('has a button for each identity provider of the settings, by the name that people know', () => {
    const identityProviders = ['Google', 'SignInWithApple', 'Corp & Sons', 'COGNITO'];
    expect(buttons(draw(states.signedOut, { ...info, identityProviders }))).toEqual([
      'Sign in',
      'Create account',
      'Continue with Google',
      'Continue with Apple',
      'Continue with Corp &amp; Sons',
      'Continue with e-mail and password',
    ]);
  });

  const alarms = problemCodes.filter((code) => code !== 'cancelled');
  it.each(alarms)('shows the problem %s as an alert with what to do', (code) => {
    const html = draw({
      ...states.signedOut,
      problem: { ...unreachable, code, retryable: false },
    });
    expect(html).toMatch(new RegExp(`role="alert" data-problem="${code}"`));
    expect(read(html)).toContain(unreachable.message);
    expect(read(html)).toContain(unreachable.hint);
    expect(html).toContain(`<code>${code}</code>`);
    expect(buttons(html)).toEqual(['Dismiss', 'Sign in', 'Create account']);
  });

  it('says quietly that a sign-in was cancelled, with nothing to dismiss (SEC-36)', () => {
    const problem = { ...unreachable, code: 'cancelled' } as const;
    const html = draw({ ...states.signedOut, problem });
    expect(html).toContain('role="status" data-problem="cancelled"');
    expect(html).not.toContain('role="alert"');
    expect(read(html)).toContain(`${unreachable.message} ${unreachable.hint}`);
    expect(buttons(html)).toEqual(['Sign in', 'Create account']);
  });

  it('sets what a hint quotes in type of its own', () => {
    const problem = { ...unreachable, hint: 'Check `clientId` & <b>.' };
    expect(draw({ ...states.signedOut, problem })).toContain(
      'Check <code>clientId</code> &amp; &lt;b&gt;.',
    );
  });

  it('quotes the provider, and says whose words they are (SEC-18)', () => {
    const problem = { ...unreachable, providerSays: 'invalid_scope: <b>no</b>' };
    const html = draw({ ...states.signedOut, problem });
    expect(html).toMatch(/<details[^>]*><summary>Details<\/summary>/);
    expect(html).toContain('<q>invalid_scope: &lt;b&gt;no&lt;/b&gt;</q>');
    expect(read(html)).toContain('The provider’s own words');
    expect(draw({ ...states.signedOut, problem: unreachable })).not.toContain('<details');
  });

  it('offers to try again only when that can help', () => {
    expect(buttons(draw(states.signedOutProblem))).toContain('Try again');
  });
});

describe('signing-in', () => {
  it('tells the person where to go on, and lets them cancel', () => {
    const html = draw(states.waiting);
    expect(html).toMatch(/<h1[^>]*>Signing in<\/h1>/);
    expect(read(html)).toContain('Use the window that just opened to sign in.');
    expect(buttons(html)).toEqual(['Cancel']);
  });

  it('sends the person to their browser, with a button that opens the page again', () => {
    const html = draw({ ...states.waiting, flow: 'loopback' });
    expect(read(html)).toContain('just opened in your browser, then come back here');
    expect(buttons(html)).toEqual(['Open the page again', 'Cancel']);
    expect(buttons(draw({ ...states.finishing, flow: 'loopback' }))).toEqual(['Cancel']);
  });

  it('names no place before there is one', () => {
    expect(read(draw({ ...states.waiting, flow: null }))).toContain('Opening the sign-in page…');
  });

  it('speaks of an account when one is being created', () => {
    expect(read(draw({ ...states.waiting, intent: 'sign-up' }))).toContain(
      'to create your account',
    );
  });

  it('says that it is nearly done while the code is exchanged', () => {
    expect(read(draw(states.finishing))).toContain('Almost there…');
  });

  it('shows a refused callback without offering what would start over (SEC-6)', () => {
    const warning = { ...unreachable, code: 'state-mismatch' } as const;
    const html = draw({ ...states.waiting, warning });
    expect(html).toContain('data-problem="state-mismatch"');
    expect(buttons(html)).toEqual(['Dismiss', 'Cancel']);
  });

  it('offers the browser where the window may not go on', () => {
    const warning = {
      ...unreachable,
      code: 'navigation-blocked',
      retryable: false,
      otherFlow: 'loopback',
    } as const;
    const html = draw({ ...states.waiting, warning });
    expect(buttons(html)).toEqual(['Use your browser instead', 'Dismiss', 'Cancel']);
  });
});

describe('signed-in', () => {
  const now = Date.now();

  it('shows name, e-mail, groups and times', () => {
    const html = draw(signedIn(now));
    expect(html).toMatch(/<h1[^>]*><bdi>Ada Lovelace<\/bdi><\/h1>/);
    expect(html).toContain('<bdi data-testid="email">ada@example.com</bdi>');
    expect(html).toMatch(/<ul[^>]*aria-label="Groups"/);
    expect(html).toContain('<bdi>admins</bdi>');
    expect(html).toContain(
      `data-testid="token-expiry" dateTime="${new Date(now + 59.5 * 60_000).toISOString()}"`,
    );
    expect(html).toContain(
      `data-testid="session-start" dateTime="${new Date(now - 5 * 60_000).toISOString()}"`,
    );
    expect(read(html)).toContain('(in 59 minutes)');
    expect(buttons(html)).toEqual(['Refresh', 'Sign out', 'Add account']);
  });

  it('offers a new sign-in when the provider renews the session no more', () => {
    for (const code of ['login-required', 'refresh-refused'] as const) {
      const html = draw(signedIn(now, { notice: { ...unreachable, code } }));
      expect(buttons(html)).toContain('Sign in again');
    }
  });

  it('offers a window of the app when the browser brought the same user back', () => {
    const problem = { ...unreachable, code: 'same-account', otherFlow: 'embedded-window' } as const;
    const html = draw(signedIn(now, { problem }));
    expect(buttons(html).slice(0, 3)).toEqual([
      'Try again',
      'Use a window of this app instead',
      'Dismiss',
    ]);
  });

  it('makes the e-mail the heading when there is no name', () => {
    const html = draw(signedIn(now, { account: { ...ada, name: ' ' } }));
    expect(html).toMatch(/<h1[^>]*><bdi data-testid="email">ada@example.com<\/bdi><\/h1>/);
    expect(html.match(/data-testid="email"/g)).toHaveLength(1);
  });

  it('falls back to the username, then to the name of a list of accounts', () => {
    expect(draw(signedIn(now, { account: { ...nobody, username: 'ada' } }))).toMatch(
      /<h1[^>]*><bdi>ada<\/bdi>/,
    );
    const html = draw(signedIn(now, { account: nobody }));
    expect(html).toMatch(/<h1[^>]*><bdi>Account 4d5c8e6a<\/bdi>/);
    expect(html).not.toContain('data-testid="email"');
    expect(html).not.toContain('aria-label="Groups"');
  });

  it('says so when there is no access token, or it is past', () => {
    const { startedAt } = signedIn(now).session;
    const offline = draw(
      signedIn(now, { session: { startedAt, accessTokenExpiresAt: null, endsAt: null } }),
    );
    expect(offline).not.toContain('data-testid="token-expiry"');
    expect(read(offline)).toContain('None while offline');
    const past = { startedAt, accessTokenExpiresAt: now - 3 * 60_000, endsAt: null };
    expect(read(draw(signedIn(now, { session: past })))).toContain('Access token expired');
  });

  it('keeps the Refresh button in place, busy, while refreshing', () => {
    const html = draw(signedIn(now, { refreshing: true }));
    expect(html).toMatch(/<button[^>]*aria-disabled="true" aria-busy="true"/);
    expect(html).not.toContain(' disabled');
    expect(html).toContain('role="status">Refreshing.<');
    expect(buttons(html)).toEqual(['Refresh', 'Sign out', 'Add account']);
  });

  it('offers to try again what a notice says is degraded', () => {
    expect(buttons(draw(signedIn(now, { notice: unreachable })))).toEqual([
      'Try again',
      'Dismiss',
      'Refresh',
      'Sign out',
      'Add account',
    ]);
  });

  it('draws the longest claims, a hundred groups and a repeated one', () => {
    const groups = [...longest.groups, 'group-1'];
    const html = draw(signedIn(now, { account: { ...longest, groups } }));
    expect(html.match(/<li/g)).toHaveLength(100);
    expect(html).toContain(longest.email);
  });

  it('shows markup in a name as text', () => {
    const html = draw(signedIn(now, { account: { ...ada, name: '<img src=x onerror=alert(1)>' } }));
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});
