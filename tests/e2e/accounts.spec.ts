import type { Page } from '@playwright/test';
import type { RunningApp } from './support/app';
import { expect, expectState, openSignIn, submitPassword, test } from './support/fixtures';
import { keychainEntries } from './support/keychain';

/** Two people at one computer, with the real keychain: each has an entry and a session of their own. */

const ann = { username: 'ann@example.com', password: 'Passw0rd!ann', name: 'Ann Archer' };
const ben = { username: 'ben@example.com', password: 'Passw0rd!ben', name: 'Ben Okafor' };

test.use({ poolOptions: { users: [ann, ben] } });

const button = (app: RunningApp, name: string) =>
  app.window.getByRole('button', { name, exact: true });
const press = (app: RunningApp, name: string) => button(app, name).click();
const dialog = (app: RunningApp) => app.window.getByRole('alertdialog');
const others = (app: RunningApp) =>
  app.window.getByRole('list', { name: 'Other accounts' }).getByRole('listitem');

async function expectPerson(app: RunningApp, person: { name: string }): Promise<void> {
  await expectState(app, 'signed-in');
  await expect(app.window.getByRole('heading', { level: 1 })).toHaveText(person.name);
  await expect(app.window.getByTestId('token-expiry')).toBeVisible();
}

/** Adds a person beside the one who is signed in, and gives the page that asked for the password. */
async function add(app: RunningApp, person: typeof ann): Promise<Page> {
  const page = await app.opens(() => press(app, 'Add account'));
  await expect(page.locator('input[name="password"]')).toBeVisible();
  await submitPassword(page, person);
  await expectPerson(app, person);
  return page;
}

async function annThenBen(launch: () => Promise<RunningApp>): Promise<RunningApp> {
  const app = await launch();
  await submitPassword(await openSignIn(app), ann);
  await expectPerson(app, ann);
  await add(app, ben);
  return app;
}

/** Sign-out on every device needs a scope of its own. */
const scopes = ['openid', 'profile', 'email', 'aws.cognito.signin.user.admin'];
const withGlobalSignOut = {
  COGNITO_GLOBAL_SIGN_OUT: 'true',
  COGNITO_SCOPES: scopes.join(' '),
};

const switchTo = ({ name, username }: typeof ann) => `Switch to ${name} ${username}`;

test('a second person is added with their own password, and each is one press away', async ({
  pool,
  launch,
}) => {
  const app = await launch();
  await submitPassword(await openSignIn(app), ann);
  await expectPerson(app, ann);
  const [annsEntry] = await keychainEntries();

  await add(app, ben);
  await expect(others(app)).toHaveCount(1);
  const both = await keychainEntries();
  expect(both).toHaveLength(2);
  expect(both).toContain(annsEntry);
  expect(pool.refreshTokens().live).toBe(2);

  const before = pool.requests.length;
  await press(app, switchTo(ann));
  await expectPerson(app, ann);
  await press(app, switchTo(ben));
  await expectPerson(app, ben);
  const asked = pool.requests.slice(before).map((request) => request.path);
  expect(asked).not.toContain('/login');
  expect(asked).not.toContain('/oauth2/authorize');
  expect(app.electron.windows()).toHaveLength(1);
});

test('adding can be given up: who was signed in still is', async ({ launch }) => {
  const app = await launch();
  await submitPassword(await openSignIn(app), ann);
  await expectPerson(app, ann);
  await app.opens(() => press(app, 'Add account'));
  await expect(app.window.getByText('Ann Archer stays signed in if you cancel.')).toBeVisible();
  await press(app, 'Cancel');
  await expectPerson(app, ann);
  await expect(app.window.getByRole('alert')).toHaveCount(0);
  expect(await keychainEntries()).toHaveLength(1);
});

test('after a restart the one who was in use is back, and the other is listed', async ({
  launch,
}) => {
  const first = await annThenBen(launch);
  await press(first, switchTo(ann));
  await expectPerson(first, ann);
  await first.quit();

  const app = await launch();
  await expectPerson(app, ann);
  await expect(others(app)).toContainText([ben.name]);
  await press(app, switchTo(ben));
  await expectPerson(app, ben);
});

test('signing one out asks first, and leaves the other one alone', async ({ pool, launch }) => {
  const app = await annThenBen(launch);
  const asking = button(app, `Sign out ${ann.username}`);
  const held = await keychainEntries();
  expect(held).toHaveLength(2);
  await asking.click();
  await app.window.keyboard.press('Escape');
  await expect(dialog(app)).toHaveCount(0);
  await expect(asking).toBeFocused();
  expect(await keychainEntries()).toEqual(held);

  await asking.click();
  await dialog(app).getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(app.window.getByRole('list', { name: 'Other accounts' })).toHaveCount(0);
  await expectPerson(app, ben);
  await expect.poll(keychainEntries).toHaveLength(1);
  await expect.poll(() => pool.refreshTokens().live).toBe(1);

  const expiry = app.window.getByTestId('token-expiry');
  const old = await expiry.getAttribute('datetime');
  await app.window.waitForTimeout(1_100); // expires_in counts in whole seconds
  await press(app, 'Refresh');
  await expect(expiry).not.toHaveAttribute('datetime', old ?? '');

  await app.quit();
  await expectPerson(await launch(), ben); // out of the keychain
});

test('signing out the one in use leads to a welcome that goes on with the other', async ({
  pool,
  launch,
}) => {
  const app = await annThenBen(launch);
  await press(app, 'Sign out');
  await expectState(app, 'signed-out');
  await expect.poll(keychainEntries).toHaveLength(1);
  const before = pool.requests.length;
  await press(app, `Go on as ${ann.name} ${ann.username}`);
  await expectPerson(app, ann);
  expect(pool.requests.slice(before).map(({ path }) => path)).not.toContain('/oauth2/authorize');

  await press(app, 'Sign out');
  await expectState(app, 'signed-out');
  await expect(app.window.getByRole('list')).toHaveCount(0);
  expect(await keychainEntries()).toEqual([]);
});

test('a remembered account can be removed, after a question', async ({ launch }) => {
  const app = await annThenBen(launch);
  await press(app, 'Sign out');
  await expectState(app, 'signed-out');
  await press(app, `Remove ${ann.username}`);
  await dialog(app).getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(app.window.getByRole('list')).toHaveCount(0);
  await expect.poll(keychainEntries).toEqual([]);
  await expect(button(app, 'Sign in')).toBeFocused();
});

test('signing all out asks first, and leaves nothing behind', async ({ pool, launch }) => {
  const app = await annThenBen(launch);
  await press(app, 'Sign out of all accounts');
  expect(await keychainEntries()).toHaveLength(2);
  await dialog(app).getByRole('button', { name: 'Sign out of all', exact: true }).click();
  await expectState(app, 'signed-out');
  expect(await keychainEntries()).toEqual([]);
  await expect.poll(() => pool.refreshTokens().live).toBe(0);
  await expect(app.window.getByRole('list')).toHaveCount(0);
  await app.quit();
  await expectState(await launch(), 'signed-out');
});

test.describe('where the app client allows it', () => {
  test.use({ poolOptions: { users: [ann, ben], scopes } });

  test('signing out everywhere asks first, tells the pool, and leaves the others alone', async ({
    pool,
    launch,
  }) => {
    const app = await annThenBen(() => launch({ env: withGlobalSignOut }));
    await press(app, 'Sign out everywhere');
    await expect(dialog(app)).toContainText('all sessions of this account');
    expect(pool.refreshTokens().live).toBe(2);
    await dialog(app).getByRole('button', { name: 'Sign out everywhere', exact: true }).click();
    await expectState(app, 'signed-out');
    await expect(app.window.getByRole('alert')).toHaveCount(0);
    expect(pool.requests.filter(({ path }) => path === '/')).toHaveLength(1);
    expect(pool.refreshTokens().live).toBe(1);
    await press(app, `Go on as ${ann.name} ${ann.username}`);
    await expectPerson(app, ann);
  });
});
