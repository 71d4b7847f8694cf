import type { Context } from 'hono';
import type { Pool } from '../pool';
import { usernameOf } from '../store/users';
import { asClaims, attributesOf } from '../tokens/claims';
import { checkAccessToken } from '../tokens/verify-access-token';

/** `/oauth2/userInfo` (userinfo-endpoint page). Booleans are strings here. */
export function userInfo(pool: Pool) {
  return async (c: Context): Promise<Response> => {
    const bearer = /^Bearer ([\w.-]+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (bearer === undefined) {
      return refuse(c, 400, 'invalid_request', 'Bad OAuth2 request at UserInfo Endpoint');
    }
    const accessToken = await checkAccessToken(pool, bearer);
    // Tokens of an API sign-in and of client_credentials have none.
    if (accessToken.kind === 'valid' && !accessToken.scopes.includes('openid')) {
      return refuse(c, 401, 'invalid_token', 'Access token does not contain openid scope');
    }
    const user = accessToken.kind === 'valid' && pool.users.findEnabled(accessToken.sub);
    if (!user) {
      const reason =
        'Access token is expired, disabled, or deleted, or the user has globally signed out.';
      return refuse(c, 401, 'invalid_token', reason);
    }
    const attributes = attributesOf(user, accessToken.client, accessToken.scopes);
    const claims = Object.entries(asClaims(attributes)).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? String(value) : value,
    ]);
    const body = { sub: user.sub, ...Object.fromEntries(claims), username: usernameOf(user) };
    return c.json(body, 200, { 'Content-Type': 'application/json;charset=UTF-8' });
  };
}

function refuse(c: Context, status: 400 | 401, error: string, description: string): Response {
  c.header('WWW-Authenticate', `error="${error}", error_description="${description}"`);
  return c.json({ error, error_description: description }, status);
}
