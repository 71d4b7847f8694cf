import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import {
  authorizationQuery,
  locationOf,
  postToken,
  signInForTokens,
  TestBrowser,
  tokensOf,
} from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html
describe('POST /oauth2/revoke', () => {
  let pool: UserPool;
  beforeAll(async () => {
    pool = await startTestPool({ refreshTokenRotation: { graceSeconds: 60 } });
  });
  afterAll(() => pool.close());

  const revoke = (fields: Record<string, string>) =>
    fetch(`${pool.domain}/oauth2/revoke`, { method: 'POST', body: new URLSearchParams(fields) });
  const userInfo = (accessToken: string) =>
    fetch(`${pool.domain}/oauth2/userInfo`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });

  it('ends a refresh token and the access tokens that came from it', async () => {
    const tokens = await signInForTokens(pool);
    expect((await userInfo(tokens.access_token)).status).toBe(200);
    const { live, revoked } = pool.refreshTokens();
    const response = await revoke({ client_id: pool.clientId, token: tokens.refresh_token });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(pool.refreshTokens()).toEqual({ live: live - 1, revoked: revoked + 1 });
    expect((await userInfo(tokens.access_token)).status).toBe(401);
    const grant = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    expect((await postToken(pool, grant)).status).toBe(400);
  });

  it('ends the rotated-out token with its successor', async () => {
    const { refresh_token: old } = await signInForTokens(pool);
    const grant = { grant_type: 'refresh_token', refresh_token: old };
    const { refresh_token: successor } = await (await postToken(pool, grant)).json();
    await revoke({ client_id: pool.clientId, token: successor });
    expect((await postToken(pool, grant)).status).toBe(400);
  });

  it('leaves other sign-ins alone', async () => {
    const [one, other] = [await signInForTokens(pool), await signInForTokens(pool)];
    await revoke({ client_id: pool.clientId, token: one.refresh_token });
    expect((await userInfo(other.access_token)).status).toBe(200);
  });

  it('leaves the session of the hosted UI alone', async () => {
    const browser = new TestBrowser(pool);
    const { refresh_token: token } = await tokensOf(pool, await browser.signIn());
    await revoke({ client_id: pool.clientId, token });
    pool.revokeAllRefreshTokens();
    const response = await browser.get(`/oauth2/authorize?${authorizationQuery(pool)}`);
    expect(locationOf(response).searchParams.has('code')).toBe(true);
  });

  it('takes a token that is revoked already, and leaves its JWTs as good as ever offline', async () => {
    const tokens = await signInForTokens(pool);
    const fields = { client_id: pool.clientId, token: tokens.refresh_token };
    await revoke(fields);
    const { revoked } = pool.refreshTokens();
    const again = await revoke(fields);
    expect(again.status).toBe(200);
    expect(await again.text()).toBe('');
    expect(pool.refreshTokens().revoked).toBe(revoked);
    const keys = createRemoteJWKSet(new URL(`${pool.issuer}/.well-known/jwks.json`));
    for (const jwt of [tokens.id_token, tokens.access_token]) await jwtVerify(jwt, keys);
  });

  it('passes over an unknown token', async () => {
    const response = await revoke({ client_id: pool.clientId, token: 'garbage' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });

  it.each(['access_token', 'id_token'] as const)('does not take an %s', async (kind) => {
    const tokens = await signInForTokens(pool);
    const response = await revoke({ client_id: pool.clientId, token: tokens[kind] });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'unsupported_token_type' });
  });

  it('answers a missing token with invalid_request', async () => {
    const response = await revoke({ client_id: pool.clientId });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'invalid_request' });
  });

  it('answers a client without revocation with invalid_request, and its token lives on', async () => {
    const back = { redirectUris: ['https://web.example/callback'], revocation: false };
    const other = await startTestPool({ clients: [{ id: 'web', ...back }] });
    const changes = { client_id: 'web', redirect_uri: 'https://web.example/callback' };
    const { refresh_token: token } = await signInForTokens(other, changes);
    const body = new URLSearchParams({ client_id: 'web', token });
    const response = await fetch(`${other.domain}/oauth2/revoke`, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'invalid_request' });
    const grant = { grant_type: 'refresh_token', refresh_token: token, client_id: 'web' };
    expect((await postToken(other, grant)).status).toBe(200);
    await other.close();
  });

  it.each([{}, { client_id: 'someone-else' }])(
    'answers the client %j with 401 invalid_client and revokes nothing',
    async (client) => {
      const { refresh_token: token } = await signInForTokens(pool);
      const response = await revoke({ token, ...client });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: 'invalid_client' });
      const grant = { grant_type: 'refresh_token', refresh_token: token };
      expect((await postToken(pool, grant)).status).toBe(200);
    },
  );
});
