import type { Page } from '@playwright/test';
import { beforeEach, describe, expect, it } from 'vitest';
import { accounts, accountsPage } from '../../tests/support/renderer/accounts-page';
import type { FakeMain } from '../../tests/support/renderer/fake-main';
import { ben, many, signedIn, states, unreachable } from '../../tests/support/renderer/fixtures';

/** What the window does with several accounts, in a real Chromium. */

const site = accountsPage();
const { button, press, focused } = site;
let page: Page;
let main: FakeMain;
beforeEach(() => {
  ({ page, main } = site);
});

const { now, bens, adaIn, benIn, nobodyElse, switchToBen, signOutBen } = accounts;
const welcome = { ...states.signedOut, others: [bens] };

const dialog = () => page.getByRole('alertdialog');
const spoken = () => page.locator('.app > [role="status"]').textContent();

describe('another account', () => {
  it('is switched to by one press, and its screen takes the focus and says its name', async () => {
    await main.push(adaIn);
    await press(switchToBen);
    expect(await main.takeCalls()).toEqual([['switchAccount', bens.id]]);
    await main.push({ kind: 'restoring', account: ben });
    expect(await spoken()).toBe('Going on as Ben Okafor.');
    await main.push(benIn);
    expect(await focused()).toBe('Ben Okafor');
    expect(await spoken()).toBe('You are signed in as Ben Okafor. Other accounts: 1.');
  });

  it('takes the focus wherever that was, when there is nothing to wait for', async () => {
    await main.push(adaIn);
    await button('Sign out').focus(); // an Enter there would sign out somebody else now
    await main.push(benIn);
    await page.getByRole('heading', { name: 'Ben Okafor' }).waitFor();
    expect(await focused()).toBe('Ben Okafor');
  });

  it('is gone on with from the welcome page, where the heading has the focus', async () => {
    await main.push(welcome);
    expect(await focused()).toBe('Welcome');
    await press('Go on as Ben Okafor ben.okafor@example.com');
    expect(await main.takeCalls()).toEqual([['switchAccount', bens.id]]);
  });

  it('is added by a sign-in, and whoever is there stays', async () => {
    await main.push(adaIn);
    await press('Add account');
    await main.push(states.adding);
    await page.getByText('Ada Lovelace stays signed in if you cancel.').waitFor();
    expect(await spoken()).toContain('Ada Lovelace stays signed in meanwhile.');
    await page.keyboard.press('Escape');
    expect(await main.takeCalls()).toEqual([['signIn', { intent: 'sign-in' }], ['cancelSignIn']]);
  });
});

describe('the question', () => {
  const questions = [
    ['a sign-out', adaIn, signOutBen, 'Sign out', { account: { id: bens.id } }],
    ['a removal', welcome, 'Remove ben.okafor@example.com', 'Remove', { account: { id: bens.id } }],
    ['all', adaIn, 'Sign out of all accounts', 'Sign out of all', { account: 'all' }],
    [
      'every device',
      nobodyElse,
      'Sign out everywhere',
      'Sign out everywhere',
      { account: 'current', everywhere: true },
    ],
  ] as const;

  it.each(questions)('before %s: Escape leaves all as it is', async (_, state, asking) => {
    await main.push(state);
    await button(asking).focus();
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('Cancel');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await button(asking).evaluate((asker) => asker === document.activeElement)).toBe(true);
    expect(await main.takeCalls()).toEqual([]);
  });

  it.each(questions)('before %s: Cancel too', async (_, state, asking) => {
    await main.push(state);
    await press(asking);
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    expect(await button(asking).evaluate((asker) => asker === document.activeElement)).toBe(true);
    expect(await main.takeCalls()).toEqual([]);
  });

  it.each(questions)('before %s: yes does it', async (_, state, asking, yes, options) => {
    await main.push(state);
    await press(asking);
    await dialog().getByRole('button', { name: yes, exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await main.takeCalls()).toEqual([['signOut', options]]);
  });

  it('has a name and a text, and names the account', async () => {
    await main.push(adaIn);
    await press(signOutBen);
    await page.getByRole('alertdialog', { name: 'Sign out of this account?' }).waitFor();
    expect(await dialog().textContent()).toContain('ben.okafor@example.com');
    const text = await dialog().getAttribute('aria-describedby');
    expect(await page.locator(`[id="${text}"]`).textContent()).toContain('removed');
  });

  it('keeps the focus to itself, and the screen behind it cannot be pressed', async () => {
    await main.push(adaIn);
    await press('Sign out of all accounts');
    const within: boolean[] = [];
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press('Tab');
      within.push(
        await page.evaluate(() => {
          const at = document.activeElement;
          // The browser's own controls come in between: the body has the focus then.
          return at === document.body || at?.closest('dialog') !== null;
        }),
      );
    }
    expect(within).not.toContain(false);
    await expect(button('Refresh').click({ timeout: 300 })).rejects.toThrow();
    expect(await main.takeCalls()).toEqual([]);
  });

  it('goes when there is nothing left to ask, and does not come back', async () => {
    await main.push(adaIn);
    await press(signOutBen);
    await main.push(nobodyElse);
    await dialog().waitFor({ state: 'detached' });
    await main.push(adaIn);
    await button(signOutBen).waitFor();
    expect(await dialog().count()).toBe(0);
  });

  it('goes when somebody else is signed in: it was not about them', async () => {
    await main.push(adaIn);
    await press('Sign out everywhere');
    await main.push(benIn);
    await page.getByRole('heading', { name: 'Ben Okafor' }).waitFor();
    expect(await dialog().count()).toBe(0);
  });
});

describe('while an account is signed out', () => {
  it('says so at its row, takes it once, and gives the focus back at the end', async () => {
    await main.push(signedIn(now, { others: [bens, ...many(1)] }));
    await main.hold();
    await press(signOutBen);
    await dialog().getByRole('button', { name: 'Sign out', exact: true }).click();
    await button('Signing out… ben.okafor@example.com').waitFor();
    for (const name of [switchToBen, 'Signing out… ben.okafor@example.com']) {
      expect(await button(name).getAttribute('aria-disabled'), name).toBe('true');
      await button(name).click({ force: true });
    }
    expect(await main.takeCalls()).toHaveLength(1);
    await main.push(signedIn(now, { others: many(1) }));
    await main.letGo();
    await button(switchToBen).waitFor({ state: 'detached' });
    expect(await focused()).toBe('Ada Lovelace');
    expect(await spoken()).toBe('You are signed in as Ada Lovelace. Other accounts: 1.');
  });

  it('the last one gone, the welcome page is the one that everybody knows', async () => {
    await main.push(welcome);
    await press('Remove ben.okafor@example.com');
    await dialog().getByRole('button', { name: 'Remove', exact: true }).click();
    await main.push(states.signedOut);
    await page.getByRole('list').waitFor({ state: 'detached' });
    expect(await focused()).toBe('Sign in');
  });
});

describe('trying again', () => {
  it('adds the account again, after that has failed', async () => {
    await main.push(adaIn);
    await press('Add account');
    await main.push(states.adding);
    await main.push({ ...adaIn, problem: unreachable, notice: unreachable });
    await press('Try again');
    const add = ['signIn', { intent: 'sign-in' }];
    expect(await main.takeCalls()).toEqual([add, add]);
  });

  it('asks for the password again, after that has failed', async () => {
    const ending = { ...adaIn.session, endsAt: now + 60_000, startedAt: now - 3_600_000 };
    await main.push({ ...adaIn, session: ending });
    await press('Sign in again');
    await main.push(states.adding);
    await main.push({ ...adaIn, problem: { ...unreachable, code: 'wrong-account' } });
    await press('Try again');
    const again = ['signIn', { intent: 'sign-in', prompt: 'login' }];
    expect(await main.takeCalls()).toEqual([again, again]);
  });

  it.each([
    ['a switch', () => press('Go on as Ben Okafor ben.okafor@example.com')],
    ['a sign-in', () => main.push(adaIn)],
  ])('does not repeat what was tried before %s', async (_, between) => {
    await main.push(welcome);
    await press('Create account');
    await main.push({ ...welcome, problem: unreachable });
    await between();
    await main.push({ ...welcome, problem: { ...unreachable, code: 'session-ended' } });
    await main.takeCalls();
    await press('Try again');
    expect(await main.takeCalls()).toEqual([['signIn', { intent: 'sign-in' }]]);
  });

  it('is refreshing while offline, which is no alarm', async () => {
    await main.push({ ...adaIn, offline: true, notice: unreachable });
    await expect.poll(spoken).toContain('Offline. You stay signed in');
    expect(await page.getByRole('alert').count()).toBe(0);
    await press('Refresh');
    expect(await main.takeCalls()).toEqual([['refresh']]);
  });

  it('is signing in when nothing is left to refresh with', async () => {
    await main.push({ ...adaIn, notice: { ...unreachable, code: 'login-required' } });
    await press('Sign in again');
    expect(await main.takeCalls()).toEqual([['signIn', { intent: 'sign-in', prompt: 'login' }]]);
  });
});
