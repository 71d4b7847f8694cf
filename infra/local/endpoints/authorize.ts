import type { Context } from 'hono';
import type { Pool } from '../pool';
import { parseAuthorizationRequest } from './authorization-request';
import { redirectToProvider } from './idp-response';
import { redirectSignedIn, redirectWithError } from './redirects';

/**
 * `GET /oauth2/authorize`: straight back with a code while a hosted-UI session is alive, otherwise
 * on to the login page with the same parameters, or to the
 * other identity provider (authorization-endpoint page).
 */
export function authorize(pool: Pool) {
  return (c: Context): Response | Promise<Response> => {
    const { search, searchParams } = new URL(c.req.url);
    const parsed = parseAuthorizationRequest(pool, searchParams);
    if (parsed.kind !== 'valid') return redirectWithError(c, pool, parsed);
    const { request } = parsed;
    const { prompt, provider, redirectUri, state } = request;
    const upstream = provider === 'COGNITO' ? null : provider;
    const session = pool.sessions.find(c);
    const isUsable = session !== undefined && pool.users.findEnabled(session.sub) !== undefined;
    // `select_account` and `consent` have a meaning for other providers alone.
    const askAgain = prompt.some((value) => value !== 'none' && (upstream || value === 'login'));
    if (isUsable && !askAgain) return redirectSignedIn(c, pool, request, session);
    if (prompt.includes('none')) {
      const error = 'login_required';
      return redirectWithError(c, pool, { kind: 'redirect-error', redirectUri, state, error });
    }
    if (upstream) return redirectToProvider(c, pool, upstream, request);
    return c.redirect(`/login${search}`);
  };
}
