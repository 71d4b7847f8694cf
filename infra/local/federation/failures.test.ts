import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DemoProvider } from '../demo-provider/index';
import type { Fault } from '../faults';
import type { UserPool } from '../index';
import {
  answerProvider,
  authorizationQuery,
  locationOf,
  redirectUri,
  signInByProvider,
  TestBrowser,
} from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

const person = { email: 'ann@example.com', name: 'Ann' };

// https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoint-idp-responses.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
describe('trouble with another identity provider', () => {
  let pool: UserPool;
  let demo: DemoProvider;
  let query: string;
  let browser: TestBrowser;
  beforeAll(async () => {
    pool = await startTestPool({ demoProviders: ['Google'] });
    query = authorizationQuery(pool, { identity_provider: 'Google' });
    if (!pool.demoProvider) throw new Error('The pool was to start a demo provider.');
    demo = pool.demoProvider;
  });
  afterAll(() => pool.close());
  beforeEach(() => {
    browser = new TestBrowser(pool);
  });
  afterEach(() => {
    demo.faults.clear();
    delete demo.hooks.idToken;
    delete demo.hooks.signWith;
  });

  const signIn = () => signInByProvider(browser, query, person);

  /** Redirected to the client, in Cognito's order, with the state, and without a session. */
  function expectTold(back: Response, description: string): void {
    const location = back.headers.get('location') ?? '';
    expect(location.startsWith(`${redirectUri(pool)}?error_description=`), location).toBe(true);
    expect([...new URL(location).searchParams]).toEqual([
      ['error_description', description],
      ['state', 'the-state'],
      ['error', 'invalid_request'],
    ]);
    expect(browser.cookie('cognito')).toBeUndefined();
  }

  const oauthError = { error: 'invalid_grant', error_description: 'The code is stale' };
  it.each<[string, Parameters<DemoProvider['faults']['set']>[0], Fault, string]>([
    [
      'a 500 for the token',
      '/token',
      { kind: 'status', status: 500 },
      'Google Error - 500 error getting token',
    ],
    [
      'an error for the token',
      '/token',
      { kind: 'status', status: 400, body: oauthError },
      'Google Error - 400 invalid_grant The code is stale',
    ],
    [
      'an error without words',
      '/token',
      { kind: 'status', status: 401, body: { error: 'invalid_client' } },
      'Google Error - 401 invalid_client',
    ],
    ['a cut connection', '/token', { kind: 'drop' }, 'Connection reset'],
    ['half an answer', '/token', { kind: 'truncate' }, 'Connection reset'],
    ['a cut connection for the keys', '/jwks', { kind: 'drop' }, 'Connection reset'],
    [
      'a 503 for the keys',
      '/jwks',
      { kind: 'status', status: 503 },
      'Google Error - 503 error getting keys',
    ],
    [
      'a 500 at userinfo',
      '/userinfo',
      { kind: 'status', status: 500 },
      'Google Error - 500 error getting user info',
    ],
    [
      'a page instead of the token',
      '/token',
      { kind: 'html' },
      'Google Error - unexpected response content-type',
    ],
  ])('%s is told to the client', async (_what, endpoint, fault, description) => {
    demo.faults.set(endpoint, fault);
    expectTold(await signIn(), description);
  });

  it('a provider that cannot be discovered is told before the person leaves', async () => {
    const leave = () => browser.get(`/oauth2/authorize?${query}`);
    demo.faults.set('/.well-known/openid-configuration', { kind: 'status', status: 502 });
    expectTold(await leave(), 'Google Error - 502 error getting configuration');
    demo.faults.set('/.well-known/openid-configuration', { kind: 'drop' });
    expectTold(await leave(), 'Connection reset');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['nonce', { nonce: 'another' }, 'Bad id_token nonce'],
    ['issuer', { iss: 'https://evil.example' }, 'Bad id_token issuer'],
    ['audience', { aud: 'another-client' }, 'Bad id_token aud'],
    ['expiry', { exp: 1 }, 'Bad id_token exp'],
  ])('an ID token with a wrong %s is refused', async (_what, wrong, description) => {
    demo.hooks.idToken = ({ claims, header }) => ({ claims: { ...claims, ...wrong }, header });
    expectTold(await signIn(), description);
  });

  it('an ID token with a wrong signature is refused', async () => {
    demo.hooks.signWith = 'wrong-key';
    expectTold(await signIn(), 'Bad id_token signature');
  });

  it('an ID token under a key that the provider does not publish is refused', async () => {
    demo.hooks.idToken = ({ claims }) => ({ claims, header: { alg: 'RS256', kid: 'unknown' } });
    expectTold(await signIn(), 'Bad id_token signature');
  });

  it('tells the client that the user declined', async () => {
    const away = locationOf(await browser.get(`/oauth2/authorize?${query}`));
    const back = await answerProvider(browser, away, { cancel: '1' });
    expectTold(await browser.get(back.href), 'Google Error - access_denied The user declined');
  });

  it('an answer of another issuer is not taken for its own (RFC 9207)', async () => {
    const away = locationOf(await browser.get(`/oauth2/authorize?${query}`));
    const back = await answerProvider(browser, away, person);
    back.searchParams.set('iss', 'https://evil.example');
    const refused = await browser.get(back.href);
    expect(locationOf(refused).searchParams.get('error')).toBe('invalid_request');
    expect(browser.cookie('cognito')).toBeUndefined();
  });

  it('whoever is disabled stays out', async () => {
    const somebody = { email: 'dis@example.com', name: '' };
    await signInByProvider(browser, query, somebody);
    const known = pool.users.list().find(({ email }) => email === somebody.email);
    pool.users.disable(known?.username ?? '');
    browser = new TestBrowser(pool);
    expectTold(await signInByProvider(browser, query, somebody), 'User is disabled.');
    pool.users.enable(known?.username ?? '');
    const back = await signInByProvider(new TestBrowser(pool), query, somebody);
    expect(locationOf(back).searchParams.has('code')).toBe(true);
  });
});
