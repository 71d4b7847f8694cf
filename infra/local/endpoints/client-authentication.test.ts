import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { authorizationQuery, locationOf, TestBrowser, verifier } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

const redirectUri = 'https://web.example/callback';
const secret = 'top+secret01';

// https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html
describe('a confidential client', () => {
  let pool: UserPool;
  let browser: TestBrowser;
  beforeAll(async () => {
    const client = { id: 'web', secret, redirectUris: [redirectUri] };
    pool = await startTestPool({ clients: [client] });
    browser = new TestBrowser(pool);
    await browser.signIn();
  });
  afterAll(() => pool.close());

  const basic = (id: string, password: string) => ({
    authorization: `Basic ${btoa(`${id}:${password}`)}`,
  });

  function post(
    endpoint: 'token' | 'revoke',
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const body = new URLSearchParams(fields);
    return fetch(`${pool.domain}/oauth2/${endpoint}`, { method: 'POST', headers, body });
  }

  async function grant(): Promise<Record<string, string>> {
    const query = authorizationQuery(pool, { client_id: 'web', redirect_uri: redirectUri });
    const back = await browser.get(`/oauth2/authorize?${query}`);
    const code = locationOf(back).searchParams.get('code') ?? '';
    const fields = { grant_type: 'authorization_code', redirect_uri: redirectUri };
    return { ...fields, code, code_verifier: verifier };
  }

  it('proves itself by client_secret_basic, with and without its id in the body', async () => {
    for (const id of [{}, { client_id: 'web' }]) {
      const answer = await post('token', { ...(await grant()), ...id }, basic('web', secret));
      expect(answer.status).toBe(200);
    }
    // RFC 6749 §2.3.1 has the parts form-encoded.
    const encoded = basic('web', encodeURIComponent(secret));
    expect((await post('token', await grant(), encoded)).status).toBe(200);
  });

  it('proves itself by client_secret_post', async () => {
    const fields = { ...(await grant()), client_id: 'web', client_secret: secret };
    expect((await post('token', fields)).status).toBe(200);
  });

  // The code is in the documentation of the endpoint; its description was seen on the wire.
  it('is told invalid_client_secret, with a 400, when it sends none', async () => {
    const answer = await post('token', { ...(await grant()), client_id: 'web' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      error: 'invalid_client',
      error_description: 'invalid_client_secret',
    });
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['a wrong secret', {}, basic('web', 'wrong')],
    ['a wrong secret in the body', { client_id: 'web', client_secret: 'wrong' }, {}],
    ['an unknown client', {}, basic('nobody', secret)],
    ['another id in the body', { client_id: 'two' }, basic('web', secret)],
    ['no Basic credentials', { client_id: 'web' }, { authorization: 'Bearer x' }],
    ['a broken percent sign', {}, basic('web', '%')],
  ])('is refused with %s: 400 at the token endpoint, 401 at revoke', async (_, fields, headers) => {
    const atToken = await post('token', { ...(await grant()), ...fields }, headers);
    expect(atToken.status).toBe(400);
    expect(await atToken.json()).toMatchObject({ error: 'invalid_client' });
    const atRevoke = await post('revoke', { token: 'a.b.c.d.e', ...fields }, headers);
    expect(atRevoke.status).toBe(401);
    expect(await atRevoke.json()).toMatchObject({ error: 'invalid_client' });
  });

  it('may not use both ways at once (RFC 6749 §2.3)', async () => {
    const fields = { ...(await grant()), client_id: 'web', client_secret: secret };
    const answer = await post('token', fields, basic('web', secret));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: 'invalid_request' });
  });

  it('refreshes and revokes with its secret only', async () => {
    const tokens = await (await post('token', await grant(), basic('web', secret))).json();
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    const withId = { ...refresh, client_id: 'web' };
    expect(await (await post('token', withId)).json()).toMatchObject({ error: 'invalid_client' });
    expect((await post('token', refresh, basic('web', secret))).status).toBe(200);
    const token = tokens.refresh_token;
    expect((await post('revoke', { token, client_id: 'web' })).status).toBe(401);
    expect((await post('revoke', { token }, basic('web', secret))).status).toBe(200);
    const dead = await post('token', refresh, basic('web', secret));
    expect(await dead.json()).toEqual({ error: 'invalid_grant' });
  });

  it('does not pass for the public client of the pool', async () => {
    const fields = { ...(await grant()), client_id: pool.clientId };
    expect(await (await post('token', fields)).json()).toEqual({ error: 'invalid_grant' });
    const withSecret = { ...fields, client_secret: secret };
    expect(await (await post('token', withSecret)).json()).toEqual({ error: 'invalid_client' });
  });
});
