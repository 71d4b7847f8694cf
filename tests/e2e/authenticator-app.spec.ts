import { demoUser } from '@repo/local-user-pool';
import { URI } from 'otpauth';
import {
  expect,
  expectState,
  openLoginPage,
  openSignIn,
  submitPassword,
  test,
} from './support/fixtures';
import { expectRefusal, otherThan, submitForm } from './support/hosted-ui';

// A code is for half a minute, and a busy computer may take longer: the clock stands still.
const now = Date.now();
test.use({ poolOptions: { users: [{ ...demoUser, mfa: 'totp' }], clock: () => now } });

/** What an authenticator app on the same device opens. */
const keyLink = 'a[href^="otpauth:"]';

test('an authenticator app is set up at the first sign-in, and its code asked for at the second', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  let page = await openSignIn(app);
  await submitPassword(page, pool.user);
  const uri = await page.locator(keyLink).getAttribute('href');
  const key = URI.parse(uri ?? '');
  const codeNow = () => key.generate({ timestamp: pool.clock.now() });
  await submitForm(page, { code: otherThan(codeNow()) });
  await expectRefusal(page, 'code', /invalid/i);
  await expectState(app, 'signing-in');
  const first = codeNow();
  await submitForm(page, { code: first });
  await expectState(app, 'signed-in');

  await app.window.getByRole('button', { name: 'Sign out' }).click();
  await expectState(app, 'signed-out');
  page = await openLoginPage(app);
  await submitPassword(page, pool.user);
  await page.locator('[name="code"]').waitFor();
  await expect(page.locator(keyLink)).toHaveCount(0);
  await submitForm(page, { code: first });
  await expectRefusal(page, 'code', /already been used/i);
  pool.clock.advance(30_000); // the next code
  await submitForm(page, { code: codeNow() });
  await expectState(app, 'signed-in');
});

test('the password alone signs nobody in', async ({ pool, launch }) => {
  const app = await launch();
  const page = await openSignIn(app);
  await submitPassword(page, pool.user);
  await page.locator('[name="code"]').waitFor();
  await expectState(app, 'signing-in');
  expect(pool.sessions()).toBe(0);
  expect(pool.refreshTokens()).toEqual({ live: 0, revoked: 0 });
});
