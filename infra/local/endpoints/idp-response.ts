import type { Context } from 'hono';
import type { UpstreamProvider } from '../federation/identity-provider';
import { describeFailure } from '../federation/provider-failure';
import { comeBackFrom, leaveFor } from '../federation/relying-party';
import type { Pool } from '../pool';
import { type AuthorizationRequest, parseAuthorizationRequest } from './authorization-request';
import { redirectSignedIn, redirectToErrorPage, redirectWithError } from './redirects';
import { startOver } from './start-over';

/** Sends the browser to another provider; what it asked for waits here. */
export async function redirectToProvider(
  c: Context,
  pool: Pool,
  provider: UpstreamProvider,
  request: AuthorizationRequest,
): Promise<Response> {
  try {
    const { url, detour } = await leaveFor(provider, callbackOf(pool), request);
    if (!pool.signInAttempts.isOpen(c)) pool.signInAttempts.begin(c);
    pool.detours.set(detour.state, { detour, search: new URL(c.req.url).search });
    pool.pageData.start(c, 'federation', detour.state);
    return c.redirect(url);
  } catch (error) {
    return refuse(c, pool, request, describeFailure(provider.name, error));
  }
}

/**
 * `GET /oauth2/idpresponse`: where another provider sends people back to (federation-endpoints page).
 * Only the browser that left with this `state` may come back with it (RFC 6749 §10.12).
 */
export function idpResponse(pool: Pool) {
  return async (c: Context): Promise<Response> => {
    const { state = '', code } = c.req.query();
    if (code !== undefined) pool.issued.add(code);
    const isOurs = pool.pageData.find(c, 'federation') === state;
    const waiting = isOurs ? pool.detours.take(state) : undefined;
    if (!waiting) return redirectToErrorPage(c, 'invalid_request');
    pool.pageData.end(c);
    const { detour, search } = waiting;
    if (!pool.signInAttempts.isOpen(c)) return startOver({ c, pool, search });
    const parsed = parseAuthorizationRequest(pool, new URLSearchParams(search));
    if (parsed.kind !== 'valid') return redirectWithError(c, pool, parsed);
    const { request } = parsed;
    const { name } = detour.provider;
    const callback = new URL(callbackOf(pool));
    callback.search = new URL(c.req.url).search;
    const person = await comeBackFrom(detour, callback, (secret) => pool.issued.add(secret)).catch(
      (error: unknown) => describeFailure(name, error),
    );
    if (typeof person === 'string') return refuse(c, pool, request, person);
    const user = pool.users.federate(name, person, pool.settings.clock());
    if (!user.enabled) return refuse(c, pool, request, 'User is disabled.');
    // Where the app sent no nonce, Cognito's own stands in the ID token (using-the-id-token page).
    const signedIn = { ...request, nonce: request.nonce ?? detour.nonce };
    return redirectSignedIn(c, pool, signedIn, pool.sessions.start(c, user.sub));
  };
}

function callbackOf(pool: Pool): string {
  return `${pool.domain}/oauth2/idpresponse`;
}

/** Every trouble with a provider is an `invalid_request` (federation-endpoint-idp-responses page). */
function refuse(
  c: Context,
  pool: Pool,
  { redirectUri, state }: AuthorizationRequest,
  description: string,
): Response {
  const error = 'invalid_request';
  const failure = { kind: 'redirect-error', redirectUri, state, error, description } as const;
  return redirectWithError(c, pool, failure);
}
