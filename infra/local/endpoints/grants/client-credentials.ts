import type { TokenEndpointAnswer } from '../../hooks';
import type { Client } from '../../options/app-client';
import type { Pool } from '../../pool';
import { issueMachineToken } from '../../tokens/issue';
import { failure } from './answers';

/**
 * `grant_type=client_credentials`: an access token for the client itself, without a refresh token
 * and without an ID token, for scopes of resource servers alone (token-endpoint page).
 */
export async function grantToClient(
  pool: Pool,
  client: Client,
  form: URLSearchParams,
): Promise<TokenEndpointAnswer> {
  const requested = (form.get('scope') ?? '').split(/\s+/).filter(Boolean);
  const scopes = requested.length > 0 ? requested : client.scopes;
  if (!scopes.every((scope) => client.scopes.includes(scope))) return failure('invalid_scope');
  const body = {
    access_token: await issueMachineToken(pool, client, scopes),
    expires_in: client.tokenLifetimes.access,
    token_type: 'Bearer',
  };
  return { status: 200, body };
}
