import { ask } from '../support/loopback/ask';
import { occupy } from '../support/loopback/ports';
import { grants, linuxOnly, portsOpen, pressSignIn, test } from './support/browser-fixtures';
import { expect, expectProblem, expectState, submitPassword } from './support/fixtures';

linuxOnly();

test('the third port is taken when others have the first two, at either address (SEC-23)', async ({
  launchWith,
  systemBrowser,
  pool,
  ports,
}) => {
  const [first = 0, second = 0, third = 0] = ports;
  const free = [await occupy(first, '127.0.0.1'), await occupy(second, '::1')];
  const app = await launchWith(['loopback']);
  await pressSignIn(app);
  const page = await systemBrowser.shows();
  const redirectUri = new URL(page.url()).searchParams.get('redirect_uri');
  expect(redirectUri).toBe(`http://localhost:${third}/callback`);
  await submitPassword(page, pool.user);
  await expectState(app, 'signed-in');
  await Promise.all(free.map((release) => release()));
});

test('without a port it says which ones it needs, and signs in once one is free', async ({
  launchWith,
  systemBrowser,
  pool,
  ports,
}) => {
  const taken = await Promise.all(ports.map((port) => occupy(port, '127.0.0.1')));
  const app = await launchWith(['loopback']);
  await pressSignIn(app);
  await expectProblem(app, 'loopback-ports-taken');
  await expect(app.window.locator('[data-problem]')).toContainText(ports.join(', '));
  await Promise.all(taken.map((release) => release()));
  await app.window.getByRole('button', { name: 'Try again' }).click();
  await submitPassword(await systemBrowser.shows(), pool.user);
  await expectState(app, 'signed-in');
});

test('a stray request and a forged callback come first, and end nothing (SEC-6, SEC-22)', {
  tag: '@fault',
}, async ({ launchWith, systemBrowser, pool, ports }) => {
  const before = pool.requests.length;
  const app = await launchWith(['loopback']);
  await pressSignIn(app);
  const page = await systemBrowser.shows();
  const origin = `http://localhost:${ports[0]}`;
  const state = new URL(page.url()).searchParams.get('state') ?? '';
  expect(state).toHaveLength(43);
  const strays = [
    await ask(`${origin}/favicon.ico`),
    await ask(`${origin}/callback?code=forged&state=${state}`, { method: 'POST' }),
    await ask(`${origin}/callback?code=forged&state=${state}`, {
      headers: { host: 'evil.example' },
    }),
    await ask(`${origin}/callback?code=forged&state=${'x'.repeat(43)}`),
  ];
  expect(strays.map(({ status }) => status)).toEqual([404, 405, 421, 400]);
  // A page of somebody else's, in the same browser, that guesses where the app listens.
  const evil = await page.context().newPage();
  await evil.goto(`http://127.0.0.1:${ports[0]}/callback?code=forged&state=${state}`);
  await evil.setContent(`<img src="${origin}/callback?code=forged&amp;state=${state}">`);
  await evil.goto(`${origin}/callback?code=forged&state=${'y'.repeat(43)}`);
  await expect(evil.locator('h1')).toHaveText('Nothing is waiting for this');
  await expectState(app, 'signing-in');
  await expectProblem(app, 'state-mismatch');
  expect(grants(pool, before)).toEqual([]);

  await submitPassword(page, pool.user);
  await expectState(app, 'signed-in');
  await expect(page.locator('h1')).toHaveText('You are done here');
  expect(grants(pool, before)).toEqual(['authorization_code']);
  await expect.poll(() => portsOpen(ports)).toEqual([]);
});

test('a provider that wants no window of an app gets the browser; its no is told there and here', async ({
  launchWith,
  systemBrowser,
}) => {
  const app = await launchWith(['embedded-window', 'loopback'], {
    COGNITO_IDENTITY_PROVIDER: 'Google',
  });
  await pressSignIn(app);
  const refused = await systemBrowser.shows();
  await refused.getByRole('button', { name: 'Do not sign in' }).click();
  await expect(refused.locator('h1')).toHaveText('You are not signed in');
  await expectProblem(app, 'authorization-refused');

  await app.window.getByRole('button', { name: 'Try again' }).click();
  const page = await systemBrowser.shows();
  await page.getByLabel('E-mail').fill('ann@gmail.example');
  await page.getByLabel('Name').fill('Ann');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expectState(app, 'signed-in');
  await expect(app.window.getByTestId('email')).toHaveText('ann@gmail.example');
  expect(app.electron.windows()).toHaveLength(1);
});

test('quitting closes the port, and the connections that are open (SEC-22)', async ({
  launchWith,
  systemBrowser,
  ports,
}) => {
  const app = await launchWith(['loopback']);
  await pressSignIn(app);
  await systemBrowser.shows();
  expect(await portsOpen(ports)).toHaveLength(2);
  await app.quit();
  expect(await portsOpen(ports)).toEqual([]);
});
