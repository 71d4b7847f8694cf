import type { Context } from 'hono';
import type { Client } from '../options/app-client';
import type { Pool } from '../pool';
import { authenticateClient } from './client-authentication';
import { formBody } from './form-body';

/**
 * `POST /oauth2/revoke` (revocation-endpoint page): takes refresh tokens only and ends everything
 * that was issued from one, except the hosted UI's session. `invalid_client` is a 401 here.
 */
export function revoke(pool: Pool) {
  return async (c: Context): Promise<Response> => {
    const form = await formBody(c);
    const refreshToken = form?.get('token');
    if (!form || !refreshToken) return c.json({ error: 'invalid_request' }, 400);
    const { client, error } = authenticateClient(pool, c, form);
    if (error) return c.json(error, error.error === 'invalid_client' ? 401 : 400);
    const refusal = revokeToken(pool, client, refreshToken);
    if (refusal === null) return c.body(null, 200);
    const isOtherType = refusal === 'not-a-refresh-token';
    return c.json({ error: isOtherType ? 'unsupported_token_type' : 'invalid_request' }, 400);
  };
}

/** Ends the sign-in behind a refresh token. @returns why not; `null` when nothing of it is left */
export function revokeToken(
  pool: Pool,
  client: Client,
  refreshToken: string,
): 'disabled' | 'not-a-refresh-token' | 'another-client' | null {
  if (!client.revocation) return 'disabled';
  // Three parts: a signed JWT, so an access or an ID token.
  if (refreshToken.split('.').length === 3) return 'not-a-refresh-token';
  const signIn = pool.refreshTokens.trace(refreshToken);
  // RFC 7009 §2.1: a client ends its own tokens only. Unknown or revoked before: as good as done.
  if (signIn && signIn.clientId !== client.id) return 'another-client';
  pool.refreshTokens.revoke(refreshToken);
  return null;
}
