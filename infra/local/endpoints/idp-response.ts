import type { Context } from 'hono';
import type { Pool } from '../pool';
import { parseAuthorizationRequest } from './authorization-request';
import { redirectSignedIn, redirectToErrorPage, redirectWithError } from './redirects';

/** Sends the browser to the other provider; what it asked for waits here. */
export function redirectToProvider(c: Context, pool: Pool, search: string): Response {
  const state = pool.federation.begin(search);
  pool.pageData.start(c, 'federation', state);
  return c.redirect(`/_local/idp?${new URLSearchParams({ state })}`);
}

/**
 * `GET /oauth2/idpresponse`: where the other provider sends people back to (federation-endpoints page).
 * Only the browser that left with this `state` may come back with it (RFC 6749 §10.12).
 */
export function idpResponse(pool: Pool) {
  return (c: Context): Response | Promise<Response> => {
    const { state = '', code = '' } = c.req.query();
    const isOurs = pool.pageData.find(c, 'federation') === state;
    const finished = isOurs ? pool.federation.finish(state, code) : undefined;
    const provider = pool.settings.identityProvider;
    if (!finished || provider === null) return redirectToErrorPage(c, 'invalid_request');
    pool.pageData.end(c);
    const { person, search } = finished;
    const parsed = parseAuthorizationRequest(pool, new URLSearchParams(search));
    if (parsed.kind !== 'valid') return redirectWithError(c, pool, parsed);
    const { request } = parsed;
    const user = pool.users.federate(provider, person, pool.settings.clock());
    if (!user.enabled) {
      const { redirectUri, state: clientState } = request;
      const failure = { redirectUri, state: clientState, error: 'invalid_request' };
      return redirectWithError(c, pool, { kind: 'redirect-error', ...failure });
    }
    return redirectSignedIn(c, pool, request, pool.sessions.start(c, user.sub));
  };
}
