import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  tokenRevocation,
} from 'openid-client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { UserPool, UserPoolOptions } from '../index';
import { loopbackRedirectUri, signInAt } from '../testing/sign-in-at';
import { locationOf, TestBrowser } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

vi.setConfig({ testTimeout: 30_000 }); // each pool makes two RSA keys

let pool: UserPool;
afterEach(() => pool.close());

describe('openid-client, unmodified', () => {
  it('signs in by discovery, PKCE and a checked ID token, and asks who it was', async () => {
    const client = await connect();
    const tokens = await signIn(client);
    const claims = tokens.claims();
    expect(claims).toMatchObject({
      iss: pool.issuer,
      aud: pool.clientId,
      email: pool.user.username,
      email_verified: true,
      token_use: 'id',
    });
    expect(tokens.refresh_token).toBeDefined();
    expect(tokens.expires_in).toBe(3600);
    const userInfo = await fetchUserInfo(client, tokens.access_token, claims?.sub ?? '');
    expect(userInfo).toMatchObject({ sub: claims?.sub, email: pool.user.username });
    const jwks = `${new URL(pool.issuer).pathname}/.well-known/jwks.json`;
    expect(pool.requests.map(({ path }) => path)).toContain(jwks);
  });

  it('refuses an ID token whose signature is not by a published key', async () => {
    const client = await connect();
    pool.hooks.signWith = 'wrong-key';
    await expect(signIn(client)).rejects.toMatchObject({
      code: 'OAUTH_INVALID_RESPONSE',
      cause: { message: 'JWT signature verification failed' },
    });
  });

  it('is refused the tokens with another verifier', async () => {
    const client = await connect();
    await expect(signIn(client, randomPKCECodeVerifier())).rejects.toMatchObject({
      status: 400,
      error: 'invalid_grant',
    });
  });

  it('refreshes with one and the same refresh token', async () => {
    const client = await connect();
    const first = await signIn(client);
    for (const _ of ['once', 'twice']) {
      const next = await refreshTokenGrant(client, first.refresh_token ?? '');
      expect(next.access_token).not.toBe(first.access_token);
      expect(next.refresh_token).toBeUndefined();
      expect(next.claims()?.sub).toBe(first.claims()?.sub);
    }
  });

  it('refreshes with the newest refresh token when they rotate', async () => {
    const client = await connect({ refreshTokenRotation: { graceSeconds: 0 } });
    const first = await signIn(client);
    const second = await refreshTokenGrant(client, first.refresh_token ?? '');
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const third = await refreshTokenGrant(client, second.refresh_token ?? '');
    expect(third.claims()?.sub).toBe(first.claims()?.sub);
    await expect(refreshTokenGrant(client, first.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('revokes: neither a refresh nor userInfo works from then on', async () => {
    const client = await connect();
    const tokens = await signIn(client);
    const refreshToken = tokens.refresh_token ?? '';
    await tokenRevocation(client, refreshToken);
    await expect(refreshTokenGrant(client, refreshToken)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    // Cognito's challenge names no scheme (userinfo-endpoint page), which a strict client remarks on.
    const subject = tokens.claims()?.sub ?? '';
    await expect(fetchUserInfo(client, tokens.access_token, subject)).rejects.toMatchObject({
      code: 'OAUTH_RESPONSE_IS_NOT_CONFORM',
      cause: { status: 401 },
    });
  });

  it('signs out by the end-session endpoint, once it is given Cognito’s logout_uri', async () => {
    const client = await connect();
    const browser = new TestBrowser(pool);
    await signIn(client, undefined, browser);
    expect(pool.sessions()).toBe(1);
    const url = buildEndSessionUrl(client, { logout_uri: pool.signOutUris[0] ?? '' });
    const answer = await browser.get(`${url.pathname}${url.search}`);
    expect(locationOf(answer).href).toBe(pool.signOutUris[0]);
    expect(pool.sessions()).toBe(0);
  });
});

async function connect(options: UserPoolOptions = {}): Promise<Configuration> {
  pool = await startTestPool(options);
  return discovery(new URL(pool.issuer), pool.clientId, undefined, None(), {
    execute: [allowInsecureRequests, enableNonRepudiationChecks],
  });
}

/** @param presented the verifier for the token endpoint, if not the right one */
async function signIn(client: Configuration, presented?: string, browser = new TestBrowser(pool)) {
  const verifier = randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [randomState(), randomNonce()];
  const url = buildAuthorizationUrl(client, {
    redirect_uri: loopbackRedirectUri(pool),
    scope: 'openid email',
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return authorizationCodeGrant(client, await signInAt(pool, url, browser), {
    pkceCodeVerifier: presented ?? verifier,
    expectedState,
    expectedNonce,
  });
}
