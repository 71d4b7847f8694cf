import type { Page } from '@playwright/test';
import { beforeEach, describe, expect, it } from 'vitest';
import { accounts, accountsPage } from '../../tests/support/renderer/accounts-page';
import type { FakeMain } from '../../tests/support/renderer/fake-main';
import { many, signedIn } from '../../tests/support/renderer/fixtures';

/** The keyboard, and many accounts, in a real Chromium. */

const site = accountsPage();
const { button, focused } = site;
let page: Page;
let main: FakeMain;
beforeEach(() => {
  ({ page, main } = site);
});

const { now, adaIn, nobodyElse, switchToBen, signOutBen } = accounts;

describe('the keyboard', () => {
  it('walks from the person through what can be done, and then from account to account', async () => {
    await main.push(adaIn);
    const walk: string[] = [];
    for (let i = 0; i < 7; i++) {
      await page.keyboard.press('Tab');
      walk.push(await focused());
    }
    expect(walk).toEqual([
      'Refresh',
      'Sign out',
      'Sign out of all accounts',
      `BO${switchToBen}`, // the avatar's letters are not read out
      signOutBen,
      'Add account',
      'Sign out everywhere',
    ]);
  });
});

describe('fifty accounts', () => {
  const fifty = signedIn(now, { others: many(50) });

  it('scroll in a list of their own, in the order of their names', async () => {
    await main.push(signedIn(now, { others: many(50).toReversed() }));
    const list = page.getByRole('list', { name: 'Other accounts' });
    const { inner, outer } = await list.evaluate((element) => ({
      inner: element.scrollHeight / element.clientHeight,
      outer: document.documentElement.scrollHeight / window.innerHeight,
    }));
    expect(inner).toBeGreaterThan(5);
    expect(outer).toBeLessThan(1.2);
    expect(await list.getByRole('listitem').first().textContent()).toContain('Person 01');
    expect(await list.getByRole('listitem').last().textContent()).toContain('Person 50');
  });

  it('are all reached by Tab, and seen when they are', async () => {
    await main.push(fifty);
    await button('Sign out of all accounts').focus();
    for (let i = 0; i < 99; i++) await page.keyboard.press('Tab');
    expect(await focused()).toContain('Person 50');
    const last = page.locator(':focus');
    const seen = await last.evaluate((element) => {
      const [row, list] = [element, element.closest('ul')].map((e) => e?.getBoundingClientRect());
      return row && list && row.top >= list.top && row.bottom <= list.bottom + 1;
    });
    expect(seen).toBe(true);
    await page.keyboard.press('Enter');
    expect(await main.takeCalls()).toEqual([['switchAccount', many(50)[49]?.id]]);
  });

  it('keep their place in the list while the screen changes around them', async () => {
    await main.push(fifty);
    const list = page.getByRole('list', { name: 'Other accounts' });
    await list.evaluate((element) => element.scrollTo(0, 900));
    await main.push({ ...fifty, refreshing: true });
    await main.push({ ...fifty, offline: true });
    expect(await list.evaluate((element) => element.scrollTop)).toBe(900);
  });

  it('are drawn at once', async () => {
    await main.push(nobodyElse);
    const ms = await page.evaluate(
      async (states) => {
        const { fakeBridge } = window as unknown as { fakeBridge: { push(state: unknown): void } };
        const drawn = () => new Promise(requestAnimationFrame);
        const begun = performance.now();
        for (const state of states) {
          fakeBridge.push(state);
          await drawn();
          await drawn();
        }
        return (performance.now() - begun) / states.length;
      },
      Array.from({ length: 20 }, (_, n) => ({ ...fifty, refreshing: n % 2 === 0 })),
    );
    // Two frames are 33 ms; a person notices 100 ms.
    expect(ms).toBeLessThan(100);
  });
});
