import type { ProblemCode } from '../../shared/problem';
import type { Config } from '../config/types';
import { AppError } from './errors';

/** Error codes of RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6 and Cognito, as ours (SEC-18). */
const codes: ReadonlyMap<string, ProblemCode> = new Map([
  ['access_denied', 'access-denied'],
  ['invalid_scope', 'invalid-scope'],
  ['unauthorized_client', 'client-rejected'],
  ['redirect_mismatch', 'redirect-mismatch'],
  ['login_required', 'login-required'],
  ['interaction_required', 'login-required'],
  ['account_selection_required', 'login-required'],
  ['consent_required', 'login-required'],
]);

/**
 * The provider's error as ours. Its description is hostile text and never shown; the one thing read
 * from it is a whole word, because Cognito answers a scope that the client may not have with
 * `error=invalid_request&error_description=invalid_scope` where its documentation promises
 * `error=invalid_scope`.
 */
export function authorizationError(
  error: string,
  description: string | null,
  config: Config,
): AppError {
  const word = error === 'invalid_request' && description === 'invalid_scope' ? description : error;
  const { clientId, redirectUri } = config;
  const providerError = errorCode(word);
  return new AppError(codes.get(word) ?? 'authorization-refused', {
    detail: {
      clientId,
      redirectUri,
      ...(providerError === null ? {} : { providerError }),
    },
  });
}

/** The text when it looks like an error code of RFC 6749, which may be shown; else `null` (SEC-18). */
export function errorCode(text: string): string | null {
  return /^[a-z_]{1,40}$/.test(text) ? text : null;
}
