import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Pool } from '../pool';
import type { Session } from '../sessions/sessions';
import { canReadScopes } from '../tokens/claims';
import { issueAccessToken, issueIdToken } from '../tokens/issue';
import type { AuthorizationRequest, ParsedRequest } from './authorization-request';

/** Sends the browser back to the client with an authorization code, or with tokens if it may. */
export async function redirectSignedIn(
  c: Context,
  pool: Pool,
  request: AuthorizationRequest,
  session: Session,
): Promise<Response> {
  if (request.responseType === 'token') return redirectWithTokens(c, pool, request, session);
  const { client, redirectUri, scopes, nonce, codeChallenge, resource, state } = request;
  const { sub, authTime } = session;
  const { isRedirectUriSent } = request;
  const grant = {
    clientId: client.id,
    redirectUri,
    isRedirectUriSent,
    scopes,
    nonce,
    codeChallenge,
    resource,
    sub,
    authTime,
  };
  return redirectToClient(c, pool, redirectUri, { code: pool.codes.issue(grant), state });
}

/** The implicit grant: tokens in the fragment, and no refresh token (authorization-endpoint page). */
async function redirectWithTokens(
  c: Context,
  pool: Pool,
  request: AuthorizationRequest,
  session: Session,
): Promise<Response> {
  const { client, redirectUri, scopes, nonce, resource, state } = request;
  const { sub, authTime } = session;
  const user = pool.users.findEnabled(sub);
  if (!user) return redirectToClient(c, pool, redirectUri, { error: 'server_error', state });
  // As at the token endpoint.
  if (!canReadScopes(client, scopes)) {
    return redirectToClient(c, pool, redirectUri, { error: 'invalid_grant', state });
  }
  const ids = { originJti: randomUUID(), eventId: randomUUID() };
  const authentication = { clientId: client.id, sub, scopes, authTime, resource, ...ids };
  pool.refreshTokens.begin(authentication, client.tokenLifetimes.access);
  const accessToken = await issueAccessToken(pool, client, user, authentication);
  const idToken = scopes.includes('openid')
    ? await issueIdToken(pool, client, user, authentication, accessToken, nonce)
    : null;
  const parameters = {
    id_token: idToken,
    access_token: accessToken,
    expires_in: String(client.tokenLifetimes.access),
    token_type: 'bearer',
    state,
  };
  return redirectToClient(c, pool, redirectUri, parameters, '#');
}

/** Sends the browser to the client, or to the pool's error page, with what is wrong. */
export function redirectWithError(
  c: Context,
  pool: Pool,
  failure: Exclude<ParsedRequest, { kind: 'valid' }>,
): Response {
  if (failure.kind === 'page-error') {
    return redirectToErrorPage(c, failure.error, c.req.query('client_id'));
  }
  const { redirectUri, error, description, state } = failure;
  // In the order that Cognito's own have (federation-endpoint-idp-responses page).
  const parameters =
    description === undefined ? { error, state } : { error_description: description, state, error };
  return redirectToClient(c, pool, redirectUri, parameters);
}

export function redirectToErrorPage(c: Context, error: string, clientId = ''): Response {
  const query = new URLSearchParams({ error });
  if (clientId !== '') query.set('client_id', clientId);
  return c.redirect(`/error?${query}`);
}

function redirectToClient(
  c: Context,
  pool: Pool,
  redirectUri: string,
  parameters: Record<string, string | null>,
  separator = redirectUri.includes('?') ? '&' : '?',
): Response {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null) query.set(name, value);
  }
  // Joined as text: going through URL would turn `http://localhost:5000` into another string.
  const target = `${redirectUri}${separator}${query}`;
  const { redirect } = pool.hooks;
  return c.redirect(redirect ? String(redirect(new URL(target))) : target);
}
