import type { Context } from 'hono';
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
    if (!client.revocation) return c.json({ error: 'invalid_request' }, 400);
    // Three parts: a signed JWT, so an access or an ID token.
    if (refreshToken.split('.').length === 3) {
      return c.json({ error: 'unsupported_token_type' }, 400);
    }
    const signIn = pool.refreshTokens.trace(refreshToken);
    // Unknown or revoked before: as good as done.
    if (!signIn) return c.body(null, 200);
    // RFC 7009 §2.1: a client ends its own tokens only.
    if (signIn.clientId !== client.id) return c.json({ error: 'invalid_request' }, 400);
    pool.refreshTokens.revoke(refreshToken);
    return c.body(null, 200);
  };
}
