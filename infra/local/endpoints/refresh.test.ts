import { decodeJwt } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import type { UserPool, UserPoolOptions } from '../index';
import { postToken, signInForTokens, type Tokens } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
describe('POST /oauth2/token with a refresh token', () => {
  let now = Date.now();
  let pool: UserPool;
  afterEach(() => pool.close());

  async function start(options: UserPoolOptions = {}): Promise<Tokens> {
    pool = await startTestPool({ ...options, clock: () => now });
    return signInForTokens(pool);
  }

  const refresh = (token: string) =>
    postToken(pool, { grant_type: 'refresh_token', refresh_token: token });

  async function refreshed(token: string): Promise<Tokens> {
    const response = await refresh(token);
    expect(response.status).toBe(200);
    return (await response.json()) as Tokens;
  }

  async function expectDead(token: string): Promise<void> {
    const response = await refresh(token);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'invalid_grant' });
  }

  it('gives new access and ID tokens and no refresh token', async () => {
    const first = await start();
    const second = await refreshed(first.refresh_token);
    expect(second).not.toHaveProperty('refresh_token');
    expect(second.access_token).not.toBe(first.access_token);
    expect(await refreshed(first.refresh_token)).toHaveProperty('id_token');
  });

  it('keeps the time and the origin of the sign-in', async () => {
    const first = await start();
    now += 60_000;
    const second = await refreshed(first.refresh_token);
    for (const kind of ['id_token', 'access_token'] as const) {
      const [before, after] = [decodeJwt(first[kind]), decodeJwt(second[kind])];
      expect(after.auth_time).toBe(before.auth_time);
      expect(after.origin_jti).toBe(before.origin_jti);
      expect(after.iat).toBe((before.iat ?? 0) + 60);
      expect(after.jti).not.toBe(before.jti);
    }
  });

  it('lets a refresh token live 30 days', async () => {
    const { refresh_token: token } = await start();
    now += 30 * 24 * 3600_000 - 1;
    await refreshed(token);
    now += 1;
    await expectDead(token);
  });

  it('refuses garbage, revoked tokens and an empty field', async () => {
    const { refresh_token: token } = await start();
    await expectDead('garbage');
    pool.revokeAllRefreshTokens();
    await expectDead(token);
    expect(await (await refresh('')).json()).toEqual({ error: 'invalid_request' });
  });

  it('rotates, and keeps the old token for the grace period only', async () => {
    const { refresh_token: old } = await start({ refreshTokenRotation: { graceSeconds: 10 } });
    const { refresh_token: successor } = await refreshed(old);
    expect(successor).not.toBe(old);
    now += 9_999;
    await refreshed(old);
    now += 1;
    await expectDead(old);
    await refreshed(successor);
  });

  it('rotates without grace when told so', async () => {
    const { refresh_token: old } = await start({ refreshTokenRotation: { graceSeconds: 0 } });
    const { refresh_token: successor } = await refreshed(old);
    await expectDead(old);
    // Reuse ends nothing else: Cognito documents no revocation of the family.
    await refreshed(successor);
  });

  it('does not extend the session by rotating', async () => {
    const { refresh_token: old } = await start({
      refreshTokenRotation: { graceSeconds: 0 },
      tokenLifetimes: { refresh: 3600 },
    });
    now += 3_000_000;
    const { refresh_token: successor } = await refreshed(old);
    now += 600_000;
    await expectDead(successor);
  });
});
