import { mkdir } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeMain, installFakeMain } from '../../tests/support/renderer/fake-main';
import {
  ben,
  everyState,
  info,
  other,
  signedIn,
  states,
  unreachable,
} from '../../tests/support/renderer/fixtures';
import { servedPage } from '../../tests/support/renderer/served-page';
import type { AuthState } from '../shared/auth-state';
import { identity } from '../shared/identity';

/** The built page in a real Chromium, under the policy that the main process sends (SEC-39). */

const screens = 'out/screens';
beforeAll(() => mkdir(screens, { recursive: true }));

const site = servedPage();
let page: Page;
let main: FakeMain;
beforeEach(async () => {
  ({ page, main } = await site.open());
});
afterEach(() => page.close());

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const screenshot = (name: string) =>
  page.screenshot({ path: `${screens}/${name}.png`, fullPage: true });
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

describe('under the strict policy', () => {
  it('walks through every state without a violation, an error or a warning', async () => {
    await main.answerGetState(states.restoring);
    for (const state of [...Object.values(states), signedIn(Date.now())]) await main.push(state);
    expect(await page.title()).toBe(identity.productName);
    expect(main.complaints).toEqual([]);
  });

  it('notices an inline script, and the page blocks it', async () => {
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.append('document.title = "taken over"');
      document.body.append(script);
    });
    await expect.poll(() => main.complaints.join()).toContain('violates');
    expect(await page.title()).toBe(identity.productName);
  });
});

describe('the state', () => {
  it('shows a change that came before the first answer, not the older answer', async () => {
    await main.push(signedIn(Date.now()));
    await main.answerGetState(states.restoring);
    await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    expect(await page.locator('[data-state="signed-in"]').count()).toBe(1);
  });

  it('ends in a page with a reload button when the contract is broken', async () => {
    await main.push(states.signedOut);
    await main.breakContract();
    await press('Sign in');
    await page.locator('[data-state="failed"]').waitFor();
    await Promise.all([page.waitForEvent('load'), press('Reload')]);
    await page.locator('[data-state="starting"]').waitFor();
  });

  it.each([
    ['Cancel', states.waiting],
    ['Dismiss', states.signedOutProblem],
    ['Refresh', signedIn(0)],
    ['Sign out', signedIn(0)],
  ])('ends there too when the contract is broken for %s', async (button, state) => {
    await main.push(state);
    await main.breakContract();
    await press(button);
    await page.locator('[data-state="failed"]').waitFor();
  });

  it.each(['getState', 'getAppInfo'])('ends there too when %s is refused', async (question) => {
    await page.addInitScript((name) => {
      const refused = { [name]: () => Promise.reject(new Error('refused')) };
      Object.assign(window, { cognitoDesktop: { ...window.cognitoDesktop, ...refused } });
    }, question);
    await page.goto(site.url);
    await page.locator('[data-state="failed"]').waitFor();
  });

  it('ends there too when there is no bridge', async () => {
    const bare = await site.browser.newPage();
    await bare.goto(site.url);
    await bare.locator('[data-state="failed"]').waitFor();
    await bare.close();
  });

  it.each(['en-US', 'de-DE'])('tells the time the way people do in %s', async (locale) => {
    const local = await site.browser.newPage({ locale, timezoneId: 'Europe/Berlin' });
    const localMain = await installFakeMain(local, info);
    await local.goto(site.url);
    const noon = Date.UTC(2026, 0, 15, 12, 5);
    await localMain.push(
      signedIn(Date.now(), {
        session: { startedAt: noon, accessTokenExpiresAt: null, endsAt: null },
      }),
    );
    const expected = { 'en-US': /^Jan 15, 2026, 1:05\sPM$/, 'de-DE': /^15\.01\.2026, 13:05$/ };
    expect(await local.getByTestId('session-start').textContent()).toMatch(
      expected[locale as keyof typeof expected],
    );
    await local.close();
  });

  it('counts down the access token by itself', async () => {
    await page.clock.install();
    await page.goto(site.url);
    const now = await page.evaluate(() => Date.now());
    await main.push(signedIn(now));
    await page.getByText('in 59 minutes').waitFor();
    await page.clock.runFor(10 * 60_000);
    await page.getByText('in 49 minutes').waitFor();
  });
});

describe('every button', () => {
  it('signs in, and creates an account', async () => {
    await main.push(states.signedOut);
    await press('Sign in');
    await press('Create account');
    expect(await main.takeCalls()).toEqual([
      ['signIn', { intent: 'sign-in' }],
      ['signIn', { intent: 'sign-up' }],
    ]);
  });

  it('tries again the way it was tried last, and dismisses', async () => {
    await main.push(states.signedOutProblem);
    await press('Try again');
    await press('Create account');
    await press('Try again');
    await press('Dismiss');
    expect(await main.takeCalls()).toEqual([
      ['signIn', { intent: 'sign-in' }],
      ['signIn', { intent: 'sign-up' }],
      ['signIn', { intent: 'sign-up' }],
      ['dismissProblem'],
    ]);
  });

  it('cancels a sign-in, and dismisses its warning', async () => {
    await main.push(states.waitingWarning);
    await press('Dismiss');
    await press('Cancel');
    expect(await main.takeCalls()).toEqual([['dismissProblem'], ['cancelSignIn']]);
  });

  it('refreshes and signs out; a notice tries again by refreshing', async () => {
    await main.push(signedIn(Date.now(), { notice: unreachable }));
    for (const name of ['Try again', 'Dismiss', 'Refresh', 'Sign out']) await press(name);
    expect(await main.takeCalls()).toEqual([
      ['refresh'],
      ['dismissProblem'],
      ['refresh'],
      ['signOut', {}],
    ]);
  });

  it('does not refresh twice at once', async () => {
    await main.push(signedIn(Date.now(), { refreshing: true }));
    const refresh = page.getByRole('button', { name: 'Refresh', exact: true });
    expect(await refresh.getAttribute('aria-busy')).toBe('true');
    await refresh.click({ force: true });
    expect(await main.takeCalls()).toEqual([]);
  });
});

describe('the keyboard', () => {
  it('signs in with Enter and cancels with Escape', async () => {
    await main.push(states.signedOut);
    expect(await focused()).toBe('Sign in');
    await page.keyboard.press('Enter');
    await main.push(states.waiting);
    expect(await focused()).toBe('Signing in');
    await page.keyboard.press('Escape');
    expect(await main.takeCalls()).toEqual([['signIn', { intent: 'sign-in' }], ['cancelSignIn']]);
  });

  it('presses a button once, however long Enter is held', async () => {
    await main.push(states.signedOut);
    for (let i = 0; i < 3; i++) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    expect(await main.takeCalls()).toHaveLength(1);
  });

  it('cancels once, however long Escape is held, and not when nobody is signing in', async () => {
    await main.push(states.waiting);
    for (let i = 0; i < 3; i++) await page.keyboard.down('Escape');
    await page.keyboard.up('Escape');
    await main.push(states.signedOut);
    await page.keyboard.press('Escape');
    expect(await main.takeCalls()).toEqual([['cancelSignIn']]);
  });

  it('moves to the heading of the next screen, and from there through its buttons', async () => {
    await main.push(signedIn(Date.now()));
    expect(await focused()).toBe('Ada Lovelace');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Refresh');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Sign out');
    await page.keyboard.press('Space');
    expect(await main.takeCalls()).toEqual([['signOut', {}]]);
  });

  it('gives the focus back when the card that had it is dismissed', async () => {
    await main.push(states.signedOutProblem);
    await press('Dismiss');
    await main.push(states.signedOut);
    await page.locator('[role="alert"]').waitFor({ state: 'detached' });
    expect(await focused()).toBe('Sign in');
    await main.push(signedIn(Date.now(), { notice: unreachable }));
    await press('Dismiss');
    await main.push(signedIn(Date.now()));
    await page.locator('[role="alert"]').waitFor({ state: 'detached' });
    expect(await focused()).toBe('Ada Lovelace');
  });

  it('keeps the focus where it is while a screen only changes', async () => {
    const now = Date.now();
    await main.push(signedIn(now));
    await page.getByRole('button', { name: 'Refresh' }).focus();
    await main.push(signedIn(now, { refreshing: true }));
    await main.push(signedIn(now, { notice: unreachable }));
    expect(await focused()).toBe('Refresh');
  });
});

describe('the look', () => {
  const sizes = [
    // The smallest window at 200 % zoom.
    { width: 180, height: 240 },
    { width: 320, height: 480 },
    { width: 400, height: 480 },
    { width: 1200, height: 900 },
    { width: 480, height: 640 },
  ];

  it.each(Object.entries(everyState(Date.now())))(
    'of %s fits every size, light and dark',
    async (name, state) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await main.push(state);
      for (const size of sizes) {
        await page.setViewportSize(size);
        const overflow = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        expect(overflow).toBeLessThanOrEqual(0);
        await screenshot(`${name}-${size.width}x${size.height}`);
      }
      await page.emulateMedia({ colorScheme: 'dark' });
      await screenshot(`${name}-dark`);
    },
  );

  const others = [other(ben)];
  const questions: [asking: string, AuthState][] = [
    ['Sign out ben.okafor@example.com', signedIn(Date.now(), { others })],
    ['Remove ben.okafor@example.com', { ...states.signedOut, others }],
    ['Sign out of all accounts', signedIn(Date.now(), { others })],
  ];
  it.each(questions)('of the question after "%s" fits every size', async (asking, state) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await main.push(state);
    await press(asking);
    for (const size of sizes) {
      await page.setViewportSize(size);
      const box = await page.getByRole('alertdialog').boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(size.width);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(size.height);
      await page.screenshot({ path: `${screens}/${asking}-${size.width}x${size.height}.png` });
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: `${screens}/${asking}-dark.png` });
  });

  it('stands still when motion is not wanted', async () => {
    await main.push(states.waiting);
    const animation = () =>
      page.locator('.spinner').evaluate((spinner) => getComputedStyle(spinner).animationName);
    expect(await animation()).toBe('turn');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await animation()).toBe('none');
  });
});
