import type { UserPoolOptions } from '@repo/local-user-pool';
import { afterEach, describe, expect, it } from 'vitest';
import { type Rig, signedInRig } from '../../../tests/support/auth/rig';
import { eventually } from '../../../tests/support/eventually';

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

describe('a refresh that fails', () => {
  it('SEC-54: invalid_grant ends the session and deletes the entry', async () => {
    await signedIn();
    rig.pool.revokeAllRefreshTokens();
    await rig.skippingPauses(rig.auth.refresh());
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'session-ended' },
    });
    expect(rig.secrets.entries.size).toBe(0);
    expect(rig.accounts.content.accounts).toEqual([]);
    expect(rig.clock.pending).toEqual([]);
  });

  it('SEC-54: invalid_grant is not believed when the store holds a newer token', async () => {
    await signedIn(rotation);
    const stale = rig.secrets.only ?? '';
    await rig.auth.refresh();
    const newer = rig.secrets.only ?? '';
    rig.secrets.replaceAll(stale);
    rig.pool.hooks.tokenResponse = (answer) => {
      if (answer.status === 400) rig.secrets.replaceAll(newer);
      return answer;
    };
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', notice: null });
    expect(refreshes()).toBe(3);
  });

  it('SEC-54: invalid_grant is not believed when another process saves the newer token a moment later', async () => {
    await signedIn(rotation);
    const stale = rig.secrets.only ?? '';
    await rig.auth.refresh();
    const newer = rig.secrets.only ?? '';
    rig.secrets.replaceAll(stale);
    const refreshing = rig.auth.refresh();
    while (!rig.clock.pending.includes(1_000)) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    rig.secrets.replaceAll(newer);
    rig.clock.advance(1_000);
    await refreshing;
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', notice: null });
    expect(refreshes()).toBe(3);
  });

  it.each([
    ['503', () => new Response('busy', { status: 503 }), 'provider-invalid-response'],
    ['429', () => new Response('slow', { status: 429 }), 'provider-invalid-response'],
    [
      'an HTML page',
      () => new Response('<html>log in to the Wi-Fi</html>'),
      'provider-invalid-response',
    ],
    ['a redirect', () => Response.redirect('http://127.0.0.1:1/'), 'provider-invalid-response'],
  ])('SEC-54: %s never ends the session, and is tried again', async (_, respond, code) => {
    await signedIn();
    rig.pool.hooks.respond = respond;
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', notice: { code } });
    expect(rig.secrets.entries.size).toBe(1);
    const [next = Number.NaN] = rig.waits();
    expect(next).toBeGreaterThanOrEqual(1_000);
    expect(next).toBeLessThanOrEqual(2_000);
  });

  it('SEC-55: Retry-After is honoured', async () => {
    await signedIn();
    rig.pool.hooks.respond = () =>
      new Response('slow', { status: 429, headers: { 'retry-after': '120' } });
    await rig.auth.refresh();
    expect(rig.waits()).toEqual([120_000]);
  });

  it('SEC-54: a client that is refused keeps its token', async () => {
    await signedIn();
    rig.pool.hooks.tokenResponse = () => ({ status: 400, body: { error: 'invalid_client' } });
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ notice: { code: 'client-rejected' } });
    expect(rig.secrets.entries.size).toBe(1);
  });

  it('SEC-54: a refusal that repeats without an access token offers a new sign-in', async () => {
    await signedIn();
    const body = { error: 'invalid_request', error_description: 'Something is missing' };
    rig.pool.hooks.tokenResponse = () => ({ status: 400, body });
    for (let attempt = 0; attempt < 2; attempt++) {
      await rig.auth.refresh();
      expect(rig.auth.state).toMatchObject({ notice: { code: 'provider-refused' } });
    }
    rig.clock.advance(hour);
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-in',
      notice: {
        code: 'refresh-refused',
        message: expect.stringContaining('(invalid_request)'),
        hint: expect.stringContaining('Sign in again'),
        providerSays: 'invalid_request: Something is missing',
      },
    });
    expect(rig.secrets.entries.size).toBe(1);
    delete rig.pool.hooks.tokenResponse;
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({ kind: 'signed-in', notice: null });
  });

  it('SEC-54: one refusal at a launch is not enough for that, the second one is', async () => {
    await signedIn();
    const auth = rig.relaunch();
    const body = { error: 'temporarily_unavailable' };
    rig.pool.hooks.tokenResponse = () => ({ status: 400, body });
    await auth.restore();
    expect(auth.state).toMatchObject({ notice: { code: 'provider-refused' } });
    await auth.refresh();
    expect(auth.state).toMatchObject({ notice: { code: 'refresh-refused' } });
  });

  it('SEC-54: a provider that asks for the user gets the user at once', async () => {
    await signedIn();
    rig.pool.hooks.tokenResponse = () => ({
      status: 400,
      body: { error: 'interaction_required' },
    });
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-in',
      notice: { code: 'login-required', message: expect.stringContaining('interaction_required') },
    });
    expect(rig.secrets.entries.size).toBe(1);
    expect(rig.waits()).toEqual([]);
  });

  it('SEC-10: another subject ends the session', async () => {
    await signedIn();
    rig.pool.hooks.idToken = (token) => ({ ...token, claims: { ...token.claims, sub: 'other' } });
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'subject-changed' },
    });
    expect(rig.secrets.entries.size).toBe(0);
    await eventually(() => expect(rig.revoked()).toBe(1));
  });

  it.each([
    ['iss', 'https://other.example', 'issuer-mismatch'],
    ['aud', 'other-client', 'audience-mismatch'],
  ])('SEC-10: another %s gives no new access token', async (claim, value, code) => {
    await signedIn();
    const expiresAt = rig.clock.now() + hour;
    rig.clock.advance(1_000);
    rig.pool.hooks.idToken = (token) => ({ ...token, claims: { ...token.claims, [claim]: value } });
    await rig.auth.refresh();
    expect(rig.auth.state).toMatchObject({
      notice: { code },
      session: { accessTokenExpiresAt: expiresAt },
    });
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
