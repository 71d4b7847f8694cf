import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { postToken, signInForTokens } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

describe('a wrong claim', () => {
  let pool: UserPool;
  beforeAll(async () => {
    pool = await startTestPool({ recordSecrets: true });
  });
  afterAll(() => pool.close());
  afterEach(() => pool.faults.clear());

  const verify = async (token: string) => {
    const keys = createRemoteJWKSet(new URL(`${pool.issuer}/.well-known/jwks.json`));
    return (await jwtVerify(token, keys)).payload;
  };
  const hashOf = (token: string) =>
    createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');

  it('stands in a properly signed ID token, and the access token is as ever', async () => {
    const set = { aud: 'other', nonce: 'stale' };
    pool.faults.set('/oauth2/token', { kind: 'wrong-claim', token: 'id', set, remove: ['sub'] });
    const tokens = await signInForTokens(pool);
    const id = await verify(tokens.id_token);
    expect(id).toMatchObject({ ...set, iss: pool.issuer, token_use: 'id' });
    expect(id).not.toHaveProperty('sub');
    expect(id.at_hash).toBe(hashOf(tokens.access_token));
    const access = await verify(tokens.access_token);
    expect(access).toMatchObject({ token_use: 'access', sub: expect.any(String) });
    expect(access).not.toHaveProperty('aud');
    expect(decodeProtectedHeader(tokens.id_token).kid).not.toBe(
      decodeProtectedHeader(tokens.access_token).kid,
    );
    expect(pool.issuedSecrets()).toContain(tokens.id_token);
  });

  it('stands in an access token, and the ID token still belongs to it', async () => {
    const set = { scope: 'admin' };
    pool.faults.set('/oauth2/token', { kind: 'wrong-claim', token: 'access', set });
    const tokens = await signInForTokens(pool);
    expect(await verify(tokens.access_token)).toMatchObject({
      scope: 'admin',
      token_use: 'access',
    });
    const id = await verify(tokens.id_token);
    expect(id.at_hash).toBe(hashOf(tokens.access_token));
    expect(id).not.toHaveProperty('scope');
  });

  it('leaves errors and their headers alone', async () => {
    pool.faults.set('/oauth2/token', { kind: 'wrong-claim', token: 'id', set: { aud: 'x' } });
    const response = await postToken(pool, { grant_type: 'refresh_token', refresh_token: 'x' });
    expect(response.status).toBe(400);
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(await response.json()).toEqual({ error: 'invalid_grant' });
  });

  it('is refused where no tokens come from', () => {
    const set = () =>
      pool.faults.set('/oauth2/userInfo', { kind: 'wrong-claim', token: 'id', set: {} });
    expect(set).toThrow(RangeError);
  });
});
