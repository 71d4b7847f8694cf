import { afterEach, expect, it } from 'vitest';
import { type Rig, signedInRig, startRig } from '../../../tests/support/auth/rig';

let rig: Rig;
afterEach(() => rig.close());

/** Signs in, then starts the app again. */
async function relaunch(prepare: () => void | Promise<void> = () => {}) {
  rig = await signedInRig();
  await prepare();
  rig.states.length = 0;
  rig.journal.length = 0;
  const auth = rig.relaunch();
  await rig.skippingPauses(auth.restore());
  return auth.state;
}

it('with no account in the index, ends signed out and asks nobody', async () => {
  rig = await startRig();
  await rig.auth.restore();
  expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
  expect(rig.journal).toEqual(['state signed-out']);
});

it('is done once, however often it is asked for', async () => {
  await relaunch();
  const steps = rig.journal.length;
  const again = rig.relaunch();
  await again.restore();
  const once = rig.journal.length - steps;
  await again.restore();
  expect(rig.journal.length - steps).toBe(once);
});

it('shows who it is at once, then signs in from the keychain without a window', async () => {
  const state = await relaunch();
  expect(state).toMatchObject({
    kind: 'signed-in',
    account: { email: 'demo@example.com' },
    session: { accessTokenExpiresAt: rig.clock.now() + 3_600_000 },
    notice: null,
  });
  expect(rig.states[0]).toMatchObject({ kind: 'restoring', account: { name: 'Demo Person' } });
  expect(rig.journal).toEqual([
    'state restoring',
    'keychain get',
    'POST /oauth2/token',
    'index save',
    'state signed-in',
  ]);
  expect(rig.userAgent.opened).toHaveLength(1);
});

it('with the provider out of reach, keeps the account, says so, and tries again by itself', async () => {
  const state = await relaunch(() => {
    rig.pool.hooks.respond = () => new Response('busy', { status: 503 });
  });
  expect(state).toMatchObject({
    kind: 'signed-in',
    session: { accessTokenExpiresAt: null },
    notice: { code: 'provider-invalid-response' },
  });
  delete rig.pool.hooks.respond;
  rig.clock.advance(2_000);
  await settled(() => rig.states.at(-1)?.kind === 'signed-in' && rig.states.length > 3);
  expect(rig.states.at(-1)).toMatchObject({
    notice: null,
    session: { accessTokenExpiresAt: expect.any(Number) },
  });
});

it.each(['keychain-locked', 'keychain-unavailable', 'keychain-timeout'] as const)(
  'with %s, keeps the account and says so, and deletes nothing (SEC-54)',
  async (code) => {
    const state = await relaunch(() => {
      rig.secrets.failures.get = code;
    });
    expect(state).toMatchObject({ kind: 'signed-in', notice: { code } });
    expect(rig.secrets.entries.size).toBe(1);
    expect(rig.accounts.content.active).not.toBeNull();
    expect(rig.waits().filter((ms) => ms < 60_000)).toEqual([]);
  },
);

it('with a keychain entry that cannot be read, ends signed out and keeps the entry', async () => {
  const state = await relaunch(() => {
    rig.secrets.failures.get = 'keychain-corrupt';
  });
  expect(state).toMatchObject({ kind: 'signed-out', problem: { code: 'keychain-corrupt' } });
  expect(rig.secrets.entries.size).toBe(1);
});

it('with no token in the keychain, ends signed out without a problem', async () => {
  const state = await relaunch(() => rig.secrets.entries.clear());
  expect(state).toEqual({ kind: 'signed-out', problem: null, others: [] });
  expect(rig.accounts.content.accounts).toEqual([]);
});

it('with a session that the provider ended, says so and deletes the entry', async () => {
  const state = await relaunch(() => rig.pool.revokeAllRefreshTokens());
  expect(state).toMatchObject({ kind: 'signed-out', problem: { code: 'session-ended' } });
  expect(rig.secrets.entries.size).toBe(0);
  expect(rig.accounts.content.accounts).toEqual([]);
});

it('does not use the account of another client', async () => {
  const state = await relaunch(() => {
    const stored = rig.accounts.content.active;
    if (stored === null) throw new Error('nothing stored');
    const other = { ...stored, account: { ...stored.account, clientId: 'another' } };
    rig.accounts.content = { active: other, accounts: [other] };
  });
  expect(state).toEqual({ kind: 'signed-out', problem: null, others: [] });
  expect(rig.journal).toEqual(['state signed-out']);
});

async function settled(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 500) throw new Error('never settled');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
