import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { signInForTokens } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html
describe('/oauth2/userInfo', () => {
  let now = Date.now();
  let pool: UserPool;
  beforeAll(async () => {
    pool = await startTestPool({ clock: () => now });
  });
  afterAll(() => pool.close());

  const userInfo = (authorization?: string) =>
    fetch(
      `${pool.domain}/oauth2/userInfo`,
      authorization === undefined ? {} : { headers: { authorization } },
    );

  async function attributesFor(scope: string): Promise<Record<string, unknown>> {
    const { access_token: token } = await signInForTokens(pool, { scope });
    const response = await userInfo(`Bearer ${token}`);
    expect(response.status).toBe(200);
    return (await response.json()) as Record<string, unknown>;
  }

  it('tells booleans as strings', async () => {
    expect(await attributesFor('openid email')).toEqual({
      sub: expect.any(String),
      username: expect.any(String),
      email: 'demo@example.com',
      email_verified: 'true',
    });
  });

  it('answers POST as it answers GET', async () => {
    const { access_token: token } = await signInForTokens(pool, { scope: 'openid email' });
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${pool.domain}/oauth2/userInfo`, { method: 'POST', headers });
    expect(await response.json()).toMatchObject({ email: 'demo@example.com' });
  });

  it('tells what the scopes allow, and everything for openid alone', async () => {
    const basic = ['sub', 'username'];
    const keysFor = async (scope: string) => Object.keys(await attributesFor(scope)).sort();
    expect(await keysFor('openid profile')).toEqual(['name', ...basic]);
    expect(await keysFor('openid')).toEqual(['email', 'email_verified', 'name', ...basic]);
  });

  it('says that nothing of it may be kept or framed', async () => {
    const { access_token: token } = await signInForTokens(pool);
    for (const response of [await userInfo(`Bearer ${token}`), await userInfo('Bearer garbage')]) {
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'access-control-allow-origin': '*',
        'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
        'content-type': expect.stringContaining('application/json'),
        pragma: 'no-cache',
        expires: '0',
        'strict-transport-security': 'max-age=31536000 ; includeSubDomains',
        'x-amz-cognito-request-id': expect.any(String),
        'x-frame-options': 'DENY',
      });
    }
  });

  it('answers a request without a bearer token with 400', async () => {
    for (const authorization of [undefined, 'Basic Zm9v', 'Bearer']) {
      const response = await userInfo(authorization);
      expect(response.status).toBe(400);
      expect(response.headers.get('www-authenticate')).toBe(
        'error="invalid_request", error_description="Bad OAuth2 request at UserInfo Endpoint"',
      );
    }
  });

  async function expectInvalidToken(token: string): Promise<void> {
    const response = await userInfo(`Bearer ${token}`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(
      'error="invalid_token", error_description="Access token is expired, disabled, or deleted, or the user has globally signed out."',
    );
  }

  it('refuses garbage, an ID token and an access token that was tampered with', async () => {
    const tokens = await signInForTokens(pool);
    const [header, , signature] = tokens.access_token.split('.');
    const [, otherPayload] = (await signInForTokens(pool)).access_token.split('.');
    await expectInvalidToken('garbage');
    await expectInvalidToken(tokens.id_token);
    await expectInvalidToken(`${header}.${otherPayload}.${signature}`);
  });

  it('refuses an access token after its hour', async () => {
    const { access_token: token } = await signInForTokens(pool);
    now += 3600_000;
    await expectInvalidToken(token);
  });

  // The words: https://github.com/simov/grant/issues/189
  it('refuses an access token without the openid scope', async () => {
    const changes = { scope: 'aws.cognito.signin.user.admin' };
    const { access_token: token } = await signInForTokens(pool, changes);
    const response = await userInfo(`Bearer ${token}`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain(
      'Access token does not contain openid scope',
    );
  });
});
