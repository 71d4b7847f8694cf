import { ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import type { ProblemCode } from '../../../shared/problem';
import type { Config } from '../../config/types';
import { AppError } from '../../problems/app-error';
import { chain } from '../../problems/network-error';
import type { ProblemDetail } from '../../problems/problem-text';
import { errorCode, providerWords } from '../../problems/provider-words';
import { unsupportedIdToken } from './id-token-algorithms';

/** What was asked of the provider when it failed. */
export type Operation = 'discovery' | 'code' | 'refresh' | 'revoke' | 'user-info';

/**
 * Any failure of openid-client as an AppError with a code of ours.
 *
 * @param secrets what the request contained and the response may quote
 */
export function toAppError(
  error: unknown,
  operation: Operation,
  config: Config,
  secrets: readonly string[] = [],
): AppError {
  // Our own `fetch` and checks throw AppErrors, which the library wraps.
  for (const link of chain(error)) if (link.error instanceof AppError) return link.error;
  const unsupported = config.provider.kind === 'generic' ? unsupportedForm(error) : null;
  if (unsupported !== null) return unsupported;
  const { clientId, redirectUri, provider } = config;
  const code = codeOf(error, operation);
  if (code === 'issuer-mismatch') {
    const facts = factsOf(error);
    const claimed = facts.claims ?? facts.body;
    const found = claimed instanceof Object && 'iss' in claimed ? claimed.iss : null;
    const named = claimed instanceof Object && 'issuer' in claimed ? claimed.issuer : found;
    return issuerMismatch(named, provider, error);
  }
  const detail: ProblemDetail = {
    clientId,
    redirectUri,
    provider: provider.kind,
    ...wordsOf(error, secrets),
  };
  return new AppError(code, { cause: error, detail });
}

/**
 * `issuer-mismatch`, with both issuers.
 *
 * @param found what the response, the ID token or the metadata names
 */
export function issuerMismatch(
  found: unknown,
  { issuer, kind }: Config['provider'],
  cause?: unknown,
): AppError {
  // The provider's text, in a sentence of ours: nothing but the address of a web page (SEC-18).
  const isAddress = typeof found === 'string' && /^https?:\/\/[\w.~:/@%-]{1,200}$/.test(found);
  const missing = found === null || found === undefined;
  const issuers =
    isAddress || missing ? { issuers: { expected: issuer, found: isAddress ? found : null } } : {};
  return new AppError('issuer-mismatch', { cause, detail: { provider: kind, ...issuers } });
}

/** The provider's error code and words, wherever they are in its response. */
function wordsOf(error: unknown, secrets: readonly string[]): ProblemDetail {
  if (error instanceof ResponseBodyError) {
    const { error: code, error_description: description } = error;
    return {
      providerError: errorCode(code),
      providerSays: providerWords([code, description], secrets),
    };
  }
  if (error instanceof WWWAuthenticateChallengeError) {
    const { error: code, error_description: description } = error.cause[0]?.parameters ?? {};
    return {
      providerError: errorCode(code),
      providerSays: providerWords([code, description], secrets),
    };
  }
  return {};
}

/**
 * An ID token that is encrypted, or signed with the client secret (HS256 and the like), which many
 * providers do for clients that are registered so: it is refused, and trying again is of no use.
 */
function unsupportedForm(error: unknown): AppError | null {
  if (!(error instanceof ClientError)) return null;
  const { header } = factsOf(error) as { header?: { alg?: unknown } };
  if (/^HS\d{3}$/.test(String(header?.alg))) return unsupportedIdToken([header?.alg]);
  const isEncrypted = chain(error).some((link) => /^JWE decryption/.test(link.error.message));
  return isEncrypted ? unsupportedIdToken(null) : null;
}

function codeOf(error: unknown, operation: Operation): ProblemCode {
  if (error instanceof ResponseBodyError) return tokenEndpointCode(error, operation);
  if (error instanceof WWWAuthenticateChallengeError) return 'client-rejected';
  if (error instanceof ClientError) return clientErrorCode(error);
  // The library turns members of a response into numbers and bytes, and some can't be turned.
  return error instanceof TypeError ? 'provider-invalid-response' : 'internal';
}

/**
 * RFC 6749 §5.2. Only `invalid_grant` says that a code or a refresh token is dead (SEC-54), with any status
 * that gets here: 429 and 5xx don't (`limitedFetch`).
 */
function tokenEndpointCode(
  { error, error_description: description }: ResponseBodyError,
  operation: Operation,
): ProblemCode {
  if (error === 'invalid_client' || error === 'unauthorized_client') return 'client-rejected';
  if (error === 'invalid_request' && wantsSecret(description)) return 'client-rejected';
  if (error === 'invalid_scope') return 'invalid-scope';
  if (asksForUser(error)) return 'login-required';
  if (error === 'invalid_grant' && operation === 'code') return 'code-rejected';
  if (error === 'invalid_grant' && operation === 'refresh') return 'session-ended';
  return 'provider-refused';
}

/** Some providers, Google among them, call a missing client secret an invalid request. */
function wantsSecret(description: unknown): boolean {
  return (
    typeof description === 'string' &&
    /client[ _-]?(secret|assertion|authentication|credential)/i.test(description)
  );
}

/**
 * Whether the provider wants the user: OpenID Connect Core §3.1.2.6, OpenID Connect Unmet Authentication
 * Requirements, RFC 9470, and Auth0's `mfa_required`.
 */
export function asksForUser(error: string): boolean {
  return (
    /^(login|interaction|consent|account_selection|mfa|registration|reauthentication)_required$/.test(
      error,
    ) ||
    error === 'unmet_authentication_requirements' ||
    error === 'insufficient_user_authentication'
  );
}

/** The claim that did not match, as the library names it. */
const claimCodes: Readonly<Record<string, ProblemCode>> = {
  iss: 'issuer-mismatch',
  aud: 'audience-mismatch',
  azp: 'audience-mismatch',
  nonce: 'nonce-mismatch',
};

function clientErrorCode(error: ClientError): ProblemCode {
  const facts = factsOf(error);
  switch (error.code) {
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
      return claimCodes[String(facts.claim)] ?? 'id-token-invalid';
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return facts.claim === 'exp' ? 'id-token-expired' : 'id-token-invalid';
    case 'OAUTH_KEY_SELECTION_FAILED':
      return 'signature-invalid';
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return facts.attribute === 'issuer' ? 'issuer-mismatch' : 'provider-invalid-response';
    case 'OAUTH_INVALID_RESPONSE':
      // `signature`: it does not verify. `header`: its algorithm is not one of ours.
      if ('signature' in facts || 'header' in facts) return 'signature-invalid';
      return 'claims' in facts ? 'id-token-invalid' : 'provider-invalid-response';
    case 'OAUTH_UNSUPPORTED_OPERATION':
      return 'body' in facts ? 'provider-invalid-response' : 'id-token-invalid';
    default:
      return 'provider-invalid-response';
  }
}

/** The library puts what it compared into the innermost `cause`, as a plain object. */
function factsOf(error: unknown): Readonly<Record<string, unknown>> {
  const innermost = chain(error).at(-1)?.error.cause;
  return typeof innermost === 'object' && innermost !== null ? { ...innermost } : {};
}
