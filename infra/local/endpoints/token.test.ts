import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import {
  authorizationQuery,
  locationOf,
  postToken,
  redirectUri,
  signInForTokens,
  TestBrowser,
  type Tokens,
  verifier,
} from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/using-pkce-in-authorization-code.html
describe('POST /oauth2/token with an authorization code', () => {
  let now = Date.now();
  let pool: UserPool;
  beforeAll(async () => {
    pool = await startTestPool({ clock: () => now });
  });
  afterAll(() => pool.close());

  async function codeFor(changes: Record<string, string | null> = {}): Promise<string> {
    const response = await new TestBrowser(pool).signIn(authorizationQuery(pool, changes));
    return locationOf(response).searchParams.get('code') ?? '';
  }

  const exchange = (code: string, changes: Record<string, string> = {}) =>
    postToken(pool, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri(pool),
      code_verifier: verifier,
      ...changes,
    });

  async function expectError(response: Response, error: string): Promise<void> {
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error });
  }

  it('gives the three tokens', async () => {
    const response = await exchange(await codeFor());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json;charset=UTF-8');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('x-amz-cognito-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('cache-control')).toContain('no-store');
    const body = (await response.json()) as Tokens;
    const fields = ['access_token', 'expires_in', 'id_token', 'refresh_token', 'token_type'];
    expect(Object.keys(body).sort()).toEqual(fields);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
  });

  // The size: https://github.com/amazon-archives/amazon-cognito-identity-js/issues/688
  it('gives an opaque refresh token of more than 1.8 kB in five parts', async () => {
    const { refresh_token: token } = await signInForTokens(pool);
    expect(token.length).toBeGreaterThanOrEqual(1800);
    expect(token.split('.')).toHaveLength(5);
    expect(token.startsWith('eyJjdHkiOiJKV1Qi')).toBe(true);
    const header = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString();
    expect(JSON.parse(header)).toEqual({ cty: 'JWT', enc: 'A256GCM', alg: 'RSA-OAEP' });
  });

  it('gives no ID token without the openid scope', async () => {
    const code = await codeFor({ scope: 'aws.cognito.signin.user.admin' });
    expect(await (await exchange(code)).json()).not.toHaveProperty('id_token');
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
  it('takes a code once', async () => {
    const code = await codeFor();
    expect((await exchange(code)).status).toBe(200);
    await expectError(await exchange(code), 'invalid_grant');
  });

  it('takes a code for five minutes', async () => {
    const inTime = await codeFor();
    const tooLate = await codeFor();
    now += 5 * 60_000 - 1;
    expect((await exchange(inTime)).status).toBe(200);
    now += 1;
    await expectError(await exchange(tooLate), 'invalid_grant');
  });

  it('refuses an unknown code', async () => {
    await expectError(await exchange('made-up'), 'invalid_grant');
  });

  it('refuses a wrong verifier, and the code is spent', async () => {
    const code = await codeFor();
    const wrong = await exchange(code, { code_verifier: 'x'.repeat(43) });
    await expectError(wrong, 'invalid_grant');
    await expectError(await exchange(code), 'invalid_grant');
  });

  it('refuses a missing verifier when a challenge was sent', async () => {
    const request = { grant_type: 'authorization_code', redirect_uri: redirectUri(pool) };
    const response = await postToken(pool, { ...request, code: await codeFor() });
    await expectError(response, 'invalid_grant');
  });

  it('refuses a verifier when no challenge was sent (RFC 9700 §2.1.1)', async () => {
    const code = await codeFor({ code_challenge: null, code_challenge_method: null });
    await expectError(await exchange(code), 'invalid_grant');
  });

  it('needs neither without PKCE', async () => {
    const without = { code_challenge: null, code_challenge_method: null };
    expect(await signInForTokens(pool, without)).toHaveProperty('refresh_token');
  });

  it('refuses another redirect URI than the authorization request had', async () => {
    const response = await exchange(await codeFor(), { redirect_uri: 'http://localhost:5000' });
    await expectError(response, 'unauthorized_client');
  });

  it.each([
    [{ client_id: 'someone-else' }, 'invalid_client'],
    [{ client_id: '' }, 'invalid_request'],
    [{ grant_type: '' }, 'invalid_request'],
    [{ code: '' }, 'invalid_request'],
    [{ redirect_uri: '' }, 'invalid_request'],
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{ grant_type: 'client_credentials' }, 'unauthorized_client'],
  ])('answers %j with %s', async (changes, error) => {
    await expectError(await exchange(await codeFor(), changes), error);
  });

  it('answers a JSON body with invalid_request', async () => {
    const response = await fetch(`${pool.domain}/oauth2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'authorization_code', client_id: pool.clientId }),
    });
    await expectError(response, 'invalid_request');
  });

  // Seen on the wire: https://github.com/amazon-archives/amazon-cognito-auth-js/issues/52.
  it.each(["'application/x-www-form-urlencoded'", 'form', '/'])(
    'answers the Content-Type %s, which is none, with 405 and no body',
    async (type) => {
      const response = await fetch(`${pool.domain}/oauth2/token`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: `grant_type=authorization_code&client_id=${pool.clientId}`,
      });
      expect(response.status).toBe(405);
      expect(await response.text()).toBe('');
    },
  );

  it('answers a public client that sends a secret with invalid_client', async () => {
    const response = await fetch(`${pool.domain}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${pool.clientId}:secret`)}` },
      body: new URLSearchParams({ grant_type: 'refresh_token', client_id: pool.clientId }),
    });
    await expectError(response, 'invalid_client');
  });
});
