import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoProvider, startDemoProvider } from '../demo-provider/index';
import type { IdentityProvider, UserPool } from '../index';
import {
  authorizationQuery,
  followRedirects,
  locationOf,
  signInByProvider,
  TestBrowser,
} from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
describe('the way to another identity provider', () => {
  let demo: DemoProvider;
  let classic: UserPool;
  let managed: UserPool;
  beforeAll(async () => {
    demo = await startDemoProvider();
    const identityProviders: IdentityProvider[] = [
      {
        name: 'Corp',
        issuer: demo.issuer,
        clientId: 'the-pool',
        clientSecret: 'hush',
        identifiers: ['corp.example', 'corp'],
        scopes: ['openid', 'email'],
      },
    ];
    classic = await startTestPool({ identityProviders, demoProviders: ['Google'] });
    managed = await startTestPool({ identityProviders, managedLogin: true });
    const redirectUris = [classic, managed].map(({ domain }) => `${domain}/oauth2/idpresponse`);
    demo.register({ clientId: 'the-pool', clientSecret: 'hush', redirectUris, plays: 'Corp' });
  });
  afterAll(() => Promise.all([demo.close(), classic.close(), managed.close()]));

  async function leave(
    pool: UserPool,
    changes: Record<string, string | null>,
    browser = new TestBrowser(pool),
  ): Promise<URL> {
    return locationOf(await browser.get(`/oauth2/authorize?${authorizationQuery(pool, changes)}`));
  }

  it('carries state, nonce and PKCE of its own, and nothing of the app’s', async () => {
    const first = await leave(classic, { identity_provider: 'Corp' });
    expect(first.href.startsWith(`${demo.issuer}/authorize?`)).toBe(true);
    const parameters = Object.fromEntries(first.searchParams);
    const random = expect.stringMatching(/^[\w-]{43}$/);
    expect(parameters).toEqual({
      response_type: 'code',
      client_id: 'the-pool',
      redirect_uri: `${classic.domain}/oauth2/idpresponse`,
      scope: 'openid email',
      state: random,
      nonce: random,
      code_challenge: random,
      code_challenge_method: 'S256',
    });
    const second = await leave(classic, { identity_provider: 'Corp' });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(second.searchParams.get(name)).not.toBe(parameters[name]);
      expect(authorizationQuery(classic)).not.toContain(parameters[name]);
    }
  });

  it('is found by an identifier, too', async () => {
    const away = await leave(classic, { idp_identifier: 'corp.example' });
    expect(away.origin).toBe(demo.issuer);
    const unknown = await leave(classic, { idp_identifier: 'elsewhere.example' });
    expect(Object.fromEntries(unknown.searchParams)).toEqual({
      error: 'invalid_request',
      state: 'the-state',
    });
  });

  it.each(['Facebook', 'corp', 'Corp '])('is not found by the name "%s"', async (name) => {
    const back = await leave(classic, { identity_provider: name });
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error: 'invalid_request',
      state: 'the-state',
    });
  });

  it.each(['COGNITO', null])('is not taken for identity_provider=%s', async (name) => {
    const away = await leave(classic, { identity_provider: name });
    expect(away.pathname).toBe('/login');
  });

  it('passes login_hint on', async () => {
    const changes = { identity_provider: 'Corp', login_hint: 'me@corp.example' };
    const away = await leave(classic, changes);
    expect(away.searchParams.get('login_hint')).toBe('me@corp.example');
    const page = await followRedirects(new TestBrowser(classic), away);
    expect(await page.text()).toContain('value="me@corp.example"');
  });

  it.each(['login', 'select_account', 'consent', 'login consent'])(
    'passes prompt=%s on in managed login alone, session or not',
    async (prompt) => {
      const changes = { identity_provider: 'Corp', prompt };
      expect((await leave(managed, changes)).searchParams.get('prompt')).toBe(prompt);
      expect((await leave(classic, changes)).searchParams.has('prompt')).toBe(false);

      const browser = new TestBrowser(managed);
      const person = { email: 'ann@corp.example', name: '' };
      const query = authorizationQuery(managed, { identity_provider: 'Corp' });
      await signInByProvider(browser, query, person);
      expect((await leave(managed, changes, browser)).origin).toBe(demo.issuer);
    },
  );

  it('keeps prompt=none to itself', async () => {
    const changes = { identity_provider: 'Corp', prompt: 'none' };
    expect((await leave(managed, changes)).searchParams.get('error')).toBe('login_required');
    const browser = new TestBrowser(managed);
    await browser.signIn();
    expect((await leave(managed, changes, browser)).searchParams.has('code')).toBe(true);
  });

  it('takes prompt=login along from the button of the login page', async () => {
    const query = authorizationQuery(managed, { prompt: 'login' });
    const page = await (await new TestBrowser(managed).get(`/login?${query}`)).text();
    const link = /href="(\/oauth2\/authorize\?[^"]+)">Continue with Corp/.exec(page)?.[1] ?? '';
    const away = await new TestBrowser(managed).get(link.replaceAll('&amp;', '&'));
    expect(locationOf(away).searchParams.get('prompt')).toBe('login');
  });

  it('names the origins that an app’s own window has to let in', () => {
    expect(managed.allowedOrigins).toEqual([demo.issuer]);
    expect(classic.allowedOrigins).toEqual([demo.issuer, classic.demoProvider?.issuer]);
    expect(classic.demoProvider?.issuer).not.toBe(classic.domain);
  });
});
