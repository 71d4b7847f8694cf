import type { TokenEndpointAnswer } from '../../hooks';
import type { Client } from '../../options/app-client';
import type { Pool } from '../../pool';
import type { Authentication } from '../../store/refresh-tokens';
import { canReadScopes } from '../../tokens/claims';
import { issueAccessToken, issueIdToken } from '../../tokens/issue';
import type { OAppError } from '../client-authentication';

/** Every error of the token endpoint is a 400, `invalid_client` too (token-endpoint page). */
export function failure(error: OAppError | string): TokenEndpointAnswer {
  return { status: 400, body: typeof error === 'string' ? { error } : error };
}

/**
 * The tokens of somebody who signed in.
 * @param nonce that of the authorization request; `null` on refresh
 * @param refreshToken `null`: the client keeps the one it has
 */
export async function success(
  pool: Pool,
  client: Client,
  authentication: Authentication,
  nonce: string | null,
  refreshToken: string | null,
): Promise<TokenEndpointAnswer> {
  const user = pool.users.findEnabled(authentication.sub);
  if (!user || !canReadScopes(client, authentication.scopes)) return failure('invalid_grant');
  const accessToken = await issueAccessToken(pool, client, user, authentication);
  const idToken = authentication.scopes.includes('openid')
    ? await issueIdToken(pool, client, user, authentication, accessToken, nonce)
    : null;
  return {
    status: 200,
    body: {
      access_token: accessToken,
      ...(idToken === null ? {} : { id_token: idToken }),
      ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
      token_type: 'Bearer',
      expires_in: client.tokenLifetimes.access,
    },
  };
}
