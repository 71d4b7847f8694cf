import type { Page } from '@playwright/test';
import { afterEach, beforeEach } from 'vitest';
import type { FakeMain } from './fake-main';
import { ada, ben, info, other, signedIn } from './fixtures';
import { servedPage } from './served-page';

const now = Date.now();
const bens = other(ben);

/** What the window is told in tests of several accounts. */
export const accounts = {
  now,
  bens,
  adaIn: signedIn(now, { others: [bens] }),
  benIn: signedIn(now, { account: ben, others: [other(ada)] }),
  nobodyElse: signedIn(now),
  switchToBen: 'Switch to Ben Okafor ben.okafor@example.com',
  signOutBen: 'Sign out ben.okafor@example.com',
};

/** The page of a window that offers all there is about accounts, in a real Chromium. */
export interface AccountsPage {
  /** Of the test that runs. */
  readonly page: Page;
  readonly main: FakeMain;
  button(name: string): ReturnType<Page['getByRole']>;
  press(name: string): Promise<void>;
  /** The text of what has the focus. */
  focused(): Promise<string>;
}

/** A page for each test of a file. To be called once, outside of the tests. */
export function accountsPage(): AccountsPage {
  const site = servedPage();
  let page: Page;
  let main: FakeMain;
  beforeEach(async () => {
    ({ page, main } = await site.open({ ...info, canSignOutEverywhere: true }));
  });
  afterEach(() => page.close());
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  return {
    get page() {
      return page;
    },
    get main() {
      return main;
    },
    button,
    press: (name) => button(name).click(),
    focused: () => page.evaluate(() => document.activeElement?.textContent ?? ''),
  };
}
