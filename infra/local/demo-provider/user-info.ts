import type { Context } from 'hono';
import type { Demo } from './demo';
import { claimsOf } from './id-token';

/** `GET` and `POST /userinfo` (OpenID Connect Core §5.3, RFC 6750 §3). */
export function userInfo({ store }: Demo) {
  return (c: Context): Response => {
    const bearer = /^Bearer ([\w-]+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const grant = bearer === undefined ? undefined : store.accessTokens.find(bearer);
    if (grant) return c.json(claimsOf(grant));
    const error = bearer === undefined ? '' : ' error="invalid_token"';
    c.header('WWW-Authenticate', `Bearer${error}`);
    return c.body(null, 401);
  };
}
