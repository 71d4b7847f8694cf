import { poolEnvironment } from '../../dev/start-pool';
import { identity } from '../../src/shared/identity';
import { startTestPool } from '../support/test-pool';
import type { RunningApp } from './support/app';
import { linuxOnly, pressSignIn, test } from './support/browser-fixtures';
import { expect, expectProblem, expectState, submitPassword } from './support/fixtures';

linuxOnly();

/** Two people in one browser, whose session returns the first one without a page. */

const ann = { username: 'ann@example.com', password: 'Passw0rd!ann', name: 'Ann Archer' };
const ben = { username: 'ben@example.com', password: 'Passw0rd!ben', name: 'Ben Okafor' };

async function expectPerson(app: RunningApp, { name }: typeof ann): Promise<void> {
  await expectState(app, 'signed-in');
  await expect(app.window.getByRole('heading', { level: 1 })).toHaveText(name);
}

for (const managedLogin of [true, false]) {
  test.describe(managedLogin ? 'managed login' : 'the classic hosted UI', () => {
    test('a second account is added in the browser', async ({
      launchWith,
      systemBrowser,
      ports,
    }) => {
      const uris = (end: string) => ports.map((port) => `http://localhost:${port}/${end}`);
      const pool = await startTestPool({
        recordSecrets: true,
        managedLogin,
        users: [ann, ben],
        redirectUris: [identity.redirectUri, ...uris('callback')],
        signOutUris: [identity.signOutUri, ...uris('signed-out')],
      });
      const app = await launchWith(['loopback', 'embedded-window'], poolEnvironment(pool));
      await pressSignIn(app);
      await submitPassword(await systemBrowser.shows(), ann);
      await expectPerson(app, ann);

      // `auth_time` has whole seconds.
      await app.window.waitForTimeout(1_100);
      await app.window.getByRole('button', { name: 'Add account' }).click();
      if (!managedLogin) {
        await systemBrowser.shows(); // comes back at once
        await systemBrowser.shows(); // signs the browser out
      }
      await submitPassword(await systemBrowser.shows(), ben);
      await expectPerson(app, ben);
      const others = app.window.getByRole('list', { name: 'Other accounts' });
      await expect(others).toContainText(ann.name);
      await expect(app.window.locator('[data-problem]')).toHaveCount(0);

      // The same user once more: said, with a way out.
      await app.window.waitForTimeout(1_100);
      await app.window.getByRole('button', { name: 'Add account' }).click();
      if (!managedLogin) {
        await systemBrowser.shows();
        await systemBrowser.shows();
      }
      await submitPassword(await systemBrowser.shows(), ben);
      await expectProblem(app, 'same-account');
      await expectPerson(app, ben);
      const problem = app.window.locator('[data-problem]');
      await expect(problem).toContainText('You are still signed in as Ben Okafor.');
      await expect(
        problem.getByRole('button', { name: 'Use a window of this app instead' }),
      ).toBeVisible();
      await pool.close();
    });
  });
}
