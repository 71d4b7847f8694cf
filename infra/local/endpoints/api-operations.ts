import { createHmac } from 'node:crypto';
import { adminScope, type Client, findClient } from '../options/app-client';
import type { Pool } from '../pool';
import { type User, usernameOf } from '../store/users';
import { attributesOf, identitiesOf } from '../tokens/claims';
import { checkAccessToken } from '../tokens/verify-access-token';
import { isSame } from '../util/is-same';
import { refresh } from './grants/refresh-token';
import { revokeToken } from './revoke';

/** A refusal of the API: the type is what clients match on. */
export class ApiError extends Error {
  readonly type: string;

  constructor(type: string, message = '') {
    super(message);
    this.type = type;
  }
}

/** The members of a request or a response. */
export type Members = Readonly<Record<string, unknown>>;

type Operation = (pool: Pool, input: Members) => Promise<Members> | Members;

/**
 * What clients of the hosted UI call of the API (the pages API_NAME of the API reference).
 * Each throws an `ApiError` with Cognito's type.
 */
export const operations: Readonly<Record<string, Operation>> = {
  GetTokensFromRefreshToken: async (pool, input) => {
    const refreshToken = text(input, 'RefreshToken');
    const client = knownClient(pool, text(input, 'ClientId'));
    checkSecret(client, input.ClientSecret);
    return { AuthenticationResult: await newTokens(pool, client, refreshToken) };
  },

  GetUser: async (pool, input) => {
    const { user, client } = await signedIn(pool, input);
    const attributes = { sub: user.sub, ...attributesOf(user, client, []) };
    const { identities } = identitiesOf(user);
    return {
      Username: usernameOf(user),
      UserAttributes: Object.entries({
        ...attributes,
        ...(identities === undefined ? {} : { identities: JSON.stringify(identities) }),
      }).map(([Name, Value]) => ({ Name, Value })),
      ...(user.totp?.verified
        ? { PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA', UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] }
        : {}),
    };
  },

  /** Ends all refresh tokens of the user, and leaves the hosted UI's session. */
  GlobalSignOut: async (pool, input) => {
    const { user } = await signedIn(pool, input);
    pool.refreshTokens.revokeAllOf(user.sub);
    return {};
  },

  InitiateAuth: async (pool, input) => {
    const flow = text(input, 'AuthFlow');
    const parameters = { ...(input.AuthParameters as Members | undefined) };
    const client = knownClient(pool, text(input, 'ClientId'));
    const isRefresh = flow === 'REFRESH_TOKEN_AUTH' || flow === 'REFRESH_TOKEN';
    // Rotation excludes this flow (amazon-cognito-user-pools-using-the-refresh-token page).
    if (!isRefresh || client.refreshTokenRotation) {
      throw new ApiError('InvalidParameterException', `${flow} flow not enabled for this client`);
    }
    const refreshToken = text(parameters, 'REFRESH_TOKEN');
    checkSecret(client, parameters.SECRET_HASH, (secret) => {
      const user = pool.users.findBySub(pool.refreshTokens.trace(refreshToken)?.sub ?? '');
      const name = user ? usernameOf(user) : '';
      return createHmac('sha256', secret).update(`${name}${client.id}`).digest('base64');
    });
    return {
      AuthenticationResult: await newTokens(pool, client, refreshToken),
      ChallengeParameters: {},
    };
  },

  RevokeToken: (pool, input) => {
    const token = text(input, 'Token');
    const client = knownClient(pool, text(input, 'ClientId'));
    checkSecret(client, input.ClientSecret);
    const refusal = revokeToken(pool, client, token);
    if (refusal === null) return {};
    throw new ApiError(revocationRefusals[refusal]);
  },
};

const revocationRefusals = {
  disabled: 'UnsupportedOperationException',
  'not-a-refresh-token': 'UnsupportedTokenTypeException',
  'another-client': 'UnauthorizedException',
};

/** As at the token endpoint, in the words of the API. @throws ApiError */
async function newTokens(pool: Pool, client: Client, refreshToken: string): Promise<Members> {
  const { status, body } = await refresh(
    pool,
    client,
    new URLSearchParams({ refresh_token: refreshToken }),
  );
  if (status !== 200) throw refreshRefusal(pool, refreshToken);
  const tokens = body as Members;
  return {
    AccessToken: tokens.access_token,
    ...(tokens.id_token ? { IdToken: tokens.id_token } : {}),
    ...(tokens.refresh_token ? { RefreshToken: tokens.refresh_token } : {}),
    ExpiresIn: tokens.expires_in,
    TokenType: tokens.token_type,
  };
}

function refreshRefusal(pool: Pool, refreshToken: string): ApiError {
  if (pool.refreshTokens.wasRotated(refreshToken)) {
    return new ApiError('RefreshTokenReuseException', 'Refresh Token has been rotated');
  }
  const signIn = pool.refreshTokens.trace(refreshToken);
  const isRevoked = signIn !== undefined && pool.refreshTokens.isRevoked(signIn.eventId);
  return notAuthorized(isRevoked ? 'Refresh Token has been revoked' : 'Invalid Refresh Token.');
}

/** Why an access token is not taken, in Cognito's words. */
const tokenRefusals = {
  invalid: 'Invalid Access Token',
  expired: 'Access Token has expired',
  revoked: 'Access Token has been revoked',
};

/** Whose access token it is, and of which client. @throws ApiError */
async function signedIn(pool: Pool, input: Members): Promise<{ user: User; client: Client }> {
  const token = await checkAccessToken(pool, text(input, 'AccessToken'));
  if (token.kind !== 'valid') throw notAuthorized(tokenRefusals[token.kind]);
  if (!token.scopes.includes(adminScope)) {
    throw notAuthorized('Access Token does not have required scopes');
  }
  const user = pool.users.findEnabled(token.sub);
  if (!user) throw notAuthorized('User is disabled.');
  return { user, client: token.client };
}

/** @throws ApiError */
function knownClient(pool: Pool, id: string): Client {
  const client = findClient(pool.settings, id);
  if (client) return client;
  throw new ApiError('ResourceNotFoundException', `User pool client ${id} does not exist.`);
}

/** @throws ApiError unless a confidential client gives its secret, or what is made from it */
function checkSecret(
  { id, secret }: Client,
  given: unknown,
  expected: (secret: string) => string = (each) => each,
): void {
  if (secret === null) return;
  if (typeof given === 'string' && isSame(given, expected(secret))) return;
  throw notAuthorized(`Unable to verify secret hash for client ${id}`);
}

/** A text that has to be there. @throws ApiError */
function text(input: Members, name: string): string {
  const value = input[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new ApiError('InvalidParameterException', `Missing required parameter ${name}`);
}

function notAuthorized(message: string): ApiError {
  return new ApiError('NotAuthorizedException', message);
}
