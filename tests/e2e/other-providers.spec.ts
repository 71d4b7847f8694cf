import type { Page } from '@playwright/test';
import type { RunningApp } from './support/app';
import { test as base, linuxOnly } from './support/browser-fixtures';
import { expect, expectState } from './support/fixtures';
import { glewlwyd } from './support/glewlwyd';
import { keychainEntries } from './support/keychain';
import { type ForeignProvider, mockServer, oidcProvider } from './support/npm-providers';

linuxOnly();

const providers = { 'oidc-provider': oidcProvider, 'oauth2-mock-server': mockServer, glewlwyd };
const nobody = { login: '', listed: '' };

const test = base.extend<{ providerName: keyof typeof providers; other: ForeignProvider }>({
  providerName: ['oidc-provider', { option: true }],
  other: async ({ providerName, ports }, use) => {
    const other = await providers[providerName](
      ports.map((port) => `http://localhost:${port}/callback`),
    );
    await use(other);
    await other.close();
  },
  provider: ({ other }, use) => use(other),
});

const button = (app: RunningApp, name: string) =>
  app.window.getByRole('button', { name, exact: true });

/** Waits until this many accounts are on this computer, and one is in use. */
async function expectAccounts(app: RunningApp, count: number): Promise<void> {
  await expectState(app, 'signed-in');
  await expect(app.window.getByTestId('token-expiry')).toBeVisible();
  await expect(app.window.getByRole('listitem')).toHaveCount(count - 1);
  expect(await keychainEntries()).toHaveLength(count);
}

// Not from npm: `GLEWLWYD=1` adds it (docs/testing.md).
const installed = process.env.GLEWLWYD ? (['glewlwyd'] as const) : [];
for (const providerName of ['oidc-provider', 'oauth2-mock-server', ...installed] as const) {
  for (const flow of ['embedded-window', 'loopback'] as const) {
    test.describe(`${providerName} by ${flow}`, () => {
      test.use({ providerName });

      test('signs in, is remembered, refreshes, adds a second user and signs both out', async ({
        other,
        launchWith,
        systemBrowser,
      }) => {
        const [first = nobody, second = nobody] = other.users;
        let app = await launchWith([flow]);
        const opensBy = (name: string) => async (): Promise<Page> => {
          if (flow === 'embedded-window') return app.opens(() => button(app, name).click());
          await button(app, name).click();
          return systemBrowser.shows();
        };
        await other.signIn(first.login, opensBy('Sign in'));
        await expectAccounts(app, 1);
        await app.quit();

        app = await launchWith([flow]);
        await expectAccounts(app, 1);
        const expiry = app.window.getByTestId('token-expiry');
        const expiresAt = await expiry.getAttribute('datetime');
        await app.window.waitForTimeout(1_100); // expires_in counts in whole seconds
        await button(app, 'Refresh').click();
        await expect(expiry).not.toHaveAttribute('datetime', expiresAt ?? '');

        await other.signIn(second.login, opensBy('Add account'));
        await expectAccounts(app, 2);
        await button(app, `Switch to ${first.listed}`).click();
        await expect(button(app, `Switch to ${second.listed}`)).toBeVisible();
        await expectAccounts(app, 2);

        await button(app, 'Sign out of all accounts').click();
        const dialog = app.window.getByRole('alertdialog');
        await dialog.getByRole('button', { name: 'Sign out of all', exact: true }).click();
        if (flow === 'loopback') await other.confirmSignOut(await systemBrowser.shows());
        await expectState(app, 'signed-out');
        await expect(app.window.getByRole('list')).toHaveCount(0);
        await expect.poll(keychainEntries).toEqual([]);
      });
    });
  }
}
