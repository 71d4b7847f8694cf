import { ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import type { ProblemCode } from '../../../shared/problem';
import type { Config } from '../../config/types';
import { AppError } from '../../problems/app-error';
import { chain } from '../../problems/network-error';
import type { ProblemDetail } from '../../problems/problem-text';
import { unsupportedIdToken } from './id-token-algorithms';

/** What was asked of the provider when it failed. */
export type Operation = 'discovery' | 'code' | 'refresh' | 'revoke' | 'user-info';

/** Any failure of openid-client as an AppError with a code of ours. */
export function toAppError(error: unknown, operation: Operation, config: Config): AppError {
  // Our own `fetch` and checks throw AppErrors, which the library wraps.
  for (const link of chain(error)) if (link.error instanceof AppError) return link.error;
  const unsupported = config.provider.kind === 'generic' ? unsupportedForm(error) : null;
  if (unsupported !== null) return unsupported;
  const { clientId, redirectUri } = config;
  const detail: ProblemDetail = { clientId, redirectUri };
  return new AppError(codeOf(error, operation), { cause: error, detail });
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
 * RFC 6749 §5.2. Only `invalid_grant`, with status 400, says that a refresh token is dead (SEC-54).
 * Cognito does not document its response to a wrong verifier, so every other refusal of a code
 * reads the same.
 */
function tokenEndpointCode(
  { error, status }: ResponseBodyError,
  operation: Operation,
): ProblemCode {
  if (error === 'invalid_client' || error === 'unauthorized_client') return 'client-rejected';
  if (error === 'invalid_scope') return 'invalid-scope';
  if (operation === 'code') return 'code-rejected';
  if (operation === 'refresh' && error === 'invalid_grant' && status === 400)
    return 'session-ended';
  return 'provider-invalid-response';
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
function factsOf(error: ClientError): Readonly<Record<string, unknown>> {
  const innermost = chain(error).at(-1)?.error.cause;
  return typeof innermost === 'object' && innermost !== null ? { ...innermost } : {};
}
