import type { UserPoolOptions } from '@repo/local-user-pool';
import { afterEach, describe, expect, it } from 'vitest';
import { type Rig, signedInRig } from '../../../tests/support/auth/rig';

const hour = 3_600_000;
const rotation: UserPoolOptions = { refreshTokenRotation: { graceSeconds: 0 } };

let rig: Rig;
afterEach(() => rig.close());

async function signedIn(options: UserPoolOptions = {}): Promise<Rig> {
  rig = await signedInRig(options);
  rig.states.length = 0;
  rig.journal.length = 0;
  return rig;
}

const refreshes = () =>
  rig.tokenRequests().filter(({ grantType }) => grantType === 'refresh_token').length;

describe('the access token', () => {
  it('is refreshed a minute to a minute and a half before it expires', async () => {
    await signedIn();
    const [wait = Number.NaN] = rig.waits();
    expect(wait).toBeGreaterThanOrEqual(hour - 90_000);
    expect(wait).toBeLessThanOrEqual(hour - 60_000);
    rig.clock.advance(wait - 1);
    expect(refreshes()).toBe(0);
    rig.clock.advance(1);
    await rig.auth.refresh();
    expect(refreshes()).toBe(1);
    expect(rig.auth.state).toMatchObject({
      session: { accessTokenExpiresAt: rig.clock.now() + hour },
    });
  });

  it('SEC-53: a hundred callers make one token request and get the same token', async () => {
    await signedIn();
    rig.clock.advance(2 * hour);
    const tokens = await Promise.all(Array.from({ length: 100 }, () => rig.auth.accessToken()));
    await Promise.all(Array.from({ length: 100 }, () => rig.auth.accessToken()));
    expect(new Set(tokens).size).toBe(1);
    expect(rig.pool.issuedSecrets()).toContain(tokens[0]);
    expect(refreshes()).toBe(1);
  });

  it('SEC-56: is looked at again when the computer wakes up', async () => {
    await signedIn();
    await rig.auth.wake();
    expect(refreshes()).toBe(0);
    expect(rig.waits()).toEqual([hour - 60_000]);
    rig.clock.sleep(hour - 60_000);
    await rig.auth.wake();
    expect(refreshes()).toBe(1);
  });

  it('is not given out when nobody is signed in', async () => {
    await signedIn();
    await rig.auth.signOut();
    await expect(rig.auth.accessToken()).rejects.toMatchObject({ code: 'login-required' });
  });

  it('is not given out after it expired, with the reason why there is no new one', async () => {
    await signedIn();
    rig.pool.hooks.respond = () => new Response('<html>busy</html>', { status: 502 });
    rig.clock.advance(2 * hour);
    await expect(rig.auth.accessToken()).rejects.toMatchObject({
      code: 'provider-invalid-response',
    });
  });
});

describe('the refresh token', () => {
  it('SEC-52: a rotated one is in the keychain before the new access token is given out', async () => {
    await signedIn(rotation);
    const before = rig.secrets.only;
    await rig.auth.refresh();
    expect(rig.secrets.only).not.toBe(before);
    expect(rig.journal).toEqual([
      'state signed-in',
      'keychain get',
      'POST /oauth2/token',
      'keychain set',
      'index save',
      'state signed-in',
    ]);
    expect(rig.states.map((state) => 'refreshing' in state && state.refreshing)).toEqual([
      true,
      false,
    ]);
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', notice: null });
  });

  it('SEC-52: while the keychain takes its time, nobody has the new access token', async () => {
    await signedIn(rotation);
    const before = await rig.auth.accessToken();
    rig.clock.advance(hour - 5_000);
    const saving = rig.secrets.gate.hold('set');
    let given: string | null = null;
    const call = rig.auth.accessToken().then((token) => {
      given = token;
    });
    await saving.reached;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(given).toBeNull();
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', refreshing: true });
    saving.release();
    await call;
    expect(given).not.toBe(before);
  });

  it('SEC-52: killed at any step of a rotation, the app is signed in at the next launch', async () => {
    // The grace period is what makes it hold between the answer and the keychain.
    await signedIn({ refreshTokenRotation: { graceSeconds: 60 } });
    const snapshots: Map<string, string>[] = [];
    const push = rig.journal.push.bind(rig.journal);
    rig.journal.push = (...steps) => {
      snapshots.push(new Map(rig.secrets.entries));
      return push(...steps);
    };
    await rig.auth.refresh();
    rig.journal.push = push;
    expect(new Set(snapshots.flatMap((entries) => [...entries.values()])).size).toBe(2);
    for (const entries of snapshots) {
      rig.secrets.entries.clear();
      for (const [name, token] of entries) rig.secrets.entries.set(name, token);
      const auth = rig.relaunch();
      await auth.restore();
      expect(auth.state).toMatchObject({ kind: 'signed-in', notice: null });
      auth.dispose();
    }
  });

  it('SEC-57: stays the same when the provider gives no new one', async () => {
    await signedIn();
    const before = rig.secrets.only;
    await rig.auth.refresh();
    expect(rig.secrets.only).toBe(before);
    expect(rig.journal).not.toContain('keychain set');
  });

  it('a rotated one that the keychain refuses is used from memory, and saved later', async () => {
    await signedIn(rotation);
    rig.secrets.failures.set = 'keychain-locked';
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ notice: { code: 'keychain-locked' } });
    delete rig.secrets.failures.set;
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', notice: null });
    await rig.relaunch().restore();
    expect(rig.states.at(-1)).toMatchObject({ kind: 'signed-in', notice: null });
  });
});

it('without a refresh token, the session lasts as long as the access token', async () => {
  rig = await signedInRig();
  rig.secrets.entries.clear();
  await rig.auth.refresh();
  expect(rig.auth.state.kind).toBe('signed-in');
  rig.clock.advance(hour);
  await rig.auth.refresh();
  expect(rig.auth.state).toMatchObject({
    kind: 'signed-out',
    problem: { code: 'session-ended' },
  });
});
