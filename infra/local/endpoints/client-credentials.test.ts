import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import {
  authorizationQuery,
  locationOf,
  signInForTokens,
  TestBrowser,
} from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

const secret = 'machine0secret';

// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
describe('resource servers', () => {
  let pool: UserPool;
  beforeAll(async () => {
    pool = await startTestPool({
      resourceServers: [
        { identifier: 'solar', scopes: ['read', 'write'] },
        { identifier: 'https://api.example.com', scopes: ['all'] },
      ],
      scopes: ['openid', 'email', 'solar/read', 'aws.cognito.signin.user.admin'],
      clients: [
        {
          id: 'machine',
          secret,
          flows: ['client_credentials'],
          scopes: ['solar/read', 'https://api.example.com/all'],
          tokenLifetimes: { access: 600 },
        },
      ],
    });
  });
  afterAll(() => pool.close());

  const claimsOf = async (token: string) => {
    const jwks = createRemoteJWKSet(new URL(`${pool.issuer}/.well-known/jwks.json`));
    return (await jwtVerify(token, jwks)).payload;
  };

  function ask(fields: Record<string, string>): Promise<Response> {
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...fields });
    const headers = { authorization: `Basic ${btoa(`machine:${secret}`)}` };
    return fetch(`${pool.domain}/oauth2/token`, { method: 'POST', headers, body });
  }

  const authorize = async (scope: string) => {
    const query = authorizationQuery(pool, { scope });
    return locationOf(await new TestBrowser(pool).get(`/oauth2/authorize?${query}`));
  };

  it('give people tokens with their scopes', async () => {
    const { access_token: token } = await signInForTokens(pool, { scope: 'openid solar/read' });
    expect((await claimsOf(token)).scope).toBe('openid solar/read');
  });

  it.each(['solar/write', 'solar/unknown', 'read', 'openid offline_access'])(
    'leave "%s" to invalid_scope, which the client is not allowed',
    async (scope) => {
      expect((await authorize(scope)).searchParams.get('error')).toBe('invalid_scope');
    },
  );

  it('are not in the discovery document', async () => {
    const document = await fetch(`${pool.issuer}/.well-known/openid-configuration`);
    expect((await document.json()).scopes_supported).toEqual([
      'openid',
      'email',
      'phone',
      'profile',
    ]);
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
  describe('client_credentials', () => {
    it('gives the client an access token and nothing else', async () => {
      const answer = await ask({ scope: 'solar/read', aws_client_metadata: '{"a":"b"}' });
      expect(answer.status).toBe(200);
      const body = await answer.json();
      expect(Object.keys(body).sort()).toEqual(['access_token', 'expires_in', 'token_type']);
      expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 600 });
      const claims = await claimsOf(body.access_token);
      expect(claims).toEqual({
        sub: 'machine',
        client_id: 'machine',
        token_use: 'access',
        scope: 'solar/read',
        auth_time: claims.iat,
        iss: pool.issuer,
        iat: expect.any(Number),
        exp: (claims.iat ?? 0) + 600,
        version: 2,
        jti: expect.any(String),
      });
    });

    it('gives every scope of the client when none is asked for', async () => {
      const { access_token: token } = await (await ask({})).json();
      expect((await claimsOf(token)).scope).toBe('solar/read https://api.example.com/all');
    });

    it('has no use for a resource', async () => {
      const { access_token: token } = await (await ask({ resource: 'https://a.example' })).json();
      expect(await claimsOf(token)).not.toHaveProperty('aud');
    });

    it.each(['openid', 'solar/write', 'nonsense'])('gives no scope "%s"', async (scope) => {
      const answer = await ask({ scope });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({ error: 'invalid_scope' });
    });

    it('is no sign-in: userInfo refuses the token', async () => {
      const { access_token: token } = await (await ask({})).json();
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${pool.domain}/oauth2/userInfo`, { headers });
      expect(answer.status).toBe(401);
    });

    it('needs a client with that flow, and that client has no other', async () => {
      const fields = { grant_type: 'client_credentials', client_id: pool.clientId };
      const body = new URLSearchParams(fields);
      const answer = await fetch(`${pool.domain}/oauth2/token`, { method: 'POST', body });
      expect(await answer.json()).toEqual({ error: 'unauthorized_client' });
      const other = await ask({ grant_type: 'refresh_token', refresh_token: 'a.b.c.d.e' });
      expect(await other.json()).toEqual({ error: 'unauthorized_client' });
    });
  });
});
