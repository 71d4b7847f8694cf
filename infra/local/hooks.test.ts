import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Hooks, UserPool } from './index';
import { locationOf, postToken, signInForTokens, TestBrowser } from './testing/test-browser';
import { startTestPool } from './testing/test-pool';

describe('hooks', () => {
  let pool: UserPool;
  beforeAll(async () => {
    pool = await startTestPool();
  });
  afterAll(() => pool.close());
  afterEach(() => {
    for (const name of Object.keys(pool.hooks) as (keyof Hooks)[]) delete pool.hooks[name];
  });

  function verify(token: string) {
    return jwtVerify(token, createRemoteJWKSet(new URL(`${pool.issuer}/.well-known/jwks.json`)));
  }

  it('redirect changes what the client gets back', async () => {
    pool.hooks.redirect = (url) => {
      url.searchParams.set('state', 'wrong');
      return url;
    };
    const location = locationOf(await new TestBrowser(pool).signIn());
    expect(location.searchParams.get('state')).toBe('wrong');
    pool.hooks.redirect = () => 'https://evil.example/';
    expect(locationOf(await new TestBrowser(pool).signIn()).host).toBe('evil.example');
  });

  it('idToken changes claims before they are signed', async () => {
    pool.hooks.idToken = ({ claims, header }) => ({ claims: { ...claims, aud: 'other' }, header });
    const { id_token: token } = await signInForTokens(pool);
    expect((await verify(token)).payload.aud).toBe('other');
  });

  it('idToken can ask for an unsigned token', async () => {
    pool.hooks.idToken = ({ claims, header }) => ({ claims, header: { ...header, alg: 'none' } });
    const { id_token: token } = await signInForTokens(pool);
    expect(decodeProtectedHeader(token).alg).toBe('none');
    expect(token.endsWith('.')).toBe(true);
    expect(decodeJwt(token).token_use).toBe('id');
  });

  it('signWith makes the signature wrong under a published kid', async () => {
    const { id_token: good } = await signInForTokens(pool);
    await expect(verify(good)).resolves.toBeDefined();
    pool.hooks.signWith = 'wrong-key';
    const { id_token: bad } = await signInForTokens(pool);
    expect(decodeProtectedHeader(bad).kid).toBe(decodeProtectedHeader(good).kid);
    await expect(verify(bad)).rejects.toMatchObject({
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    });
  });

  it('tokenResponse changes the answer of the token endpoint', async () => {
    pool.hooks.tokenResponse = ({ status }) => ({ status: status + 100, body: 'not json' });
    const response = await postToken(pool, { grant_type: 'refresh_token', refresh_token: 'x' });
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('not json');
  });

  it('respond answers in place of one path', async () => {
    pool.hooks.respond = (path) =>
      path.endsWith('/jwks.json') ? new Response('down', { status: 503 }) : undefined;
    const [keys, document] = await Promise.all([
      fetch(`${pool.issuer}/.well-known/jwks.json`),
      fetch(`${pool.issuer}/.well-known/openid-configuration`),
    ]);
    expect([keys.status, document.status]).toEqual([503, 200]);
  });
});
