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
