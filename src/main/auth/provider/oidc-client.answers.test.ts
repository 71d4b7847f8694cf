import type { UserPool } from '@repo/local-user-pool';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, exchangeAt } from '../../../../tests/support/auth/exchange';
import { poolConfig } from '../../../../tests/support/auth/rig';
import { startTestPool } from '../../../../tests/support/test-pool';

let pool: UserPool;
beforeAll(async () => {
  pool = await startTestPool();
});
afterAll(() => pool.close());
afterEach(() => {
  for (const hook of Object.keys(pool.hooks)) Reflect.deleteProperty(pool.hooks, hook);
});

const { signal } = new AbortController();
const refreshRequest = { subject: 'sub', onRotated: async () => {}, signal };
const newClient = () => clientOf(pool);
const exchange = () => exchangeAt(pool);

describe('SEC-54: refusals of the token endpoint', () => {
  it.each([
    ['invalid_grant', 'code-rejected', 'session-ended'],
    ['invalid_request', 'provider-refused', 'provider-refused'],
    ['consent_required', 'login-required', 'login-required'],
    ['invalid_client', 'client-rejected', 'client-rejected'],
    ['unauthorized_client', 'client-rejected', 'client-rejected'],
    ['invalid_scope', 'invalid-scope', 'invalid-scope'],
    ['something_new', 'provider-refused', 'provider-refused'],
  ])('%s at a code is %s, at a refresh %s', async (error, atCode, atRefresh) => {
    pool.hooks.tokenResponse = () => ({ status: 400, body: { error } });
    await expect(exchange()).rejects.toMatchObject({ code: atCode });
    await expect(newClient().refresh('token', refreshRequest)).rejects.toMatchObject({
      code: atRefresh,
    });
  });

  it.each([400, 401, 403, 404])('invalid_grant with status %i ends a session', async (status) => {
    pool.hooks.tokenResponse = () => ({ status, body: { error: 'invalid_grant' } });
    await expect(newClient().refresh('token', refreshRequest)).rejects.toMatchObject({
      code: 'session-ended',
    });
  });

  it.each([429, 500, 503])('invalid_grant with status %i does not', async (status) => {
    pool.hooks.tokenResponse = () => ({ status, body: { error: 'invalid_grant' } });
    await expect(newClient().refresh('token', refreshRequest)).rejects.toMatchObject({
      code: 'provider-invalid-response',
    });
  });

  it('name the redirect URI and the client where that is the likely cause', async () => {
    pool.hooks.tokenResponse = () => ({ status: 400, body: { error: 'unauthorized_client' } });
    await expect(exchange()).rejects.toMatchObject({
      hint: expect.stringContaining(poolConfig(pool).redirectUri),
    });
  });

  it.each([
    ['no access token', { token_type: 'Bearer' }],
    ['an unknown token type', { access_token: 'a', token_type: 'mac' }],
    ['truncated JSON', '{"access_token": "a'],
    ['a list', []],
    [
      'a lifetime that is no number at all',
      { access_token: 'a', token_type: 'Bearer', expires_in: { toString: null } },
    ],
    ['a strange lifetime', { access_token: 'a', token_type: 'Bearer', expires_in: 'soon' }],
  ])('200 with %s is an invalid response', async (_, body) => {
    pool.hooks.tokenResponse = () => ({ status: 200, body });
    await expect(exchange()).rejects.toMatchObject({ code: 'provider-invalid-response' });
  });
});
