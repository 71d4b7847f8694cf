import type { UserPool } from '@repo/local-user-pool';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../../tests/support/auth/fakes';
import { HostedUi } from '../../../../tests/support/auth/hosted-ui';
import { poolConfig } from '../../../../tests/support/auth/rig';
import { startTestPool } from '../../../../tests/support/test-pool';
import { OidcClient } from '../provider/oidc-client';
import { createAuthorizationRequest } from '../sign-in/authorization-request';
import { globalSignOut } from './sign-out-steps';

const adminScope = 'aws.cognito.signin.user.admin';
const { signal } = new AbortController();
const http = { fetch, clock: new ManualClock(), signal };

let pool: UserPool;
beforeAll(async () => {
  pool = await startTestPool({ scopes: ['openid', adminScope] });
});
afterAll(() => pool.close());
afterEach(() => {
  for (const hook of Object.keys(pool.hooks)) Reflect.deleteProperty(pool.hooks, hook);
});

const endpoint = () => `${new URL(pool.issuer).origin}/`;

/** Somebody's tokens with these scopes, from a real sign-in. */
async function tokens(...scopes: string[]) {
  const config = { ...poolConfig(pool), scopes };
  const client = new OidcClient({ config, fetch, clock: new ManualClock() });
  const request = createAuthorizationRequest(
    config,
    await client.metadata.get(signal),
    config.redirectUri,
    {
      intent: 'sign-in',
    },
  );
  const callback = new URL(await new HostedUi(pool).signIn(request.url));
  const code = callback.searchParams.get('code') ?? '';
  return client.exchange({ ...request, code, begunAt: 0, maxAgeMs: null }, signal);
}

describe('GlobalSignOut', () => {
  it('ends every refresh token of the person', async () => {
    await tokens('openid');
    const { accessToken } = await tokens('openid', adminScope);
    expect(pool.refreshTokens().live).toBe(2);
    await globalSignOut(endpoint(), accessToken, http);
    expect(pool.refreshTokens().live).toBe(0);
  });

  it('without its scope is refused', async () => {
    const { accessToken } = await tokens('openid');
    const { live } = pool.refreshTokens();
    await expect(globalSignOut(endpoint(), accessToken, http)).rejects.toMatchObject({
      code: 'client-rejected',
    });
    expect(pool.refreshTokens().live).toBe(live);
  });

  it('with a token that was ended already, or that is none, is refused', async () => {
    const { accessToken } = await tokens('openid', adminScope);
    await globalSignOut(endpoint(), accessToken, http);
    for (const token of [accessToken, 'rubbish', '']) {
      await expect(globalSignOut(endpoint(), token, http)).rejects.toMatchObject({
        code: 'client-rejected',
      });
    }
  });

  it.each([
    ['500', () => new Response('', { status: 500 }), 'provider-invalid-response'],
    ['429', () => new Response('', { status: 429 }), 'provider-invalid-response'],
    [
      'a redirect (SEC-16: the token goes nowhere else)',
      () => Response.redirect('http://127.0.0.1:9/', 307),
      'provider-invalid-response',
    ],
  ])('answered with %s says that the provider has failed', async (_, answer, code) => {
    const spoilt: typeof fetch = async () => answer();
    await expect(
      globalSignOut(endpoint(), 'token', { ...http, fetch: spoilt }),
    ).rejects.toMatchObject({ code });
  });

  it('sends the token in the body only, to the address it was given', async () => {
    const seen: [string, RequestInit | undefined][] = [];
    const noting: typeof fetch = async (url, init) => {
      seen.push([String(url), init]);
      return new Response('{}');
    };
    await globalSignOut('https://cognito-idp.example/', 'the-token', { ...http, fetch: noting });
    expect(seen).toHaveLength(1);
    const [url, init] = seen[0] ?? [];
    expect(url).toBe('https://cognito-idp.example/');
    expect(init?.body).toBe('{"AccessToken":"the-token"}');
    expect(JSON.stringify(init?.headers)).not.toContain('the-token');
  });

  it('out of reach, or given up, says so', async () => {
    await expect(globalSignOut('http://127.0.0.1:9/', 'token', http)).rejects.toMatchObject({
      code: 'provider-unreachable',
    });
    const over = { ...http, signal: AbortSignal.abort(new Error('over')) };
    await expect(globalSignOut(endpoint(), 'token', over)).rejects.toThrow('over');
  });
});
