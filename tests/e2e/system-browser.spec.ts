import type { Page } from '@playwright/test';
import { grants, linuxOnly, portsOpen, pressSignIn, test } from './support/browser-fixtures';
import { expect, expectState, submitPassword } from './support/fixtures';
import { keychainEntries } from './support/keychain';

linuxOnly();

/** Addresses that the tab was at, as its history tells. */
async function historyOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  return entries.map(({ url }) => url);
}

for (const flow of ['loopback', 'private-scheme'] as const) {
  test.describe(`with the person’s own browser, by ${flow}`, () => {
    test('signs in and out (SEC-24)', async ({ launchWith, systemBrowser, pool }) => {
      const others = pool.sessions();
      const app = await launchWith([flow]);
      await pressSignIn(app);
      const page = await systemBrowser.shows();
      await submitPassword(page, pool.user);
      await expectState(app, 'signed-in');
      expect(pool.sessions()).toBe(others + 1);
      expect(await keychainEntries()).toHaveLength(1);
      expect(app.electron.windows()).toHaveLength(1);
      if (flow === 'loopback') await expect(page.locator('h1')).toHaveText('You are done here');
      // SEC-22: neither the address bar nor the history has the code.
      const history = await historyOf(page);
      expect(history.length).toBeGreaterThan(0);
      expect(history.filter((url) => /code=/.test(url))).toEqual([]);

      await app.window.getByRole('button', { name: 'Sign out' }).click();
      await systemBrowser.shows();
      await expectState(app, 'signed-out');
      expect(pool.sessions()).toBe(others);
      expect(await keychainEntries()).toEqual([]);
    });

    test('a closed tab is opened again, and no second sign-in beside the first (SEC-20)', async ({
      launchWith,
      systemBrowser,
      pool,
    }) => {
      const before = pool.requests.length;
      const app = await launchWith([flow]);
      await pressSignIn(app);
      const first = await systemBrowser.shows();
      const address = first.url();
      await first.close();
      await expectState(app, 'signing-in');
      await app.window.getByRole('button', { name: 'Open the page again' }).click();
      const second = await systemBrowser.shows();
      expect(second.url()).toBe(address);
      await submitPassword(second, pool.user);
      await expectState(app, 'signed-in');
      expect(grants(pool, before)).toEqual(['authorization_code']);
    });

    test('a cancelled sign-in takes no answer any more (SEC-25)', async ({
      launchWith,
      systemBrowser,
      pool,
      ports,
    }) => {
      const before = pool.requests.length;
      const app = await launchWith([flow]);
      await pressSignIn(app);
      const page = await systemBrowser.shows();
      await app.window.getByRole('button', { name: 'Cancel' }).click();
      await expectState(app, 'signed-out');
      expect(await portsOpen(ports)).toEqual([]);
      const answered = page.waitForEvent('requestfailed');
      await submitPassword(page, pool.user);
      expect((await answered).url()).toContain('code=');
      // A link is handed over all the same.
      const ignored = () => app.output().includes('deep-link.not-taken');
      if (flow === 'private-scheme') await expect.poll(ignored).toBe(true);
      await expectState(app, 'signed-out');
      expect(grants(pool, before)).toEqual([]);
    });
  });
}
