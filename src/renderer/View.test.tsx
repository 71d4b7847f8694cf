import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { AppInfo } from '../shared/api';
import type { AuthState } from '../shared/auth-state';
import { problemCodes } from '../shared/problem';
import type { Commands } from './commands';
import { Starting } from './screens/Starting';
import {
  ada,
  ben,
  everyState,
  info,
  longest,
  many,
  nobody,
  other,
  others,
  signedIn,
  states,
  unreachable,
  yael,
} from './testing/fixtures';
import { View, type ViewProps } from './View';

const nothing = () => {};
const commands: Commands = {
  signIn: nothing,
  signInAgain: nothing,
  switchTo: nothing,
  ask: nothing,
  answer: nothing,
  retrySignIn: nothing,
  cancelSignIn: nothing,
  signOut: nothing,
  refresh: nothing,
  dismissProblem: nothing,
};

/** What is under way while the state is drawn. */
type Meanwhile = Partial<Pick<ViewProps, 'leaving' | 'question'>>;

function draw(state: AuthState, appInfo: AppInfo = info, meanwhile: Meanwhile = {}): string {
  const props = { state, info: appInfo, commands, leaving: [], question: null, ...meanwhile };
  return renderToStaticMarkup(<View {...props} />);
}

/** The text of every `<button>`, without the spinner. */
function buttons(html: string): string[] {
  return [...html.matchAll(/<button[^>]*>(.*?)<\/button>/g)].map(([, inner = '']) =>
    inner.replace(/<[^>]*>/g, ''),
  );
}

/** What a person reads, tags taken out. */
const read = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** What a screen reader says of it. */
const spoken = (html: string) => /role="status">([^<]*)</.exec(html)?.[1];

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

  it('makes the e-mail the heading when there is no name', () => {
    const html = draw(signedIn(now, { account: { ...ada, name: ' ' } }));
    expect(html).toMatch(/<h1[^>]*><bdi data-testid="email">ada@example.com<\/bdi><\/h1>/);
    expect(html.match(/data-testid="email"/g)).toHaveLength(1);
  });

  it('falls back to the username, then to a plain heading', () => {
    expect(draw(signedIn(now, { account: { ...nobody, username: 'ada' } }))).toMatch(
      /<h1[^>]*><bdi>ada<\/bdi>/,
    );
    const html = draw(signedIn(now, { account: nobody }));
    expect(html).toMatch(/<h1[^>]*><bdi>Signed in<\/bdi>/);
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

describe('several accounts, signed in', () => {
  const now = Date.now();
  const withBen = signedIn(now, { others: [other(ben)] });

  it('lists each by name and e-mail, to switch to and to sign out', () => {
    const html = draw(withBen);
    expect(html).toMatch(/<ul[^>]*aria-labelledby="other-accounts"/);
    expect(html).toContain('<h2 id="other-accounts">Other accounts</h2>');
    expect(buttons(html)).toEqual([
      'Refresh',
      'Sign out',
      'Sign out of all accounts',
      'BOSwitch to Ben Okafor ben.okafor@example.com',
      'Sign out ben.okafor@example.com',
      'Add account',
    ]);
  });

  it('offers nothing for several when there is one', () => {
    const html = draw(signedIn(now));
    expect(read(html)).not.toContain('Other accounts');
    expect(buttons(html)).not.toContain('Sign out of all accounts');
  });

  it('offers to sign out everywhere where the provider can, with one account too', () => {
    expect(buttons(draw(withBen))).not.toContain('Sign out everywhere');
    const able = { ...info, canSignOutEverywhere: true };
    expect(buttons(draw(signedIn(now), able))).toContain('Sign out everywhere');
  });

  it('are in the order of their names, whatever was used last', () => {
    const html = read(draw(signedIn(now, { others: many(12).toReversed() })));
    const places = ['01', '02', '11', '12'].map((n) => html.indexOf(`Person ${n}`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('keep names in another direction, and those that are none, to themselves', () => {
    const html = draw(signedIn(now, { others }));
    expect(html).toContain(`<bdi class="face-name">${yael.name}</bdi>`);
    expect(html).toContain('<bdi class="face-name">Account 7a8b9c0d</bdi>');
    expect(html).toContain(`<bdi class="face-name">${longest.name}</bdi>`);
  });

  it('say at the row which one is leaving, and take no second press there', () => {
    const leaving = [{ account: { id: other(ben).id } }];
    const html = draw(signedIn(now, { others: [other(ben), ...many(1)] }), info, { leaving });
    expect(buttons(html)).toContain('Signing out… ben.okafor@example.com');
    expect(html.match(/aria-disabled="true"/g)).toHaveLength(2);
    expect(html.match(/aria-busy="true"/g)).toHaveLength(1);
  });

  it('are counted for who does not see them, so that a change is heard', () => {
    expect(spoken(draw(signedIn(now)))).toBe('You are signed in as Ada Lovelace.');
    expect(spoken(draw(withBen))).toBe('You are signed in as Ada Lovelace. Other accounts: 1.');
  });
});

describe('several accounts, signed out', () => {
  const html = draw(states.signedOutOthers);

  it('lists those that can go on, and still offers both ways in', () => {
    expect(buttons(html)).toEqual([
      'ALGo on as Ada Lovelace ada@example.com',
      'Remove ada@example.com',
      'BOGo on as Ben Okafor ben.okafor@example.com',
      'Remove ben.okafor@example.com',
      'Sign in',
      'Create account',
    ]);
    expect(html).toMatch(/<h1[^>]*>Welcome<\/h1>/);
    expect(spoken(html)).toBe('You are signed out. Accounts on this computer: 2.');
  });

  it('shows nothing of it to who has one account only', () => {
    const alone = draw(states.signedOut);
    expect(alone).not.toMatch(/<ul|<h2/);
    expect(spoken(alone)).toBe('You are signed out.');
  });
});

describe('adding an account', () => {
  it('says who stays signed in', () => {
    const html = draw(states.adding);
    expect(read(html)).toContain('Ada Lovelace stays signed in if you cancel.');
    expect(spoken(html)).toBe(
      'Waiting for you at the sign-in page. Ada Lovelace stays signed in meanwhile.',
    );
  });

  it('says nothing of the kind when nobody is', () => {
    expect(read(draw(states.waiting))).not.toContain('stays signed in');
  });

  it('shows what failed, before what is degraded', () => {
    const problem = { ...unreachable, code: 'access-denied' } as const;
    const html = draw(signedIn(Date.now(), { problem, notice: unreachable, offline: true }));
    expect(html.match(/data-problem/g)).toHaveLength(1);
    expect(html).toContain('data-problem="access-denied"');
  });
});

describe('offline', () => {
  const html = draw(signedIn(Date.now(), { offline: true, notice: unreachable }));

  it('is said in a line that is no alarm', () => {
    expect(html).not.toContain('role="alert"');
    expect(read(html)).toContain('Offline. You stay signed in;');
    expect(html).toContain('data-problem="provider-unreachable"');
    expect(buttons(html)).toEqual(['Refresh', 'Sign out', 'Add account']);
  });

  it('is heard', () => {
    expect(spoken(html)).toContain('Offline. You stay signed in;');
  });
});

describe('the end of the session', () => {
  const now = Date.now();
  const hour = 3_600_000;
  const ending = (endsAt: number | null) =>
    draw(
      signedIn(now, { session: { startedAt: now - 9 * hour, accessTokenExpiresAt: null, endsAt } }),
    );

  it('is shown only when it is known', () => {
    expect(read(ending(null))).not.toContain('Session ends');
    expect(read(ending(now + 5.5 * hour))).toContain('(in 5 hours)');
    expect(buttons(ending(now + 5.5 * hour))).not.toContain('Sign in again');
  });

  it('is made more of when it is near, with a way to begin anew', () => {
    const html = ending(now + 0.9 * hour);
    expect(read(html)).toContain('It ends in 5');
    expect(buttons(html)).toContain('Sign in again');
    expect(html).not.toContain('role="alert"');
  });
});

describe('a question', () => {
  const state = signedIn(Date.now(), { others: [other(ben)] });
  const able = { ...info, canSignOutEverywhere: true };

  it.each([
    [{ kind: 'sign-out', other: other(ben) }, 'Sign out of this account?', 'Sign out'],
    [{ kind: 'remove', other: other(ben) }, 'Remove this account?', 'Remove'],
    [{ kind: 'sign-out-all' }, 'Sign out of all accounts?', 'Sign out of all'],
    [{ kind: 'sign-out-everywhere' }, 'Sign out everywhere?', 'Sign out everywhere'],
  ] as const)('%o has a title, a text, and the safe choice first', (question, title, yes) => {
    const html = draw(state, able, { question });
    const dialog = html.slice(html.indexOf('<dialog'));
    expect(dialog).toContain('role="alertdialog"');
    const [labelledBy] = /(?<=aria-labelledby=")[^"]+/.exec(dialog) ?? [];
    const [describedBy] = /(?<=aria-describedby=")[^"]+/.exec(dialog) ?? [];
    expect(dialog).toContain(`<h2 id="${labelledBy}">${title}</h2>`);
    expect(dialog).toMatch(new RegExp(`<p id="${describedBy}">[A-Z][^<]+[.]</p>`));
    expect(buttons(dialog)).toEqual(['Cancel', yes]);
    expect(dialog.includes('ben.okafor@example.com')).toBe('other' in question);
  });

  it('is not there when nothing is asked', () => {
    expect(draw(state)).not.toContain('<dialog');
  });
});
