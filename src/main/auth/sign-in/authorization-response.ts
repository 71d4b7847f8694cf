import type { ProblemCode } from '../../../shared/problem';
import type { Config } from '../../config/types';
import { AppError } from '../../problems/app-error';
import { errorCode, providerWords } from '../../problems/provider-words';
import { asksForUser, issuerMismatch } from '../provider/protocol-error';

/** An authorization response (RFC 6749 §4.1.2), well formed but not yet trusted. */
export interface CallbackResponse {
  readonly state: string | null;
  /** RFC 9207. */
  readonly iss: string | null;
  /** The authorization code, or the error that the provider gave instead of one. */
  readonly result:
    | { readonly kind: 'code'; readonly code: string }
    | { readonly kind: 'error'; readonly error: string; readonly description: string | null };
}

const singleParameters = ['code', 'state', 'iss', 'error', 'error_description'];

/**
 * Reads the authorization response from a callback URL.
 *
 * @throws AppError `callback-invalid` when a parameter stands there twice (SEC-5, RFC 6749 §3.1),
 *   or when there is neither or both of `code` and `error`.
 */
export function parseCallback(url: string): CallbackResponse {
  const parameters = new URL(url).searchParams;
  if (singleParameters.some((name) => parameters.getAll(name).length > 1)) {
    throw new AppError('callback-invalid');
  }
  const take = (name: string) => parameters.get(name) || null;
  const [code, error] = [take('code'), take('error')];
  // RFC 9207 §2.4 compares it however it is: an empty one is no issuer.
  const common = { state: take('state'), iss: parameters.get('iss') };
  if (code !== null && error === null) return { ...common, result: { kind: 'code', code } };
  if (error !== null && code === null) {
    const description = take('error_description');
    return { ...common, result: { kind: 'error', error, description } };
  }
  throw new AppError('callback-invalid');
}

/**
 * RFC 9207 §2.4 and SEC-7: an `iss` must be the issuer, and must be there when the provider's
 * metadata promises it.
 *
 * @throws AppError `issuer-mismatch`
 */
export function checkIssuer(
  iss: string | null,
  { provider }: Pick<Config, 'provider'>,
  promised: boolean,
): void {
  if (iss === null ? promised : iss !== provider.issuer) throw issuerMismatch(iss, provider);
}

/** Error codes of RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6 and Cognito, as ours (SEC-18). */
const codes: ReadonlyMap<string, ProblemCode> = new Map([
  ['access_denied', 'access-denied'],
  ['invalid_scope', 'invalid-scope'],
  ['unauthorized_client', 'client-rejected'],
  ['redirect_mismatch', 'redirect-mismatch'],
]);

/**
 * The provider's error as ours. Its description is hostile text, shown only as the provider's words (SEC-18);
 * the one thing read from it is a whole word, because Cognito answers a scope that the client may not have with
 * `error=invalid_request&error_description=invalid_scope` where its documentation promises
 * `error=invalid_scope`.
 */
export function authorizationError(
  error: string,
  description: string | null,
  config: Config,
): AppError {
  const word = error === 'invalid_request' && description === 'invalid_scope' ? description : error;
  const { clientId, redirectUri, provider } = config;
  const code = asksForUser(word) ? 'login-required' : codes.get(word);
  return new AppError(code ?? 'authorization-refused', {
    detail: {
      clientId,
      redirectUri,
      provider: provider.kind,
      providerError: errorCode(word),
      providerSays: providerWords([error, description]),
    },
  });
}
