import { authorizationError } from './authorization-error';
import {
  type AuthorizationOptions,
  type AuthorizationRequest,
  createAuthorizationRequest,
} from './authorization-request';
import { type CallbackResponse, checkIssuer, isCallback, parseCallback } from './callback';
import { AuthError } from './errors';
import type { OidcClient, Tokens } from './oidc-client';
import type { SessionDependencies } from './ports';
import type { Transactions } from './transactions';
import { untilAborted } from './until-aborted';

export interface SignInAttemptOptions {
  readonly dependencies: SessionDependencies;
  readonly client: OidcClient;
  readonly transactions: Transactions;
  /** What is asked of the provider. A `prompt` or `maxAge` is held against the answer (SEC-62). */
  readonly request: AuthorizationOptions;
  /** Who has to sign in; `null`: anyone. */
  readonly expectedSubject: string | null;
  /** Its reason is an AuthError: `cancelled` or `timed-out`. */
  readonly abort: AbortController;
  /** A callback was refused, and the sign-in goes on (SEC-6). */
  readonly onWarning: (warning: AuthError) => void;
  /** The answer is there and the code is being exchanged. */
  readonly onFinishing: () => void;
}

/** A sign-in always brings an ID token. */
export type SignInTokens = Tokens & { readonly claims: NonNullable<Tokens['claims']> };

interface Answer {
  readonly url: string;
  readonly response: CallbackResponse;
  readonly request: AuthorizationRequest;
}

/**
 * From the click to checked tokens: opens the authorization page, waits for the callback that
 * belongs to it, exchanges the code.
 *
 * @throws AuthError any code of the callback, the provider, the ID token or the network; `cancelled`
 *   or `timed-out`
 */
export async function attemptSignIn(options: SignInAttemptOptions): Promise<SignInTokens> {
  const { dependencies, client, transactions, abort } = options;
  const { config, userAgent, clock } = dependencies;
  const { signal } = abort;
  const metadata = await client.metadata(signal);
  const request = createAuthorizationRequest(config, metadata, options.request);
  const begunAt = clock.monotonic();
  transactions.begin(request, (reason) => abort.abort(reason));
  try {
    client.prepare(signal).catch(() => dependencies.log.info('auth.prepare-failed'));
    const answers: Answer[] = [];
    const accept = (url: string) => {
      // A window that is slow to close must not use up the request of the next sign-in.
      if (signal.aborted || answers.length > 0) return false;
      const answer = matchAnswer(url, options);
      if (answer !== null) answers.push(answer);
      return answer !== null;
    };
    const { url, redirectUri } = { url: request.url, redirectUri: config.redirectUri };
    // A user-agent that is slow to close must not keep a cancelled sign-in alive.
    const callbackUrl = await untilAborted(
      userAgent.authorize({ url, redirectUri, signal, accept }),
      signal,
    );
    const [answer] = answers;
    if (answer?.url !== callbackUrl) throw new AuthError('callback-invalid');
    options.onFinishing();
    checkIssuer(
      answer.response.iss,
      config.provider.issuer,
      metadata.authorization_response_iss_parameter_supported === true,
    );
    const { result } = answer.response;
    if (result.kind === 'error') {
      throw authorizationError(result.error, result.description, config);
    }
    const { codeVerifier, nonce } = answer.request;
    const maxAgeMs = maxAge(options.request, clock.monotonic() - begunAt);
    const exchange = { code: result.code, codeVerifier, nonce, maxAgeMs };
    return wanted(await client.exchange(exchange, signal), options);
  } finally {
    transactions.cancel();
  }
}

/** Tokens that are not wanted in the last moment are handed back: nobody else would end them. */
function wanted(tokens: Tokens, options: SignInAttemptOptions): SignInTokens {
  const { client, expectedSubject, abort } = options;
  const { claims, refreshToken } = tokens;
  const isWrong = expectedSubject !== null && claims?.sub !== expectedSubject;
  if (claims !== null && !isWrong && !abort.signal.aborted) return { ...tokens, claims };
  if (refreshToken !== null) {
    client.revoke(refreshToken, new AbortController().signal).catch(() => {});
  }
  throw abort.signal.aborted ? abort.signal.reason : new AuthError('wrong-account');
}

/** `prompt=login` means: since this sign-in began. */
function maxAge(request: AuthorizationOptions, sinceBegun: number): number | null {
  const ages = [
    ...(request.prompt === 'login' ? [sinceBegun] : []),
    ...(request.maxAge === undefined ? [] : [request.maxAge * 1000]),
  ];
  return ages.length === 0 ? null : Math.min(...ages);
}

/** The answer in `url` when it is this sign-in's; else a warning and `null`. */
function matchAnswer(url: string, options: SignInAttemptOptions): Answer | null {
  const { dependencies, transactions, onWarning } = options;
  const { config } = dependencies;
  try {
    if (!isCallback(config.redirectUri, url)) throw new AuthError('callback-invalid');
    const response = parseCallback(url);
    const request = matchRequest(response, transactions, config.userAgent === 'embedded');
    return { url, response, request };
  } catch (error) {
    onWarning(AuthError.from(error));
    return null;
  }
}

/**
 * The pending request that the response answers, used up by this (SEC-6).
 *
 * @param allowErrorWithoutState an embedded window belongs to one attempt, so an error that comes
 *   back in it without a `state` can only be about that one. Anyone can send such a thing to the
 *   system browser's redirect URI.
 */
function matchRequest(
  response: CallbackResponse,
  transactions: Transactions,
  allowErrorWithoutState: boolean,
): AuthorizationRequest {
  if (response.state === null) {
    const allowed = allowErrorWithoutState && response.result.kind === 'error';
    const request = allowed ? transactions.takeAny() : null;
    if (request === null) throw new AuthError('state-mismatch');
    return request;
  }
  const match = transactions.take(response.state);
  if (match.kind === 'pending') return match.request;
  throw new AuthError(match.kind === 'replayed' ? 'callback-replayed' : 'state-mismatch');
}
