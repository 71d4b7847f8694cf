import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
describe('the issuer', () => {
  let pool: UserPool;
  beforeAll(async () => {
    pool = await startTestPool();
  });
  afterAll(() => pool.close());

  it('is shaped like a pool id on another origin than the domain', () => {
    expect(pool.issuer).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]+_[0-9a-zA-Z]{9}$/);
    expect(new URL(pool.issuer).origin).not.toBe(pool.domain);
  });

  it('publishes the twelve fields of Cognito and no more', async () => {
    const response = await fetch(`${pool.issuer}/.well-known/openid-configuration`);
    expect(await response.json()).toEqual({
      authorization_endpoint: `${pool.domain}/oauth2/authorize`,
      end_session_endpoint: `${pool.domain}/logout`,
      id_token_signing_alg_values_supported: ['RS256'],
      issuer: pool.issuer,
      jwks_uri: `${pool.issuer}/.well-known/jwks.json`,
      response_types_supported: ['code', 'token'],
      revocation_endpoint: `${pool.domain}/oauth2/revoke`,
      scopes_supported: ['openid', 'email', 'phone', 'profile'],
      subject_types_supported: ['public'],
      token_endpoint: `${pool.domain}/oauth2/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      userinfo_endpoint: `${pool.domain}/oauth2/userInfo`,
    });
  });

  it('lists endpoints under the issuer, where they do not work, when there is no domain', async () => {
    const bare = await startTestPool({ hasDomain: false });
    const { issuer } = bare;
    const response = await fetch(`${issuer}/.well-known/openid-configuration`);
    const document = await response.json();
    expect(document).toMatchObject({
      authorization_endpoint: `${issuer}/authorize`,
      end_session_endpoint: `${issuer}/logout`,
      revocation_endpoint: `${issuer}/revoke`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userInfo`,
    });
    expect(Object.keys(document)).toHaveLength(12);
    expect((await fetch(document.authorization_endpoint)).status).toBe(400);
    expect(bare.domain).toBe('');
    await bare.close();
  });

  it('publishes two RSA-2048 keys and nothing private', async () => {
    const response = await fetch(`${pool.issuer}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: Record<string, string>[] };
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
      expect(key).toMatchObject({ alg: 'RS256', kty: 'RSA', use: 'sig' });
      expect(Buffer.from(key.n ?? '', 'base64url')).toHaveLength(256);
    }
    expect(keys[0]?.kid).not.toBe(keys[1]?.kid);
    for (const { kid } of keys) expect(kid).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  // https://github.com/MemberJunction/MJ/issues/4266
  // https://github.com/empires-security/mcp-oauth2-aws-cognito/issues/9
  it.each(['/.well-known/oauth-authorization-server', '/authorize'])(
    'answers %s with 400, as the management API would',
    async (path) => {
      expect((await fetch(`${pool.issuer}${path}`)).status).toBe(400);
    },
  );
});
