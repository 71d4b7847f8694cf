import { createHmac } from 'node:crypto';
import {
  CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it } from 'vitest';
import type { UserPool, UserPoolOptions } from '../index';
import {
  appCode,
  authorizationQuery,
  signInByProvider,
  signInForTokens,
  TestBrowser,
  tokensOf,
} from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

const scope = 'openid email aws.cognito.signin.user.admin';
const refused = (name: string, message?: string) =>
  expect.objectContaining({
    name,
    ...(message === undefined ? {} : { message }),
    $metadata: expect.objectContaining({ httpStatusCode: 400, attempts: 1 }),
  });

let pool: UserPool;
let sdk: CognitoIdentityProviderClient;
afterEach(() => pool.close());

async function start(options: UserPoolOptions = {}): Promise<void> {
  pool = await startTestPool(options);
  sdk = new CognitoIdentityProviderClient({
    region: 'local',
    endpoint: new URL(pool.issuer).origin,
  });
}

const refreshAuth = (refreshToken: string, more: Record<string, string> = {}) =>
  sdk.send(
    new InitiateAuthCommand({
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      ClientId: pool.clientId,
      AuthParameters: { REFRESH_TOKEN: refreshToken, ...more },
    }),
  );
const newTokens = (refreshToken: string, ClientSecret?: string) =>
  sdk.send(
    new GetTokensFromRefreshTokenCommand({
      ClientId: pool.clientId,
      RefreshToken: refreshToken,
      ClientSecret,
    }),
  );
const getUser = (accessToken: string | undefined) =>
  sdk.send(new GetUserCommand({ AccessToken: accessToken }));
const revoke = (token: string, clientId = pool.clientId) =>
  sdk.send(new RevokeTokenCommand({ ClientId: clientId, Token: token }));

// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_Operations.html
describe('the AWS SDK', () => {
  it('gets the attributes of a user, all of them text', async () => {
    await start();
    const tokens = await signInForTokens(pool, { scope });
    const { Username, UserAttributes, UserMFASettingList } = await getUser(tokens.access_token);
    const sub = pool.users.find(pool.user.username)?.sub;
    expect(Username).toBe(sub);
    expect(UserAttributes).toEqual([
      { Name: 'sub', Value: sub },
      { Name: 'email_verified', Value: 'true' },
      { Name: 'email', Value: 'demo@example.com' },
      { Name: 'name', Value: 'Demo Person' },
    ]);
    expect(UserMFASettingList).toBeUndefined();
  });

  it('gets where a federated user comes from, and that a user has an authenticator app', async () => {
    const users = [{ username: 'ann@example.com', password: 'Passw0rd!ann', mfa: 'totp' as const }];
    await start({ users, demoProviders: ['Google'] });
    const federated = authorizationQuery(pool, { scope, identity_provider: 'Google' });
    const person = { email: 'ben@example.com', name: 'Ben' };
    const away = await signInByProvider(new TestBrowser(pool), federated, person);
    const ben = await getUser((await tokensOf(pool, away)).access_token);
    expect(ben.Username).toMatch(/^google_\d+$/);
    const identities = ben.UserAttributes?.find(({ Name }) => Name === 'identities')?.Value ?? '';
    expect(JSON.parse(identities)).toMatchObject([{ providerName: 'Google', primary: 'true' }]);

    const browser = new TestBrowser(pool);
    const query = authorizationQuery(pool, { scope });
    await browser.signIn(query);
    const page = await (await browser.get(`/mfa/setup?${query}`)).text();
    const code = appCode(pool, /<pre id="secret">([^<]+)</.exec(page)?.[1] ?? '');
    const back = await browser.submit(`/mfa/setup?${query}`, { code });
    expect(await getUser((await tokensOf(pool, back)).access_token)).toMatchObject({
      PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
    });
  });

  it('refreshes with both operations, and with the old name of the flow', async () => {
    await start();
    const { refresh_token: refreshToken } = await signInForTokens(pool, { scope });
    const old = await sdk.send(
      new InitiateAuthCommand({
        AuthFlow: 'REFRESH_TOKEN',
        ClientId: pool.clientId,
        AuthParameters: { REFRESH_TOKEN: refreshToken },
      }),
    );
    for (const answer of [await refreshAuth(refreshToken), old, await newTokens(refreshToken)]) {
      const { AuthenticationResult: result } = answer;
      expect(result).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer' });
      expect(result?.IdToken?.split('.')).toHaveLength(3);
      expect(result).not.toHaveProperty('RefreshToken');
      expect((await getUser(result?.AccessToken)).Username).toBeDefined();
    }
  });

  it('gets a new refresh token with rotation, and is told of the use of an old one', async () => {
    await start({ refreshTokenRotation: { graceSeconds: 10 } });
    const { refresh_token: first } = await signInForTokens(pool, { scope });
    await expect(refreshAuth(first)).rejects.toEqual(
      refused('InvalidParameterException', 'REFRESH_TOKEN_AUTH flow not enabled for this client'),
    );
    const second = (await newTokens(first)).AuthenticationResult?.RefreshToken ?? '';
    expect(second).not.toBe(first);
    await expect(newTokens(first)).resolves.toBeDefined(); // grace period
    pool.clock.advance(11_000);
    await expect(newTokens(first)).rejects.toEqual(refused('RefreshTokenReuseException'));
    await expect(newTokens(second)).resolves.toBeDefined();
  });

  it('revokes a refresh token with its access tokens, and signs out everywhere', async () => {
    await start();
    const [one, two] = [
      await signInForTokens(pool, { scope }),
      await signInForTokens(pool, { scope }),
    ];
    await revoke(one.refresh_token);
    await revoke(one.refresh_token);
    await expect(newTokens(one.refresh_token)).rejects.toEqual(
      refused('NotAuthorizedException', 'Refresh Token has been revoked'),
    );
    await expect(getUser(one.access_token)).rejects.toEqual(
      refused('NotAuthorizedException', 'Access Token has been revoked'),
    );
    await sdk.send(new GlobalSignOutCommand({ AccessToken: two.access_token }));
    await expect(refreshAuth(two.refresh_token)).rejects.toEqual(
      refused('NotAuthorizedException', 'Refresh Token has been revoked'),
    );
  });

  it('is refused in the words of Cognito', async () => {
    await start({
      client: { revocation: false },
      clients: [{ id: 'other', redirectUris: ['http://localhost:5000'] }],
    });
    const tokens = await signInForTokens(pool, { scope: 'openid' });
    const name = 'NotAuthorizedException';
    const cases: [() => Promise<unknown>, string, string?][] = [
      [() => getUser('garbage'), name, 'Invalid Access Token'],
      [() => getUser(tokens.access_token), name, 'Access Token does not have required scopes'],
      [() => getUser(''), 'InvalidParameterException'],
      [() => newTokens('garbage'), name, 'Invalid Refresh Token.'],
      [() => refreshAuth('garbage'), name, 'Invalid Refresh Token.'],
      [() => revoke(tokens.refresh_token), 'UnsupportedOperationException'],
      [() => revoke(tokens.access_token, 'other'), 'UnsupportedTokenTypeException'],
      [() => revoke(tokens.refresh_token, 'other'), 'UnauthorizedException'],
      [
        () => revoke(tokens.refresh_token, 'nobody'),
        'ResourceNotFoundException',
        'User pool client nobody does not exist.',
      ],
      [
        () =>
          sdk.send(new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: 'other' })),
        'InvalidParameterException',
        'USER_PASSWORD_AUTH flow not enabled for this client',
      ],
    ];
    for (const [call, type, message] of cases) {
      await expect(call()).rejects.toEqual(refused(type, message));
    }
    const signUp = new SignUpCommand({ ClientId: 'other', Username: 'a', Password: 'b' });
    await expect(sdk.send(signUp)).rejects.toThrow(/no operation .*SignUp.* It has .*GetUser/);
    pool.users.disable(pool.user.username);
    await expect(newTokens(tokens.refresh_token)).rejects.toEqual(refused(name));
  });

  it('proves itself as a confidential client', async () => {
    const secret = 'fordevelopmentonly';
    await start({ client: { secret } });
    const { refresh_token: refreshToken } = await signInForTokens(
      pool,
      { scope },
      { client_secret: secret },
    );
    const message = `Unable to verify secret hash for client ${pool.clientId}`;
    const wrong = refused('NotAuthorizedException', message);
    await expect(newTokens(refreshToken)).rejects.toEqual(wrong);
    await expect(newTokens(refreshToken, 'wrong')).rejects.toEqual(wrong);
    await expect(newTokens(refreshToken, secret)).resolves.toBeDefined();
    const sub = pool.users.find(pool.user.username)?.sub;
    const hash = createHmac('sha256', secret).update(`${sub}${pool.clientId}`).digest('base64');
    await expect(refreshAuth(refreshToken)).rejects.toEqual(wrong);
    await expect(refreshAuth(refreshToken, { SECRET_HASH: 'wrong' })).rejects.toEqual(wrong);
    await expect(refreshAuth(refreshToken, { SECRET_HASH: hash })).resolves.toBeDefined();
  });
});
