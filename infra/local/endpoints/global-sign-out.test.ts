import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import {
  authorizationQuery,
  locationOf,
  postToken,
  signInForTokens,
  TestBrowser,
} from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

const scope = 'openid aws.cognito.signin.user.admin';
const other = { username: 'other@example.com', password: 'Str0ng!word' };

// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html
describe('GlobalSignOut', () => {
  let pool: UserPool;
  beforeAll(async () => {
    const demo = { username: 'demo@example.com', password: 'Passw0rd!demo' };
    pool = await startTestPool({ users: [demo, other], implicitGrant: true });
  });
  afterAll(() => pool.close());

  function call(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(new URL('/', pool.issuer), {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.GlobalSignOut',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  const signOut = (accessToken: string) => call({ AccessToken: accessToken });
  const refresh = (token: string) =>
    postToken(pool, { grant_type: 'refresh_token', refresh_token: token });
  const userInfo = (token: string) =>
    fetch(`${pool.domain}/oauth2/userInfo`, { headers: { authorization: `Bearer ${token}` } });

  async function expectRefusal(answer: Response, type: string, message?: string): Promise<void> {
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(answer.headers.get('x-amzn-errortype')).toBe(`${type}:`);
    const body = await answer.json();
    expect(body.__type).toBe(type);
    if (message !== undefined) expect(body.message).toBe(message);
  }

  it('ends every refresh and access token of the person, until they sign in again', async () => {
    const [one, two] = [
      await signInForTokens(pool, { scope }),
      await signInForTokens(pool, { scope: 'openid' }),
    ];
    const answer = await signOut(one.access_token);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({});
    for (const tokens of [one, two]) {
      expect(await (await refresh(tokens.refresh_token)).json()).toEqual({
        error: 'invalid_grant',
      });
      expect((await userInfo(tokens.access_token)).status).toBe(401);
    }
    await expectRefusal(
      await signOut(one.access_token),
      'NotAuthorizedException',
      'Access Token has been revoked',
    );
    const again = await signInForTokens(pool, { scope });
    expect((await userInfo(again.access_token)).status).toBe(200);
    expect((await refresh(again.refresh_token)).status).toBe(200);
  });

  it('leaves other people signed in', async () => {
    const mine = await signInForTokens(pool, { scope });
    const browser = new TestBrowser(pool);
    const query = authorizationQuery(pool, {
      response_type: 'token',
      scope: 'openid',
      code_challenge: null,
      code_challenge_method: null,
    });
    const back = locationOf(await browser.submit(`/login?${query}`, other));
    const theirs = new URLSearchParams(back.hash.slice(1)).get('access_token') ?? '';
    await signOut(mine.access_token);
    expect((await userInfo(theirs)).status).toBe(200);
  });

  it('ends tokens of the implicit grant too', async () => {
    const browser = new TestBrowser(pool);
    const back = await browser.signIn(
      authorizationQuery(pool, {
        response_type: 'token',
        scope,
        code_challenge: null,
        code_challenge_method: null,
      }),
    );
    const token = new URLSearchParams(locationOf(back).hash.slice(1)).get('access_token') ?? '';
    expect((await signOut(token)).status).toBe(200);
    expect((await userInfo(token)).status).toBe(401);
  });

  it('leaves the session of the hosted UI alone', async () => {
    const browser = new TestBrowser(pool);
    await browser.signIn();
    const { access_token: token } = await signInForTokens(pool, { scope });
    expect((await signOut(token)).status).toBe(200);
    const back = await browser.get(`/oauth2/authorize?${authorizationQuery(pool)}`);
    expect(locationOf(back).searchParams.has('code')).toBe(true);
  });

  it('needs the scope aws.cognito.signin.user.admin', async () => {
    const tokens = await signInForTokens(pool, { scope: 'openid email' });
    await expectRefusal(
      await signOut(tokens.access_token),
      'NotAuthorizedException',
      'Access Token does not have required scopes',
    );
    expect((await refresh(tokens.refresh_token)).status).toBe(200);
  });

  it('takes neither garbage nor an ID token nor an expired one', async () => {
    const tokens = await signInForTokens(pool, { scope });
    for (const token of ['garbage', tokens.id_token, tokens.refresh_token]) {
      await expectRefusal(await signOut(token), 'NotAuthorizedException', 'Invalid Access Token');
    }
    pool.clock.advance(3_600_000);
    const message = 'Access Token has expired';
    await expectRefusal(await signOut(tokens.access_token), 'NotAuthorizedException', message);
  });

  it('is refused to people who are disabled', async () => {
    const { access_token: token } = await signInForTokens(pool, { scope });
    pool.users.disable(pool.user.username);
    await expectRefusal(await signOut(token), 'NotAuthorizedException');
    pool.users.enable(pool.user.username);
  });

  it.each<[unknown, string]>([
    [{}, 'InvalidParameterException'],
    [{ AccessToken: 7 }, 'InvalidParameterException'],
    ['not json', 'SerializationException'],
    ['null', 'SerializationException'],
  ])('answers the body %j with %s', async (body, type) => {
    await expectRefusal(await call(body), type);
  });

  it('is named among the operations when another is called', async () => {
    const target = { 'x-amz-target': 'AWSCognitoIdentityProviderService.SignUp' };
    await expectRefusal(
      await call({}, target),
      'UnknownOperationException',
      'The local user pool has no operation "AWSCognitoIdentityProviderService.SignUp" for the content type ' +
        'application/x-amz-json-1.1. It has GetTokensFromRefreshToken, GetUser, GlobalSignOut, InitiateAuth, RevokeToken.',
    );
    const form = { 'content-type': 'application/json' };
    await expectRefusal(await call({ AccessToken: 'x' }, form), 'UnknownOperationException');
  });
});
