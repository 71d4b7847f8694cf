import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { authorizationQuery } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

const origin = 'http://localhost:5173';

// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
// https://fetch.spec.whatwg.org/#http-cors-protocol
describe('pages of other origins', () => {
  let pool: UserPool;
  beforeAll(async () => {
    pool = await startTestPool();
  });
  afterAll(() => pool.close());

  const preflight = (url: string, method: string, headers: string) =>
    fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': headers,
      },
    });

  it.each<[string, string, (pool: UserPool) => string]>([
    ['POST', 'x-amz-user-agent', ({ domain }) => `${domain}/oauth2/token`],
    ['POST', 'content-type,x-amz-user-agent', ({ domain }) => `${domain}/oauth2/revoke`],
    ['GET', 'authorization', ({ domain }) => `${domain}/oauth2/userInfo`],
    ['POST', 'authorization', ({ domain }) => `${domain}/oauth2/userInfo`],
    ['POST', 'cache-control,x-amz-target', ({ issuer }) => new URL('/', issuer).href],
    ['GET', 'x-custom', ({ issuer }) => `${issuer}/.well-known/jwks.json`],
    ['GET', 'x-custom', ({ issuer }) => `${issuer}/.well-known/openid-configuration`],
  ])('may send %s with %s', async (method, headers, urlOf) => {
    const { ok, headers: answer } = await preflight(urlOf(pool), method, headers);
    expect(ok).toBe(true);
    expect(answer.get('access-control-allow-origin')).toBe('*');
    expect(answer.get('access-control-allow-headers')).toBe(headers);
    expect(answer.get('access-control-allow-methods')?.split(',')).toContain(method);
    expect(answer.get('access-control-max-age')).toBe('172800');
  });

  it('read refusals and faults, and preflights spend no fault', async () => {
    const token = `${pool.domain}/oauth2/token`;
    pool.faults.set('/oauth2/token', { kind: 'status', status: 503 }, { times: 1 });
    expect((await preflight(token, 'POST', 'x-amz-user-agent')).status).toBe(204);
    for (const status of [503, 400]) {
      const response = await fetch(token, { method: 'POST', headers: { origin } });
      expect(response.status).toBe(status);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  it.each(['/oauth2/authorize', '/login', '/logout', '/_local/inbox'])(
    'do not read %s',
    async (path) => {
      const url = `${pool.domain}${path}?${authorizationQuery(pool)}`;
      const response = await fetch(url, { headers: { origin }, redirect: 'manual' });
      expect(response.headers.has('access-control-allow-origin')).toBe(false);
      expect((await preflight(url, 'GET', 'x-custom')).ok).toBe(false);
    },
  );
});
