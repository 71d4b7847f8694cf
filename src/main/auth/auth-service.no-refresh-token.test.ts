import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Rig, startRig } from '../../../tests/support/auth/rig';

const hour = 3_600_000;

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
  rig.pool.hooks.tokenResponse = ({ status, body }) => {
    const { refresh_token: _, ...rest } = body as Record<string, unknown>;
    return { status, body: rest };
  };
  await rig.auth.restore();
  await rig.auth.signIn({ intent: 'sign-in' });
});
afterEach(() => rig.close());

it('without a refresh token, the window says from the start when the session ends', () => {
  const { state } = rig.auth;
  expect(state).toMatchObject({ kind: 'signed-in', notice: null });
  const end = rig.clock.now() + hour;
  expect(state).toMatchObject({ session: { endsAt: end, accessTokenExpiresAt: end } });
});

it('it leaves nothing behind: the next launch begins signed out, with nothing to complain about', async () => {
  expect(rig.secrets.entries.size).toBe(0);
  expect(rig.accounts.content.accounts).toEqual([]);
  const relaunched = rig.relaunch();
  await relaunched.restore();
  expect(relaunched.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
});

it('it says so shortly before, and is over with the access token', async () => {
  const asked = rig.tokenRequests().length;
  rig.clock.advance(hour - 50_000);
  await rig.auth.refresh();
  expect(rig.auth.state).toMatchObject({
    kind: 'signed-in',
    notice: { code: 'login-required' },
  });
  expect(await rig.auth.accessToken()).not.toBe('');
  rig.clock.advance(50_000);
  await rig.auth.refresh();
  expect(rig.auth.state).toMatchObject({
    kind: 'signed-out',
    problem: { code: 'session-ended' },
  });
  expect(rig.tokenRequests()).toHaveLength(asked);
});

it('a sign-out has nothing to revoke', async () => {
  await rig.auth.signOut();
  expect(rig.auth.state).toEqual({ kind: 'signed-out', problem: null, others: [] });
  expect(rig.journal).not.toContain('POST /oauth2/revoke');
  expect(rig.userAgent.ended).toHaveLength(1);
});
