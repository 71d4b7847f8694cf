import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PoolClock } from '../clock';
import { type DemoProvider, startDemoProvider } from './index';

const redirectUri = 'http://localhost:9/back';
const verifier = 'a-verifier-that-is-long-enough-for-RFC-7636-of-course';
const challenge = createHash('sha256').update(verifier).digest('base64url');

// https://openid.net/specs/openid-connect-core-1_0.html
describe('the demo provider', () => {
  const clock = new PoolClock(Date.now);
  let demo: DemoProvider;
  beforeAll(async () => {
    demo = await startDemoProvider({ clock: clock.now });
    const client = { clientSecret: 'hush & co', redirectUris: [redirectUri], plays: 'Google' };
    demo.register({ ...client, clientId: 'a' });
    demo.register({ ...client, clientId: 'b' });
  });
  afterAll(() => demo.close());

  function address(changes: Record<string, string | null> = {}): string {
    const parameters = {
      response_type: 'code',
      client_id: 'a',
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state: 'the-state',
      nonce: 'the-nonce',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...changes,
    };
    const given = Object.entries(parameters).filter((entry): entry is [string, string] =>
      Boolean(entry[1]),
    );
    return `${demo.issuer}/authorize?${new URLSearchParams(given)}`;
  }

  const get = (url: string, cookie = '') => fetch(url, { redirect: 'manual', headers: { cookie } });
  const queryOf = (response: Response) =>
    Object.fromEntries(new URL(response.headers.get('location') ?? 'about:blank').searchParams);

  /** Fills in the form; resolves with the redirect, and the cookies of who did. */
  async function answer(
    url: string,
    fields: Record<string, string> = { email: 'Ann@example.com', name: 'Ann' },
  ): Promise<{ back: Response; cookie: string }> {
    const page = await get(url);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const cookieOf = (response: Response) =>
      response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    const back = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookieOf(page).join('; ') },
      body: new URLSearchParams({ _csrf: csrf, ...fields }),
    });
    return { back, cookie: [...cookieOf(page), ...cookieOf(back)].join('; ') };
  }

  const exchange = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${demo.issuer}/token`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        redirect_uri: redirectUri,
        code_verifier: verifier,
        ...fields,
      }),
    });
  const credentials = { client_id: 'a', client_secret: 'hush & co' };
  const newCode = async (changes = {}) => queryOf((await answer(address(changes))).back).code ?? '';

  it('says plainly that it is none', async () => {
    expect(await (await get(address())).text()).toContain('This is not Google');
  });

  it('gives a code, a signed ID token with the nonce, and the same at userinfo', async () => {
    const { code = '', ...rest } = queryOf((await answer(address())).back);
    expect(rest).toEqual({ state: 'the-state', iss: demo.issuer });
    const response = await exchange({ code, ...credentials });
    expect(response.headers.get('cache-control')).toBe('no-store');
    const tokens = (await response.json()) as Record<string, string>;
    const keys = createRemoteJWKSet(new URL(`${demo.issuer}/jwks`));
    const options = { issuer: demo.issuer, audience: 'a' };
    const { payload } = await jwtVerify(tokens.id_token ?? '', keys, options);
    const hash = createHash('sha256')
      .update(tokens.access_token ?? '')
      .digest();
    const person = {
      sub: expect.stringMatching(/^1\d{20}$/),
      email: 'Ann@example.com',
      email_verified: true,
      name: 'Ann',
    };
    expect(payload).toMatchObject({
      ...person,
      nonce: 'the-nonce',
      at_hash: hash.subarray(0, 16).toString('base64url'),
    });
    const userInfo = (token: string | undefined) =>
      fetch(`${demo.issuer}/userinfo`, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await userInfo(tokens.access_token)).json()).toEqual({
      ...person,
      sub: payload.sub,
    });
    const forged = await userInfo('forged');
    expect(forged.status).toBe(401);
    expect(forged.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect((await fetch(`${demo.issuer}/userinfo`)).status).toBe(401);
  });

  it('takes the secret in the header too, form-encoded (RFC 6749 §2.3.1)', async () => {
    const basic = (secret: string) => ({
      authorization: `Basic ${Buffer.from(`a:${secret}`).toString('base64')}`,
    });
    expect((await exchange({ code: await newCode() }, basic('hush+%26+co'))).status).toBe(200);
    expect((await exchange({ code: await newCode() }, basic('hush'))).status).toBe(401);
  });

  it('takes a code once, for a minute', async () => {
    const code = await newCode();
    expect((await exchange({ code, ...credentials })).status).toBe(200);
    expect(await (await exchange({ code, ...credentials })).json()).toEqual({
      error: 'invalid_grant',
    });
    const late = await newCode();
    clock.advance(60_000);
    expect((await exchange({ code: late, ...credentials })).status).toBe(400);
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
    ['an unknown client', { client_id: 'c' }, 401, 'invalid_client'],
    ['another client', { client_id: 'b' }, 400, 'invalid_grant'],
    ['another redirect URI', { redirect_uri: 'http://localhost:9/' }, 400, 'invalid_grant'],
    ['a wrong verifier', { code_verifier: `${verifier}x` }, 400, 'invalid_grant'],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('gives no tokens for %s', async (_what, changes, status, error) => {
    const response = await exchange({ code: await newCode(), ...credentials, ...changes });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error });
  });

  it('asks for no verifier where there was no challenge, and then for none at all', async () => {
    const code = await newCode({ code_challenge: null, code_challenge_method: null });
    expect((await exchange({ code, ...credentials })).status).toBe(400);
  });

  it.each<[string, Record<string, string | null>, string]>([
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['no openid', { scope: 'email' }, 'invalid_scope'],
    ['the plain method', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a challenge without a method', { code_challenge_method: null }, 'invalid_request'],
    ['none and more', { prompt: 'none login' }, 'invalid_request'],
    ['a max_age that is no number', { max_age: 'soon' }, 'invalid_request'],
    ['a request object', { request: 'x' }, 'request_not_supported'],
    ['nobody there', { prompt: 'none' }, 'login_required'],
  ])('tells the relying party about %s', async (_what, changes, error) => {
    const response = await get(address(changes));
    expect(response.headers.get('location')?.startsWith(`${redirectUri}?`)).toBe(true);
    expect(queryOf(response)).toEqual({ error, state: 'the-state', iss: demo.issuer });
  });

  it.each([{ client_id: 'c' }, { redirect_uri: `${redirectUri}/` }])(
    'tells only the person about %j',
    async (changes) => {
      const response = await get(address(changes));
      expect(response.status).toBe(400);
      expect(await response.text()).not.toContain('<form');
    },
  );

  it('knows who was here, and asks again when it should', async () => {
    const { cookie } = await answer(address());
    const silent = async (changes: Record<string, string>) =>
      (await get(address(changes), cookie)).status === 302;
    expect(queryOf(await get(address({ prompt: 'none' }), cookie)).code).toBeDefined();
    expect(await silent({})).toBe(true);
    expect(await silent({ max_age: '60', login_hint: 'ann@EXAMPLE.com' })).toBe(true);
    for (const prompt of ['login', 'select_account', 'consent']) {
      expect(await silent({ prompt })).toBe(false);
    }
    expect(await silent({ login_hint: 'bob@example.com' })).toBe(false);
    clock.advance(61_000);
    expect(await silent({ max_age: '60' })).toBe(false);

    const home = await (await get(`${demo.issuer}/`, cookie)).text();
    expect(home).toContain('Ann@example.com is signed in here');
    const csrf = /name="_csrf" value="([^"]+)"/.exec(home)?.[1] ?? '';
    const signOut = (_csrf: string) =>
      fetch(`${demo.issuer}/`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie },
        body: new URLSearchParams({ _csrf }),
      });
    await signOut('forged');
    expect(await silent({})).toBe(true);
    await signOut(csrf);
    expect(await silent({})).toBe(false);
  });

  it('refuses a forged form and what is no address, and shows no markup of others', async () => {
    const page = address({ login_hint: '"><script>alert(1)</script>' });
    expect(await (await get(page)).text()).not.toContain('<script');
    const wrong = await answer(address(), { email: 'nobody' });
    expect(wrong.back.status).toBe(200);
    expect(await wrong.back.text()).toContain('Invalid email address format.');
    const forged = await answer(address(), { email: 'a@b.example', _csrf: 'forged' });
    expect(forged.back.status).toBe(403);
  });

  it('answers on loopback names only', async () => {
    const { hostname, port } = new URL(demo.issuer);
    const status = await new Promise((resolve) => {
      const options = { hostname, port, headers: { host: 'evil.example' } };
      request(options, (response) => resolve(response.resume().statusCode)).end();
    });
    expect(status).toBe(421);
  });
});
