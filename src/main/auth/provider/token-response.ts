import { createHash } from 'node:crypto';
import type { IDToken, TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client';
import type { Account } from '../../../shared/auth-state';
import type { Config } from '../../config/types';
import { AppError } from '../../problems/app-error';

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
 * The tokens in a response of the token endpoint, once its ID token is checked.
 *
 * @param requestedAt `clock.monotonic()` before the request
 * @throws AppError `provider-invalid-response` or `id-token-invalid`
 */
export function tokensOf(
  response: TokenEndpointResponse & TokenEndpointResponseHelpers,
  requestedAt: number,
): Tokens {
  const { access_token, token_type, refresh_token, expires_in, id_token } = response;
  // The library takes `DPoP` too, which this client can't use (RFC 6749 §7.1).
  if (token_type !== 'bearer' || !accessTokenPattern.test(access_token)) {
    throw new AppError('provider-invalid-response');
  }
  const claims = response.claims() ?? null;
  if (id_token !== undefined) checkAccessTokenHash(id_token, access_token, claims?.at_hash);
  return {
    accessToken: access_token,
    requestedAt,
    refreshToken: refresh_token ?? null,
    lifetimeMs:
      expires_in === undefined ? defaultLifetimeMs : Math.min(expires_in * 1000, longestLifetimeMs),
    claims,
    idToken: id_token ?? null,
  };
}

/** The refresh token in a token endpoint's response, whose body stays unread. */
export async function refreshTokenIn(response: Response): Promise<string | null> {
  if (response.status !== 200) return null;
  try {
    const { refresh_token: token } = (await response.clone().json()) as { refresh_token?: unknown };
    return typeof token === 'string' && token !== '' ? token : null;
  } catch {
    return null;
  }
}

/**
 * The checks of a verified ID token that openid-client leaves to us (SEC-9, SEC-10). Signature,
 * `iss`, `aud`, `exp`, `iat` and `sub` it has checked before.
 */
export interface IdTokenExpectations {
  /** At sign-in: the nonce of the authorization request. */
  readonly nonce?: string;
  /** At refresh: the user who is signed in. */
  readonly subject?: string;
  /** At sign-in: when it began, in ms since the epoch. An older ID token is not about it. */
  readonly begun?: number;
  /** The user must have authenticated since then, in ms since the epoch. */
  readonly oldest?: number;
}

/** OpenID Connect Core §2. */
const longestSubject = 255;

/** `iat` and `auth_time` have whole seconds, and a provider's servers do not quite agree on the time. */
const toleranceMs = 30_000;

/**
 * @throws AppError `nonce-mismatch`, `subject-changed`, `authentication-too-old`, `audience-mismatch`
 *   or `id-token-invalid`
 */
export function checkIdToken(claims: IDToken, config: Config, expected: IdTokenExpectations): void {
  if (expected.nonce !== undefined && claims.nonce !== expected.nonce) {
    throw new AppError('nonce-mismatch');
  }
  // OpenID Connect Core §12.2; the library does not do this
  if (expected.subject !== undefined && claims.sub !== expected.subject) {
    throw new AppError('subject-changed');
  }
  if (claims.sub === '' || claims.sub.length > longestSubject) {
    throw new AppError('id-token-invalid');
  }
  // Core §3.1.3.7: who asks for `max_age` gets `auth_time`, and has to look at it (SEC-62);
  // what a provider doesn't say counts as too old
  if (expected.oldest !== undefined) {
    const at = authenticatedAt(claims);
    if (at === null || at < expected.oldest - toleranceMs) {
      throw new AppError('authentication-too-old', { detail: { provider: config.provider.kind } });
    }
  }
  // Core §3.1.3.7: `iat` can be used to reject tokens that were issued too far away from the current time
  if (expected.begun !== undefined && claims.iat * 1000 < expected.begun - toleranceMs) {
    throw new AppError('id-token-invalid');
  }
  // Core §3.1.3.7: if there is an `azp`, it is this client, however many audiences there are
  if (claims.azp && claims.azp !== config.clientId) {
    throw new AppError('audience-mismatch');
  }
  // Cognito: "Verifying a JSON web token". An access token carries the same signature algorithm,
  // so it must not pass for an ID token.
  if (config.provider.kind === 'cognito' && claims.token_use !== 'id') {
    throw new AppError('id-token-invalid');
  }
}

/** The user, from the claims of a verified ID token. */
export function accountOf(claims: IDToken, config: Config): Account {
  const groups = claims['cognito:groups'];
  return {
    issuer: claims.iss,
    clientId: config.clientId,
    subject: claims.sub,
    username: text(claims['cognito:username']) ?? text(claims.preferred_username),
    name: text(claims.name) ?? fullName(text(claims.given_name), text(claims.family_name)),
    email: text(claims.email),
    groups: Array.isArray(groups) ? groups.map(text).filter((group) => group !== null) : [],
  };
}

/** Chinese, Japanese and Korean names as they are written there. */
const familyNameFirst = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\s]+$/u;

function fullName(given: string | null, family: string | null): string | null {
  const parts = [given, family].filter((part) => part !== null);
  if (parts.every((part) => familyNameFirst.test(part))) parts.reverse();
  return parts.join(' ') || null;
}

/**
 * The user, from the claims of an ID token that a refresh brought. One of a provider other than Cognito
 * need not say again what is known (OpenID Connect Core §12.2), and may never have said it (§5.4).
 */
export function renewedAccount(claims: IDToken, config: Config, known: Account): Account {
  const told = accountOf(claims, config);
  if (config.provider.kind === 'cognito') return told;
  return {
    ...told,
    username: told.username ?? known.username,
    name: told.name ?? known.name,
    email: told.email ?? known.email,
  };
}

/** No provider had a user before; some write 0 for a time that they don't know. */
const firstAuthenticationMs = Date.UTC(2000, 0);

/** The last moment that a `Date` can hold, in ms since the epoch (ECMA-262 §21.4.1.1). */
const lastDateMs = 8.64e15;

/** When the user authenticated (`auth_time`), in ms since the epoch; `null` when not said. */
export function authenticatedAt({ auth_time: seconds }: IDToken): number | null {
  const at = typeof seconds === 'number' ? seconds * 1000 : Number.NaN;
  return at >= firstAuthenticationMs && at <= lastDateMs ? at : null;
}

/** Claims are shown to the user: long or empty ones are of no use there. */
function text(claim: unknown): string | null {
  return typeof claim === 'string' && claim.trim() !== '' ? claim.slice(0, 256) : null;
}

/**
 * Checks that an ID token is about the access token that came with it (OpenID Connect Core §3.1.3.6): `at_hash` is the left half of
 * the access token's hash, with the hash of the signature algorithm. It may be absent in the code flow. No RFC names the hash
 * for EdDSA; it is SHA-512, which Ed25519 itself uses (RFC 8032 §5.1), as Keycloak and oidc-provider do.
 *
 * @param idToken whose signature is verified
 * @param atHash its claim
 * @throws AppError `id-token-invalid`
 */
export function checkAccessTokenHash(idToken: string, accessToken: string, atHash: unknown): void {
  if (atHash === undefined || atHash === null || atHash === '') return;
  const [header = ''] = idToken.split('.');
  const { alg }: { alg?: unknown } = JSON.parse(Buffer.from(header, 'base64url').toString());
  const bits = /^(?:RS|PS|ES)(256|384|512)$/.exec(String(alg))?.[1] ?? '512';
  const hash = createHash(`sha${bits}`).update(accessToken).digest();
  const expected = hash.subarray(0, hash.length / 2).toString('base64url');
  if (atHash !== expected) throw new AppError('id-token-invalid');
}
