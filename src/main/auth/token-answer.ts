import type { IDToken, TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client';
import { AppError } from './errors';

/** What the token endpoint gave, checked. Never leaves the main process. */
export interface Tokens {
  readonly accessToken: string;
  /** How long the access token lives, in ms from `requestedAt`. */
  readonly lifetimeMs: number;
  /** `clock.monotonic()` before the request. */
  readonly requestedAt: number;
  /** `null` when the provider gave none: on refresh, the old one then stays valid (SEC-57). */
  readonly refreshToken: string | null;
  /** Claims of the verified ID token; `null` when a refresh brought none. */
  readonly claims: IDToken | null;
  /** The ID token itself, which a logout page may want to see again. */
  readonly idToken: string | null;
}

/** RFC 6749 §5.1 only recommends `expires_in`; without it, ask again soon. */
const defaultLifetimeMs = 5 * 60_000;

/** Ten years, the most that Cognito gives any token. A longer time would be no date any more. */
const longestLifetimeMs = 3650 * 24 * 3_600_000;

/** What an access token consists of (RFC 6749 §A.12): it can't break out of a header. */
const accessTokenPattern = /^[\x20-\x7e]+$/;

/**
 * What an answer of the token endpoint brought, once its ID token is checked.
 *
 * @param requestedAt `clock.monotonic()` before the request
 * @throws AppError `provider-invalid-response`
 */
export function tokensOf(
  response: TokenEndpointResponse & TokenEndpointResponseHelpers,
  requestedAt: number,
): Tokens {
  const { access_token, token_type, refresh_token, expires_in } = response;
  // The library takes `DPoP` too, which this client can't use (RFC 6749 §7.1).
  if (token_type !== 'bearer' || !accessTokenPattern.test(access_token)) {
    throw new AppError('provider-invalid-response');
  }
  return {
    accessToken: access_token,
    requestedAt,
    refreshToken: refresh_token ?? null,
    lifetimeMs:
      expires_in === undefined ? defaultLifetimeMs : Math.min(expires_in * 1000, longestLifetimeMs),
    claims: response.claims() ?? null,
    idToken: response.id_token ?? null,
  };
}

/** The refresh token in a token endpoint's answer, which is left unread for others. */
export async function refreshTokenIn(response: Response): Promise<string | null> {
  if (response.status !== 200) return null;
  try {
    const { refresh_token: token } = (await response.clone().json()) as { refresh_token?: unknown };
    return typeof token === 'string' && token !== '' ? token : null;
  } catch {
    return null;
  }
}
