import type { Context } from 'hono';
import type { Pool } from '../pool';
import { formBody } from './form-body';

/**
 * `POST /oauth2/revoke` (revocation-endpoint page): takes refresh tokens only and ends everything
 * that was issued from one, except the hosted UI's session.
 */
export function revoke(pool: Pool) {
  return async (c: Context): Promise<Response> => {
    const form = await formBody(c);
    const refreshToken = form?.get('token');
    if (!refreshToken) return c.json({ error: 'invalid_request' }, 400);
    const hasCredentials = c.req.header('authorization') !== undefined;
    if (form?.get('client_id') !== pool.settings.clientId || hasCredentials) {
      return c.json({ error: 'invalid_client' }, 401);
    }
    // Three parts: a signed JWT, so an access or an ID token.
    if (refreshToken.split('.').length === 3) {
      return c.json({ error: 'unsupported_token_type' }, 400);
    }
    pool.refreshTokens.revoke(refreshToken);
    return c.body(null, 200);
  };
}
