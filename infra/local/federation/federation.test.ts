import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import {
  answerProvider,
  authorizationQuery,
  locationOf,
  redirectUri,
  signInByProvider,
  TestBrowser,
  tokensOf,
} from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-oidc-flow.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
describe('signing in by another identity provider', () => {
  let pool: UserPool;
  let browser: TestBrowser;
  beforeAll(async () => {
    pool = await startTestPool({ demoProviders: ['Google', 'Corp'], recordSecrets: true });
  });
  afterAll(() => pool.close());
  beforeEach(() => {
    browser = new TestBrowser(pool);
  });

  const queryFor = (provider: string, changes: Record<string, string | null> = {}) =>
    authorizationQuery(pool, { identity_provider: provider, ...changes });
  const claimsOf = async (back: Response) => decodeJwt((await tokensOf(pool, back)).id_token);

  it('has a button for each on the login page', async () => {
    const page = await (await browser.get(`/login?${authorizationQuery(pool)}`)).text();
    expect(page).toContain('&amp;identity_provider=Google">Continue with Google</a>');
    expect(page).toContain('&amp;identity_provider=Corp">Continue with Corp</a>');
    expect(page).toContain('name="password"');
  });

  it('leads to the client, with identities, group and username in the tokens', async () => {
    const person = { email: 'Ann@gmail.example', name: 'Ann' };
    const back = await signInByProvider(browser, queryFor('Google'), person);
    expect(back.headers.get('location')?.startsWith(`${redirectUri(pool)}?code=`)).toBe(true);
    expect(locationOf(back).searchParams.get('state')).toBe('the-state');
    const tokens = await tokensOf(pool, back);
    const claims = decodeJwt(tokens.id_token);
    const userId = /^google_(\d{21})$/.exec(String(claims['cognito:username']))?.[1];
    expect(claims).toMatchObject({
      email: 'ann@gmail.example',
      // Not mapped, so not verified, whatever the provider says.
      email_verified: false,
      name: 'Ann',
      nonce: 'the-nonce',
      'cognito:groups': ['local_Dev000001_Google'],
      identities: [
        {
          userId,
          providerName: 'Google',
          providerType: 'Google',
          issuer: null,
          primary: 'true',
          dateCreated: expect.stringMatching(/^\d{13}$/),
        },
      ],
    });
    expect(decodeJwt(tokens.access_token).username).toBe(`google_${userId}`);
  });

  it('gives the same person another account at another provider', async () => {
    const person = { email: 'bob@example.com', name: 'Bob' };
    const google = await claimsOf(await signInByProvider(browser, queryFor('Google'), person));
    browser = new TestBrowser(pool);
    const corp = await claimsOf(await signInByProvider(browser, queryFor('Corp'), person));
    expect(corp.sub).not.toBe(google.sub);
    expect(corp).toMatchObject({
      'cognito:groups': ['local_Dev000001_Corp'],
      identities: [{ providerName: 'Corp', providerType: 'OIDC' }],
    });
  });

  it('gives a nonce of its own to an app that sent none', async () => {
    const person = { email: 'nonce@example.com', name: '' };
    const query = queryFor('Google', { nonce: null });
    const first = await claimsOf(await signInByProvider(browser, query, person));
    browser = new TestBrowser(pool);
    const second = await claimsOf(await signInByProvider(browser, query, person));
    expect(first.nonce).toMatch(/^[\w-]{43}$/);
    expect(second.nonce).not.toBe(first.nonce);
    expect(first).not.toHaveProperty('name');
  });

  it('keeps one account for one person, brings it up to date, and no password opens it', async () => {
    const query = queryFor('Google');
    for (const name of ['Eve', 'Eve Married']) {
      browser = new TestBrowser(pool);
      await signInByProvider(browser, query, { email: 'eve@example.com', name });
    }
    const people = pool.users.list().filter(({ email }) => email === 'eve@example.com');
    expect(people.map(({ name }) => name)).toEqual(['Eve Married']);
    browser = new TestBrowser(pool);
    for (const username of ['eve@example.com', people[0]?.username ?? '']) {
      await browser.submit(`/forgotPassword?${query}`, { username });
      const login = await browser.submit(`/login?${query}`, { username, password: 'nobody' });
      expect(await login.text()).toContain('Incorrect username or password.');
    }
    expect(pool.inbox).toHaveLength(0);
  });

  it('leaves the account of the same address alone', async () => {
    const { username } = pool.user;
    const person = { email: username, name: 'Ann' };
    const claims = await claimsOf(await signInByProvider(browser, queryFor('Google'), person));
    expect(claims.sub).not.toBe(pool.users.find(username)?.sub);
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
  it('is silent while the hosted UI has a session, and /logout signs out there alone', async () => {
    const query = queryFor('Google');
    await signInByProvider(browser, query, { email: 'lou@example.com', name: 'Lou' });
    const again = await browser.get(`/oauth2/authorize?${query}`);
    expect(locationOf(again).searchParams.has('code')).toBe(true);

    const before = pool.demoProvider?.requests.length;
    await browser.get(`/logout?client_id=${pool.clientId}&logout_uri=${pool.signOutUris[0]}`);
    expect(pool.demoProvider?.requests.length).toBe(before);
    const away = await browser.get(`/oauth2/authorize?${query}`);
    // No page: the provider still knows who is there.
    const straight = await browser.get(locationOf(away).href);
    const back = await browser.get(locationOf(straight).href);
    expect((await claimsOf(back)).email).toBe('lou@example.com');
  });

  it('works once, in the browser that went there, within five minutes', async () => {
    const toProvider = async () => {
      const away = await browser.get(`/oauth2/authorize?${queryFor('Google')}`);
      const person = { email: 'ann@example.com', name: '' };
      const page = new URL(locationOf(away));
      page.searchParams.set('prompt', 'login');
      return (await answerProvider(browser, page, person)).href;
    };
    const response = await toProvider();
    const victim = await new TestBrowser(pool).get(response);
    expect(locationOf(victim).pathname).toBe('/error');
    expect(locationOf(await browser.get(response)).searchParams.has('code')).toBe(true);
    expect(locationOf(await browser.get(response)).pathname).toBe('/error');
    const made = await browser.get('/oauth2/idpresponse?code=x&state=');
    expect(locationOf(made).pathname).toBe('/error');

    await browser.get(`/logout?client_id=${pool.clientId}&logout_uri=${pool.signOutUris[0]}`);
    const late = await toProvider();
    pool.clock.advance(5 * 60_000);
    expect(locationOf(await browser.get(late)).pathname).toBe('/login');
    expect(browser.cookie('cognito')).toBeUndefined();
  });

  it('leaves no code and no token of the provider out of the sweep for leaks', async () => {
    const away = await browser.get(`/oauth2/authorize?${queryFor('Corp')}`);
    const person = { email: 'ann@example.com', name: '' };
    const back = await answerProvider(browser, locationOf(away), person);
    const before = pool.issuedSecrets().length;
    await browser.get(back.href);
    expect(pool.issuedSecrets()).toContain(back.searchParams.get('code'));
    // The provider's code and two tokens, and the code for the client.
    expect(pool.issuedSecrets()).toHaveLength(before + 4);
  });
});
