import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startUserPool, type UserPool } from '../index';
import {
  authorizationQuery,
  locationOf,
  postToken,
  redirectUri,
  TestBrowser,
  type Tokens,
  verifier,
} from '../test-browser';

// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
describe('another identity provider', () => {
  const person = { email: 'Ann@gmail.example', name: 'Ann' };
  let pool: UserPool;
  let query: string;
  let browser: TestBrowser;
  beforeEach(async () => {
    pool = await startUserPool({ identityProvider: 'Google' });
    query = authorizationQuery(pool, { identity_provider: 'Google' });
    browser = new TestBrowser(pool);
  });
  afterEach(() => pool.close());

  const pathOf = (response: Response) => response.headers.get('location') ?? '';

  /** From the app to the provider; resolves with what leads back to the pool. */
  async function visitProvider(fields = person): Promise<string> {
    const away = pathOf(await browser.get(`/oauth2/authorize?${query}`));
    expect(away).toMatch(/^\/_local\/idp\?state=[0-9a-f-]{36}$/);
    return pathOf(await browser.submit(away, fields));
  }

  async function tokensOf(back: Response): Promise<Tokens> {
    const answer = await postToken(pool, {
      grant_type: 'authorization_code',
      code: locationOf(back).searchParams.get('code') ?? '',
      redirect_uri: redirectUri(pool),
      code_verifier: verifier,
    });
    return (await answer.json()) as Tokens;
  }

  it('has a link on the login page where there is one', async () => {
    const page = await (await browser.get(`/login?${authorizationQuery(pool)}`)).text();
    expect(page).toContain('&amp;identity_provider=Google">Continue with Google</a>');
    const plain = await startUserPool();
    const without = await new TestBrowser(plain).get(`/login?${authorizationQuery(plain)}`);
    expect(await without.text()).not.toContain('Continue with');
    await plain.close();
  });

  it('says plainly that it is none', async () => {
    const away = pathOf(await browser.get(`/oauth2/authorize?${query}`));
    const page = await (await browser.get(away)).text();
    expect(page).toContain('This is not Google');
  });

  it('leads by idpresponse to the client, with identities in the ID token', async () => {
    const response = await visitProvider();
    expect(response).toMatch(/^\/oauth2\/idpresponse\?code=/);
    const back = await browser.get(response);
    expect(locationOf(back).searchParams.get('state')).toBe('the-state');
    const tokens = await tokensOf(back);
    const claims = decodeJwt(tokens.id_token);
    const userId = /^google_(\d{21})$/.exec(String(claims['cognito:username']))?.[1];
    expect(claims).toMatchObject({
      email: 'ann@gmail.example',
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

  it('makes one account for one person, and none of it is reached with a password', async () => {
    for (let round = 0; round < 2; round++) {
      browser = new TestBrowser(pool);
      await browser.get(await visitProvider());
    }
    const people = pool.users.list().filter(({ email }) => email === 'ann@gmail.example');
    expect(people).toHaveLength(1);
    for (const username of ['ann@gmail.example', people[0]?.username ?? '']) {
      await browser.submit(`/forgotPassword?${query}`, { username });
      const login = await browser.submit(`/login?${query}`, { username, password: 'nobody' });
      expect(await login.text()).toContain('Incorrect username or password.');
    }
    expect(pool.inbox).toHaveLength(0);
  });

  it('leaves the account of the same address alone', async () => {
    const { username } = pool.user;
    const back = await browser.get(await visitProvider({ email: username, name: 'Ann' }));
    const { id_token: token } = await tokensOf(back);
    expect(decodeJwt(token).sub).not.toBe(pool.users.find(username)?.sub);
  });

  it('is silent while the hosted UI has a session', async () => {
    await browser.get(await visitProvider());
    const again = await browser.get(`/oauth2/authorize?${query}`);
    expect(locationOf(again).searchParams.has('code')).toBe(true);
  });

  it('works once, and only in the browser that went there', async () => {
    const response = await visitProvider();
    const victim = await new TestBrowser(pool).get(response);
    expect(locationOf(victim).pathname).toBe('/error');
    expect(locationOf(await browser.get(response)).searchParams.has('code')).toBe(true);
    expect(locationOf(await browser.get(response)).pathname).toBe('/error');
    const made = await browser.get('/oauth2/idpresponse?code=x&state=');
    expect(locationOf(made).pathname).toBe('/error');
  });

  it('refuses a forged form, and whoever is disabled', async () => {
    const away = pathOf(await browser.get(`/oauth2/authorize?${query}`));
    expect((await browser.post(away, { ...person, _csrf: 'forged' })).status).toBe(403);
    await browser.get(pathOf(await browser.submit(away, person)));
    const known = pool.users.list().find(({ email }) => email === 'ann@gmail.example');
    pool.users.disable(known?.username ?? '');
    browser = new TestBrowser(pool);
    const back = locationOf(await browser.get(await visitProvider()));
    expect(back.searchParams.get('error')).toBe('invalid_request');
    expect(browser.cookie('cognito')).toBeUndefined();
  });
});
