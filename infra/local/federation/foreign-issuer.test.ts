import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { UserPool } from '../index';
import { authorizationQuery, locationOf, TestBrowser, tokensOf } from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

/** An OpenID provider that is not ours and knows nothing of us: oidc-provider, certified, from npm. */
describe('an issuer that somebody else wrote', () => {
  const client = { clientId: 'the-pool', clientSecret: 'a-secret-of-the-pool' };
  const server: Server = createServer();
  let issuer: string;
  let pool: UserPool;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    pool = await startTestPool({
      identityProviders: [{ ...client, name: 'Foreign', issuer, identifiers: ['foreign.example'] }],
    });
    // It warns, rightly, of its interactions and its store being for development.
    for (const level of ['warn', 'info'] as const) {
      vi.spyOn(console, level).mockImplementation(() => undefined);
    }
    server.on('request', (await foreignProvider()).callback());
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await pool.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function foreignProvider(): Promise<Provider> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    return new Provider(issuer, {
      clients: [
        {
          client_id: client.clientId,
          client_secret: client.clientSecret,
          redirect_uris: [`${pool.domain}/oauth2/idpresponse`],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      findAccount: (_context, id) => ({
        accountId: id,
        claims: () => ({ sub: id, email: `${id}@Foreign.example`, name: 'Foreign Person' }),
      }),
      cookies: { keys: ['for a test'] },
      jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'one', use: 'sig', alg: 'RS256' }] },
      pkce: { required: () => true },
    });
  }

  const addressIn = (response: Response) =>
    new URL(response.headers.get('location') ?? '', issuer).href;

  /** Goes where it is sent, as long as that is at the foreign issuer and not yet a page. */
  async function follow(browser: TestBrowser, response: Response): Promise<Response> {
    let latest = response;
    while (latest.status === 303 && addressIn(latest).startsWith(`${issuer}/`)) {
      latest = await browser.get(addressIn(latest));
    }
    return latest;
  }

  /** Answers one of the provider's own forms. */
  async function answer(
    browser: TestBrowser,
    page: Response,
    fields: Record<string, string>,
  ): Promise<Response> {
    const action = /<form[^>]* action="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    expect(action.startsWith(`${issuer}/interaction/`)).toBe(true);
    return follow(browser, await browser.post(action, fields));
  }

  it('signs people in to the pool, by its own pages', async () => {
    const browser = new TestBrowser(pool);
    const changes = { idp_identifier: 'foreign.example', nonce: null };
    const away = await browser.get(`/oauth2/authorize?${authorizationQuery(pool, changes)}`);
    const login = await follow(browser, await browser.get(locationOf(away).href));
    const consent = await answer(browser, login, {
      prompt: 'login',
      login: 'fay',
      password: 'anything',
    });
    const back = await answer(browser, consent, { prompt: 'consent' });
    expect(locationOf(back).href.startsWith(`${pool.domain}/oauth2/idpresponse?`)).toBe(true);

    const signedIn = await browser.get(locationOf(back).href);
    expect(locationOf(signedIn).searchParams.get('state')).toBe('the-state');
    expect(decodeJwt((await tokensOf(pool, signedIn)).id_token)).toMatchObject({
      'cognito:username': 'foreign_fay',
      'cognito:groups': ['local_Dev000001_Foreign'],
      email: 'fay@foreign.example',
      name: 'Foreign Person',
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      identities: [{ userId: 'fay', providerName: 'Foreign', providerType: 'OIDC' }],
    });
  });

  it('is heard when it says no', async () => {
    const browser = new TestBrowser(pool);
    const changes = { identity_provider: 'Foreign' };
    const away = await browser.get(`/oauth2/authorize?${authorizationQuery(pool, changes)}`);
    const login = await follow(browser, await browser.get(locationOf(away).href));
    const abort = /href="([^"]+\/abort)"/.exec(await login.text())?.[1] ?? '';
    const back = await follow(browser, await browser.get(abort));
    const told = locationOf(await browser.get(locationOf(back).href));
    expect(told.searchParams.get('error')).toBe('invalid_request');
    expect(told.searchParams.get('error_description')).toContain('Foreign Error - access_denied');
    expect(told.searchParams.get('state')).toBe('the-state');
  });
});
