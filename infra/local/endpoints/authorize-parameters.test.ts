import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import {
  authorizationQuery,
  locationOf,
  postToken,
  redirectUri,
  signInForTokens,
  TestBrowser,
} from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
describe('the optional parameters of /oauth2/authorize', () => {
  let classic: UserPool;
  let managed: UserPool;
  beforeAll(async () => {
    classic = await startTestPool({ implicitGrant: true, recordSecrets: true });
    managed = await startTestPool({ managedLogin: true });
  });
  afterAll(() => Promise.all([classic.close(), managed.close()]));

  async function comingBack(pool: UserPool, changes: Record<string, string>): Promise<Response> {
    const browser = new TestBrowser(pool);
    await browser.signIn();
    return browser.get(`/oauth2/authorize?${authorizationQuery(pool, changes)}`);
  }

  it('prompt=login asks again, session or not, in managed login', async () => {
    expect(locationOf(await comingBack(managed, { prompt: 'login' })).pathname).toBe('/login');
  });

  it('prompt=login leaves the old session be, and a new one comes with the new sign-in', async () => {
    const browser = new TestBrowser(managed);
    await browser.signIn();
    const old = browser.cookie('cognito');
    const again = authorizationQuery(managed, { prompt: 'login' });
    await browser.get(`/oauth2/authorize?${again}`);
    const silent = await browser.get(`/oauth2/authorize?${authorizationQuery(managed)}`);
    expect(locationOf(silent).searchParams.has('code')).toBe(true);
    expect(browser.cookie('cognito')).toBe(old);
    expect(locationOf(await browser.signIn(again)).searchParams.has('code')).toBe(true);
    expect(browser.cookie('cognito')).not.toBe(old);
  });

  it.each(['select_account', 'consent', 'select_account consent'])(
    'prompt=%s means nothing to the people of the pool itself',
    async (prompt) => {
      const back = locationOf(await comingBack(managed, { prompt }));
      expect(back.searchParams.has('code')).toBe(true);
    },
  );

  it('prompt=select_account login asks again too', async () => {
    const prompt = 'select_account login';
    expect(locationOf(await comingBack(managed, { prompt })).pathname).toBe('/login');
  });

  it('prompt=none without a session is login_required in managed login', async () => {
    const query = authorizationQuery(managed, { prompt: 'none' });
    const back = locationOf(await new TestBrowser(managed).get(`/oauth2/authorize?${query}`));
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error: 'login_required',
      state: 'the-state',
    });
  });

  it('prompt=none with a session is silent in managed login', async () => {
    const back = locationOf(await comingBack(managed, { prompt: 'none' }));
    expect(back.searchParams.has('code')).toBe(true);
  });

  it.each(['login', 'none'])('prompt=%s means nothing to the classic hosted UI', async (prompt) => {
    const back = locationOf(await comingBack(classic, { prompt }));
    expect(back.searchParams.has('code')).toBe(true);
    const query = authorizationQuery(classic, { prompt });
    const fresh = await new TestBrowser(classic).get(`/oauth2/authorize?${query}`);
    expect(locationOf(fresh).pathname).toBe('/login');
  });

  it('lang is kept in a cookie by managed login alone, and only if it knows the code', async () => {
    const cookieAfter = async (pool: UserPool, lang: string) => {
      const browser = new TestBrowser(pool);
      await browser.get(`/login?${authorizationQuery(pool, { lang })}`);
      return browser.cookie('lang');
    };
    expect(await cookieAfter(managed, 'pt-BR')).toBe('pt-BR');
    expect(await cookieAfter(managed, 'xx')).toBeUndefined();
    expect(await cookieAfter(classic, 'pt-BR')).toBeUndefined();
  });

  it.each(['/login', '/signup', '/forgotPassword'])(
    'login_hint is filled in on %s',
    async (path) => {
      const query = authorizationQuery(classic, { login_hint: 'me@example.com' });
      const page = await (await new TestBrowser(classic).get(`${path}?${query}`)).text();
      expect(page).toContain('value="me@example.com"');
    },
  );

  it('identity_provider=COGNITO leads to the login page', async () => {
    const query = authorizationQuery(classic, { identity_provider: 'COGNITO' });
    const response = await new TestBrowser(classic).get(`/oauth2/authorize?${query}`);
    expect(locationOf(response).pathname).toBe('/login');
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
  it.each(['https://api.example.com/', 'http://localhost:3000/api', 'app.example:api'])(
    'resource=%s becomes the aud of the access token, on refresh too',
    async (resource) => {
      const first = await signInForTokens(classic, { resource });
      const fields = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
      const second = (await (await postToken(classic, fields)).json()) as typeof first;
      for (const { access_token: access, id_token: id } of [first, second]) {
        expect(decodeJwt(access).aud).toBe(resource);
        expect(decodeJwt(id).aud).toBe(classic.clientId);
      }
    },
  );

  it('resource can be named once', async () => {
    const query = `${authorizationQuery(classic)}&resource=https://a.example&resource=https://b.example`;
    const back = locationOf(await new TestBrowser(classic).get(`/oauth2/authorize?${query}`));
    expect(back.searchParams.get('error')).toBe('invalid_request');
  });

  it('response_type=token gives tokens in the fragment where the client may have it', async () => {
    const changes = {
      response_type: 'token',
      code_challenge: null,
      code_challenge_method: null,
    };
    const back = await new TestBrowser(classic).signIn(authorizationQuery(classic, changes));
    const location = back.headers.get('location') ?? '';
    expect(location.startsWith(`${redirectUri(classic)}#`)).toBe(true);
    const fragment = Object.fromEntries(new URLSearchParams(location.split('#')[1]));
    expect(fragment).toEqual({
      id_token: expect.any(String),
      access_token: expect.any(String),
      expires_in: '3600',
      token_type: 'bearer',
      state: 'the-state',
    });
    const keys = createRemoteJWKSet(new URL(`${classic.issuer}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(fragment.id_token ?? '', keys);
    const hash = createHash('sha256')
      .update(fragment.access_token ?? '')
      .digest();
    expect(payload.nonce).toBe('the-nonce');
    expect(payload.at_hash).toBe(hash.subarray(0, 16).toString('base64url'));
    expect(classic.issuedSecrets()).toContain(fragment.access_token);
  });
});
