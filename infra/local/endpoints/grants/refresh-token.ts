import type { TokenEndpointAnswer } from '../../hooks';
import type { Client } from '../../options/app-client';
import type { Pool } from '../../pool';
import { failure, success } from './answers';

/** `grant_type=refresh_token` (using-the-refresh-token page). Another client's is no good. */
export async function refresh(
  pool: Pool,
  client: Client,
  form: URLSearchParams,
): Promise<TokenEndpointAnswer> {
  const presented = form.get('refresh_token');
  if (!presented) return failure('invalid_request');
  const authentication = pool.refreshTokens.find(presented);
  if (authentication?.clientId !== client.id || !pool.users.findEnabled(authentication.sub)) {
    return failure('invalid_grant');
  }
  const rotation = client.refreshTokenRotation;
  const successor = rotation && pool.refreshTokens.rotate(presented, rotation.graceSeconds);
  return success(pool, client, authentication, null, successor ?? null);
}
