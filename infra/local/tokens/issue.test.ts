import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { signInForTokens, type Tokens } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
describe('the tokens', () => {
  const now = Date.parse('2030-01-01T00:00:00Z');
  const seconds = now / 1000;
  let pool: UserPool;
  let tokens: Tokens;
  beforeAll(async () => {
    pool = await startTestPool({ clock: () => now, tokenLifetimes: { id: 600, access: 300 } });
    tokens = await signInForTokens(pool);
  });
  afterAll(() => pool.close());

  async function verified(token: string): Promise<Record<string, unknown>> {
    const jwks = createRemoteJWKSet(new URL(`${pool.issuer}/.well-known/jwks.json`));
    return (await jwtVerify(token, jwks, { currentDate: new Date(now) })).payload;
  }

  it('ID token: has the claims of Cognito and verifies with the JWKS', async () => {
    const digest = createHash('sha256').update(tokens.access_token).digest();
    const claims = await verified(tokens.id_token);
    expect(claims).toEqual({
      at_hash: digest.subarray(0, 16).toString('base64url'),
      sub: expect.any(String),
      'cognito:groups': ['admins', 'staff'],
      email_verified: true,
      iss: pool.issuer,
      'cognito:username': claims.sub,
      nonce: 'the-nonce',
      origin_jti: expect.any(String),
      aud: pool.clientId,
      event_id: expect.any(String),
      token_use: 'id',
      auth_time: seconds,
      iat: seconds,
      exp: seconds + 600,
      jti: expect.any(String),
      email: 'demo@example.com',
      name: 'Demo Person',
    });
  });

  it('access token: names its client in client_id and has no aud', async () => {
    const claims = await verified(tokens.access_token);
    expect(claims).toEqual({
      sub: expect.any(String),
      'cognito:groups': ['admins', 'staff'],
      iss: pool.issuer,
      version: 2,
      client_id: pool.clientId,
      origin_jti: expect.any(String),
      event_id: expect.any(String),
      token_use: 'access',
      scope: 'openid email profile',
      auth_time: seconds,
      iat: seconds,
      exp: seconds + 300,
      jti: expect.any(String),
      username: claims.sub,
    });
    expect(tokens.expires_in).toBe(300);
  });

  it('are signed with two keys and carry kid and alg alone', () => {
    const [id, access] = [tokens.id_token, tokens.access_token].map(decodeProtectedHeader);
    expect(Object.keys(id ?? {}).sort()).toEqual(['alg', 'kid']);
    expect(Object.keys(access ?? {}).sort()).toEqual(['alg', 'kid']);
    expect(id?.kid).not.toBe(access?.kid);
  });

  it('leave out the nonce when none was sent', async () => {
    const { id_token: token } = await signInForTokens(pool, { nonce: null });
    expect(await verified(token)).not.toHaveProperty('nonce');
  });

  it('grant every scope of the client when none was asked for', async () => {
    const { access_token: token } = await signInForTokens(pool, { scope: null });
    expect((await verified(token)).scope).toBe(
      'openid email phone profile aws.cognito.signin.user.admin',
    );
  });
});
