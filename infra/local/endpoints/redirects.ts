import type { Context } from 'hono';
import type { Pool } from '../pool';
import type { Session } from '../sessions/sessions';
import type { AuthorizationRequest, ParsedRequest } from './authorization-request';

/** Sends the browser back to the client with an authorization code. */
export function redirectWithCode(
  c: Context,
  pool: Pool,
  request: AuthorizationRequest,
  session: Session,
): Response {
  const { clientId, redirectUri, scopes, nonce, codeChallenge, state } = request;
  const { sub, authTime } = session;
  const grant = { clientId, redirectUri, scopes, nonce, codeChallenge, sub, authTime };
  return redirectToClient(c, pool, redirectUri, { code: pool.codes.issue(grant), state });
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
  const { redirectUri, error, state } = failure;
  return redirectToClient(c, pool, redirectUri, { error, state });
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
): Response {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null) query.set(name, value);
  }
  // Joined as text: going through URL would turn `http://localhost:5000` into another string.
  const target = `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query}`;
  const { redirect } = pool.hooks;
  return c.redirect(redirect ? String(redirect(new URL(target))) : target);
}
