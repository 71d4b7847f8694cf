import { expect, expectState, openLoginPage, submitPassword, test } from './support/fixtures';
import { expectRefusal } from './support/hosted-ui';

// The lock-out lasts a second, and a busy computer may take that long to type: the clock stands still.
const now = Date.now();
test.use({ poolOptions: { clock: () => now } });

test('five wrong passwords lock the account for a second, then the right one signs in', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  const page = await openLoginPage(app);
  for (let attempt = 1; attempt <= 5; attempt++) {
    await submitPassword(page, { ...pool.user, password: `wrong ${attempt}` });
    await expectRefusal(page, 'password', /incorrect/i);
  }
  await submitPassword(page, pool.user);
  await expectRefusal(page, 'password', /attempts exceeded/i);
  await expectState(app, 'signing-in');
  expect(pool.sessions()).toBe(0);
  pool.clock.advance(1_000);
  await submitPassword(page, pool.user);
  await expectState(app, 'signed-in');
});
