import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type UserPool, UserPoolError } from '../index';
import { profileAttributes } from '../options/user-attributes';
import {
  authorizationQuery,
  locationOf,
  postToken,
  redirectUri,
  signInForTokens,
  TestBrowser,
  verifier,
} from '../testing/test-browser';
import { startTestPool } from '../testing/test-pool';

const ann = {
  username: 'ann@example.com',
  password: 'Str0ng!word',
  name: 'Ann Example',
  groups: ['staff', 'admins', 'plain'],
  attributes: {
    given_name: 'Ann',
    phone_number: '+15550100',
    phone_number_verified: 'true',
    address: '1 Main St',
    updated_at: '1700000000',
    'custom:tier': '42',
    'custom:trial': 'true',
  },
};

// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html
describe('the attributes of a person', () => {
  let pool: UserPool;
  let browser: TestBrowser;
  beforeAll(async () => {
    const back = { redirectUris: ['https://web.example/callback'] };
    pool = await startTestPool({
      users: [ann],
      clients: [
        {
          id: 'half',
          ...back,
          readAttributes: ['email', 'custom:tier'],
          flows: ['code', 'implicit'],
        },
        { id: 'mail', ...back, readAttributes: ['email', 'email_verified', 'name'] },
        { id: 'most', ...back, readAttributes: [...profileAttributes, 'custom:tier'] },
      ],
      groups: [
        { name: 'staff', roleArn: 'arn:aws:iam::123456789012:role/staff', precedence: 2 },
        { name: 'admins', roleArn: 'arn:aws:iam::123456789012:role/admins', precedence: 1 },
      ],
    });
    browser = new TestBrowser(pool);
    await browser.signIn();
  });
  afterAll(() => pool.close());

  /** The answer of the token endpoint, by way of the session. */
  async function tokensFor(scope: string, clientId = pool.clientId): Promise<Response> {
    const isFirst = clientId === pool.clientId;
    const uri = isFirst ? redirectUri(pool) : 'https://web.example/callback';
    const query = authorizationQuery(pool, { scope, client_id: clientId, redirect_uri: uri });
    const code = locationOf(await browser.get(`/oauth2/authorize?${query}`)).searchParams.get(
      'code',
    );
    const fields = { grant_type: 'authorization_code', redirect_uri: uri, code_verifier: verifier };
    return postToken(pool, { ...fields, client_id: clientId, code: code ?? '' });
  }

  const known = new Set([...profileAttributes, 'email', 'email_verified', 'phone_number']);
  const isAttribute = (name: string) =>
    known.has(name) || name === 'phone_number_verified' || name.startsWith('custom:');

  /** The attributes in the ID token, and those at userInfo. */
  async function attributesFor(scope: string, clientId?: string) {
    const tokens = await (await tokensFor(scope, clientId)).json();
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const userInfo = await fetch(`${pool.domain}/oauth2/userInfo`, { headers });
    const [idToken, info] = [decodeJwt(tokens.id_token), await userInfo.json()].map((claims) =>
      Object.fromEntries(Object.entries(claims).filter(([name]) => isAttribute(name))),
    );
    return { idToken, info };
  }

  const email = { email: 'ann@example.com', email_verified: true };
  const phone = { phone_number: '+15550100', phone_number_verified: true };
  const profile = {
    name: 'Ann Example',
    given_name: 'Ann',
    address: { formatted: '1 Main St' },
    updated_at: 1_700_000_000,
    'custom:tier': '42',
    'custom:trial': 'true',
  };
  const asInfo = (claims: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(claims).map(([name, value]) => [name, value === true ? 'true' : value]),
    );

  it.each<[string, Record<string, unknown>]>([
    ['openid', { ...email, ...phone, ...profile }],
    ['openid aws.cognito.signin.user.admin', { ...email, ...phone, ...profile }],
    ['openid profile', profile],
    ['openid email', email],
    ['openid phone', phone],
    ['openid email phone', { ...email, ...phone }],
  ])('come with "%s", booleans as strings at userInfo only', async (scope, expected) => {
    const { idToken, info } = await attributesFor(scope);
    expect(idToken).toEqual(expected);
    expect(info).toEqual(asInfo(expected));
  });

  it('are not in access tokens', async () => {
    const { access_token: token } = await (await tokensFor('openid')).json();
    expect(Object.keys(decodeJwt(token)).filter(isAttribute)).toEqual([]);
  });

  it('are those that the client may read, for openid alone', async () => {
    const readable = { email: email.email, 'custom:tier': '42' };
    const { idToken, info } = await attributesFor('openid', 'half');
    expect(idToken).toEqual(readable);
    expect(info).toEqual(readable);
  });

  it('leave out a custom attribute that the client may not read', async () => {
    const { 'custom:trial': _, ...rest } = profile;
    expect((await attributesFor('openid profile', 'most')).idToken).toEqual(rest);
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
  it.each([
    ['half', 'openid email'],
    ['half', 'openid phone'],
    ['mail', 'openid email profile'],
  ])('end in invalid_grant where "%s" may not read all of "%s"', async (clientId, scope) => {
    const answer = await tokensFor(scope, clientId);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: 'invalid_grant' });
  });

  it('come with a scope all of which the client may read', async () => {
    expect((await attributesFor('openid email', 'mail')).idToken).toEqual(email);
  });

  it('are refused by the implicit grant too where the client may not read them', async () => {
    const query = authorizationQuery(pool, {
      client_id: 'half',
      redirect_uri: 'https://web.example/callback',
      response_type: 'token',
      scope: 'openid email',
      code_challenge: null,
      code_challenge_method: null,
    });
    const back = locationOf(await browser.get(`/oauth2/authorize?${query}`));
    expect(back.searchParams.has('error')).toBe(true);
    expect(back.hash).toBe('');
  });

  it('are changed by an administrator, who leaves the session alone', async () => {
    pool.users.setAttributes(ann.username, {
      phone_number: '+15550199',
      phone_number_verified: 'false',
      email_verified: 'false',
      name: 'Ann Other',
    });
    const { idToken } = await attributesFor('openid');
    expect(idToken).toMatchObject({
      ...profile,
      name: 'Ann Other',
      phone_number: '+15550199',
      phone_number_verified: false,
      email_verified: false,
    });
    expect(pool.users.find(ann.username)?.attributes).toMatchObject({
      email: 'ann@example.com',
      email_verified: 'false',
      name: 'Ann Other',
      given_name: 'Ann',
      'custom:tier': '42',
    });
    expect(() => pool.users.setAttributes(ann.username, { shoe_size: '9' })).toThrow(UserPoolError);
    expect(() => pool.users.setAttributes('nobody', { name: 'x' })).toThrow(RangeError);
  });

  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
  it('are joined by the roles of the groups, in the ID token', async () => {
    const tokens = await (await tokensFor('openid')).json();
    expect(decodeJwt(tokens.id_token)).toMatchObject({
      'cognito:groups': ['staff', 'admins', 'plain'],
      'cognito:roles': [
        'arn:aws:iam::123456789012:role/staff',
        'arn:aws:iam::123456789012:role/admins',
      ],
      'cognito:preferred_role': 'arn:aws:iam::123456789012:role/admins',
    });
    expect(decodeJwt(tokens.access_token)).not.toHaveProperty('cognito:roles');
  });
});

describe('the time and the origin of a sign-in', () => {
  it('are told without origin_jti and jti when revocation and rotation are off', async () => {
    const back = { redirectUris: ['https://web.example/callback'], revocation: false };
    const pool = await startTestPool({
      clients: [
        { id: 'none', ...back },
        { id: 'rotating', ...back, refreshTokenRotation: { graceSeconds: 0 } },
      ],
    });
    const claimsFor = async (client: string) => {
      const changes = { client_id: client, redirect_uri: 'https://web.example/callback' };
      const tokens = await signInForTokens(pool, changes);
      return [decodeJwt(tokens.id_token), decodeJwt(tokens.access_token)];
    };
    for (const claims of await claimsFor('none')) {
      expect(claims).not.toHaveProperty('origin_jti');
      expect(claims).not.toHaveProperty('jti');
      expect(claims).toHaveProperty('event_id');
    }
    for (const claims of await claimsFor('rotating')) {
      expect(claims).toMatchObject({ origin_jti: expect.any(String), jti: expect.any(String) });
    }
    await pool.close();
  });
});
