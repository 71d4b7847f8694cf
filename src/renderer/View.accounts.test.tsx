import { describe, expect, it } from 'vitest';
import { buttons, draw, read, spoken } from '../../tests/support/renderer/draw';
import {
  ben,
  info,
  longest,
  many,
  other,
  others,
  signedIn,
  states,
  unreachable,
  yael,
} from '../../tests/support/renderer/fixtures';

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
