import type { Configuration } from 'oidc-provider';
import { test as base, expect, expectState, openSignIn } from './support/fixtures';
import { keychainEntries } from './support/keychain';
import {
  type OtherProvider,
  person,
  signInAtOtherProvider,
  startOtherProvider,
} from './support/other-provider';

const test = base.extend<{ other: OtherProvider; changes: Configuration }>({
  changes: [{}, { option: true }],
  other: async ({ changes }, use) => {
    const other = await startOtherProvider(changes);
    await use(other);
    await other.close();
  },
  provider: ({ other }, use) => use(other),
});

test('an OpenID provider found by discovery: signs in, is remembered, refreshes and signs out', async ({
  other,
  launch,
}) => {
  let app = await launch();
  await signInAtOtherProvider(await openSignIn(app));
  await expectState(app, 'signed-in');
  await expect(app.window.getByTestId('email')).toHaveText(person.email);
  expect(await keychainEntries()).toHaveLength(1);
  expect(other.store).toMatchObject({ sessions: 1, refreshTokens: 1 });
  const [first] = await keychainEntries();
  await app.quit();

  const before = other.requests.length;
  app = await launch();
  await expectState(app, 'signed-in');
  const expiry = app.window.getByTestId('token-expiry');
  await expect(expiry).toBeVisible();
  await expect(app.window.getByTestId('email')).toHaveText(person.email);
  const sinceRestart = other.requests.slice(before);
  expect(sinceRestart).not.toContain('GET /auth');
  expect(sinceRestart).toContain('GET /.well-known/openid-configuration');
  const [second] = await keychainEntries();
  expect(second).not.toBe(first); // rotated

  const expiresAt = await expiry.getAttribute('datetime');
  await app.window.waitForTimeout(1_100); // expires_in counts in whole seconds
  await app.window.getByRole('button', { name: 'Refresh' }).click();
  await expect(expiry).not.toHaveAttribute('datetime', expiresAt ?? '');
  expect(other.store.refreshTokens).toBe(1);

  await app.window.getByRole('button', { name: 'Sign out' }).click();
  await expectState(app, 'signed-out');
  expect(await keychainEntries()).toEqual([]);
  expect(other.requests).toContain('POST /token/revocation');
  expect(other.store.refreshTokens).toBe(0);
});

test('a provider that asks whether to sign out is not answered, and nothing waits for that', async ({
  other,
  launch,
}) => {
  const app = await launch();
  await signInAtOtherProvider(await openSignIn(app));
  await expectState(app, 'signed-in');
  await app.window.getByRole('button', { name: 'Sign out' }).click();
  await expectState(app, 'signed-out');
  expect(app.output()).toContain('"reason":"page"');
  await expect.poll(() => app.electron.windows()).toHaveLength(1);
  // Its session is still there, and nothing on this computer can use it.
  expect(other.store).toMatchObject({ sessions: 1, refreshTokens: 0 });
  const again = await openSignIn(app);
  await expect(again.locator('input[name="password"]')).toBeVisible();
});

test.describe('a provider that asks only where it is not sure who wants it', () => {
  test.use({
    changes: {
      features: {
        rpInitiatedLogout: {
          logoutSource: (context, form) => {
            if (context.oidc.entities.IdTokenHint === undefined) return;
            const answer = '<input type="hidden" form="op.logoutForm" name="logout" value="yes">';
            const script = "<script>document.getElementById('op.logoutForm').submit()</script>";
            context.body = `<!DOCTYPE html><title>Bye</title>${form}${answer}${script}`;
          },
        },
      },
    },
  });

  test('ends its session; without offline_access it gives no refresh token', async ({
    other,
    launch,
  }) => {
    const app = await launch({ env: { COGNITO_SCOPES: 'openid profile email' } });
    await signInAtOtherProvider(await openSignIn(app));
    await expectState(app, 'signed-in');
    expect(await keychainEntries()).toEqual([]);
    expect(other.store).toMatchObject({ sessions: 1, refreshTokens: 0 });
    const expiresAt = await app.window.getByTestId('token-expiry').getAttribute('datetime');
    const end = app.window.getByTestId('session-end');
    await expect(end).toHaveAttribute('datetime', expiresAt ?? 'none');
    await app.window.getByRole('button', { name: 'Sign out' }).click();
    await expectState(app, 'signed-out');
    expect(app.output()).toContain('"reason":"returned"');
    expect(other.requests).toContain('POST /session/end');
    expect(other.store.sessions).toBe(0);
  });
});
