import {
  JwksValidationError,
  JwkValidationError,
  JwtBaseError,
  JwtExpiredError,
  JwtInvalidScopeError,
} from 'aws-jwt-verify/error';
import type { Context, MiddlewareHandler } from 'hono';
import type { cognitoVerifier } from './cognito-verifier';

/** Who calls, as the access token says. */
export interface Caller {
  readonly sub: string;
  readonly username: string;
  readonly clientId: string;
  readonly groups: readonly string[];
  readonly scopes: readonly string[];
  /** When the token expires, in seconds since the epoch. */
  readonly expiresAt: number;
}

export interface WithCaller {
  Variables: { caller: Caller };
}

export interface BearerOptions {
  readonly verifier: ReturnType<typeof cognitoVerifier>;
  /** Says of a good token, once asked, that it is not to be taken after all. */
  readonly takeRejection: () => boolean;
}

/** RFC 6750 §2.1: `b64token`. A token in the query or in a form is not taken (RFC 9700 §4.3.2). */
const bearer = /^Bearer +([\w.~+/-]+=*)$/i;

/**
 * Lets callers in by their access token, and says why not as RFC 6750 §3 has it: 401 without a reason where
 * there is no token, 400 `invalid_request`, 401 `invalid_token`, 403 `insufficient_scope`. 503 where the
 * pool's keys can't be fetched: that says nothing about the token.
 *
 * @param scope what the token has to cover; `null`: nothing in particular
 */
export function bearerAuth(
  { verifier, takeRejection }: BearerOptions,
  scope: string | null,
): MiddlewareHandler<WithCaller> {
  return async (c, next) => {
    const header = c.req.header('authorization');
    if (header === undefined) return refuse(c, 401, {});
    const token = bearer.exec(header)?.[1];
    if (token === undefined) {
      return refuse(c, 400, problem('invalid_request', 'The Authorization header is malformed'));
    }
    try {
      const claims = await verifier.verify(token, scope === null ? {} : { scope });
      if (takeRejection()) return refuse(c, 401, problem('invalid_token', 'Refused as asked'));
      c.set('caller', callerOf(claims));
    } catch (error) {
      return refuseToken(c, error, scope);
    }
    await next();
    return undefined;
  };
}

function refuseToken(c: Context, error: unknown, scope: string | null): Response {
  if (error instanceof JwtInvalidScopeError) {
    const reason = problem('insufficient_scope', 'The token does not cover this');
    return refuse(c, 403, { ...reason, ...(scope === null ? {} : { scope }) });
  }
  if (error instanceof JwtExpiredError) {
    return refuse(c, 401, problem('invalid_token', 'The access token expired'));
  }
  if (isAboutToken(error)) {
    return refuse(c, 401, problem('invalid_token', 'The access token is not valid here'));
  }
  return c.json({ error: 'temporarily_unavailable' }, 503, { 'Retry-After': '5' });
}

/** All else, an error of `fetch` for instance, is about the pool's keys. */
function isAboutToken(error: unknown): boolean {
  const isAboutKeys = error instanceof JwksValidationError || error instanceof JwkValidationError;
  return error instanceof JwtBaseError && !isAboutKeys;
}

interface Reason {
  readonly error?: string;
  readonly error_description?: string;
  readonly scope?: string;
}

function problem(error: string, description: string): Reason {
  return { error, error_description: description };
}

function refuse(c: Context, status: 400 | 401 | 403, reason: Reason): Response {
  const parameters = Object.entries({ realm: 'sample-api', ...reason });
  const challenge = parameters.map(([name, value]) => `${name}="${value}"`).join(', ');
  return c.json(reason, status, { 'WWW-Authenticate': `Bearer ${challenge}` });
}

/** The claims have been checked; what Cognito puts into each is its own. */
function callerOf(claims: Readonly<Record<string, unknown>>): Caller {
  const groups = claims['cognito:groups'];
  return {
    sub: String(claims.sub),
    username: String(claims.username ?? claims.sub),
    clientId: String(claims.client_id),
    groups: Array.isArray(groups) ? groups.map(String) : [],
    scopes: String(claims.scope ?? '').split(' '),
    expiresAt: Number(claims.exp),
  };
}
