import { type FlowName, flowCapabilities, isInRealBrowser } from '../../../shared/flows';
import { AppError } from '../../problems/app-error';
import { untilAborted } from '../../util/async';
import { isCallback } from '../../util/urls';
import type { AuthDependencies, Flow } from '../ports';
import { needsRealBrowser } from '../provider/embedding-policy';
import type { OidcClient } from '../provider/oidc-client';
import type { Tokens } from '../provider/token-response';
import { withUserInfo } from '../provider/user-info';
import {
  type AuthorizationOptions,
  type AuthorizationRequest,
  createAuthorizationRequest,
} from './authorization-request';
import {
  authorizationError,
  type CallbackResponse,
  checkIssuer,
  parseCallback,
} from './authorization-response';
import type { PendingRequest } from './pending-request';

export interface AuthorizationCodeFlowOptions {
  readonly dependencies: AuthDependencies;
  readonly client: OidcClient;
  readonly pending: PendingRequest;
  /** What is asked of the provider. `prompt` and `maxAge` are checked in the response (SEC-62). */
  readonly request: AuthorizationOptions;
  /** The flow that the user asked for; `null`: what the settings say. */
  readonly flow: FlowName | null;
  /** The user who has to sign in; `null`: anyone. */
  readonly expectedSubject: string | null;
  /** Its reason is an AppError: `cancelled` or `timed-out`. */
  readonly abort: AbortController;
  /** Something was refused, or a flow is unavailable, and the sign-in continues (SEC-6). */
  readonly onWarning: (warning: AppError) => void;
  /** The page is about to be shown, by this flow. */
  readonly onOpening: (flow: FlowName) => void;
  /** The callback was accepted, and the code is being exchanged. */
  readonly onFinishing: () => void;
}

/** A sign-in always brings an ID token. */
export type SignInTokens = Tokens & {
  readonly claims: NonNullable<Tokens['claims']>;
  /** The flow that was used. */
  readonly flow: FlowName;
};

/** A callback that belongs to this sign-in. */
interface AcceptedCallback {
  readonly url: string;
  readonly response: CallbackResponse;
  readonly request: AuthorizationRequest;
  readonly flow: FlowName;
}

/**
 * From the click to checked tokens: opens the authorization page, waits for the callback that
 * belongs to it, exchanges the code.
 *
 * @throws AppError any code of the callback, the provider, the ID token or the network; `cancelled`
 *   or `timed-out`
 */
export async function runAuthorizationCodeFlow(
  options: AuthorizationCodeFlowOptions,
): Promise<SignInTokens> {
  const { dependencies, client, pending, abort } = options;
  const { config, userAgent, clock } = dependencies;
  const { signal } = abort;
  const metadata = await client.metadata.get(signal);
  const begunAt = clock.monotonic();
  let flow: Flow | null = null;
  const accepted: AcceptedCallback[] = [];
  const begin = (chosen: Flow) => {
    signal.throwIfAborted();
    // The request of a flow that turned out to be unavailable.
    pending.cancel();
    const { name, redirectUri } = chosen;
    const request = createAuthorizationRequest(config, metadata, redirectUri, {
      ...options.request,
      // A window of ours begins without a session.
      anotherAccount: options.request.anotherAccount === true && isInRealBrowser(name),
    });
    pending.begin(request, (reason) => abort.abort(reason));
    flow = chosen;
    options.onOpening(name);
    return request.url;
  };
  const accept = (url: string) => {
    // A window that is slow to close must not use up the request of the next sign-in.
    if (signal.aborted || accepted.length > 0 || flow === null) return false;
    const callback = matchCallback(url, flow, options);
    if (callback !== null) accepted.push(callback);
    return callback !== null;
  };
  try {
    client.prepare(signal).catch(() => dependencies.log.info('auth.prepare-failed'));
    // A user-agent that is slow to close must not keep a cancelled sign-in alive.
    const callbackUrl = await untilAborted(
      userAgent.authorize({
        flow: options.flow,
        needsRealBrowser: needsRealBrowser(
          config,
          options.request.identityProvider ?? config.identityProvider,
        ),
        signal,
        begin,
        accept,
        onWarning: options.onWarning,
      }),
      signal,
    );
    const [callback] = accepted;
    if (callback?.url !== callbackUrl) throw new AppError('callback-invalid');
    options.onFinishing();
    checkIssuer(
      callback.response.iss,
      config,
      metadata.authorization_response_iss_parameter_supported === true,
    );
    const { result } = callback.response;
    const { redirectUri, codeVerifier, nonce } = callback.request;
    if (result.kind === 'error') {
      throw authorizationError(result.error, result.description, { ...config, redirectUri });
    }
    const maxAgeMs = maxAge(options.request, clock.monotonic() - begunAt);
    const exchange = { code: result.code, redirectUri, codeVerifier, nonce, begunAt, maxAgeMs };
    const tokens = await client.exchange(exchange, signal);
    const named = await withUserInfo(tokens, { ...dependencies, client, signal });
    return { ...wanted(named, options), flow: callback.flow };
  } finally {
    pending.cancel();
  }
}

/** Revokes the tokens of the wrong user, and of a sign-in that was cancelled in the last moment. */
function wanted(tokens: Tokens, options: AuthorizationCodeFlowOptions): Omit<SignInTokens, 'flow'> {
  const { client, expectedSubject, abort } = options;
  const { claims, refreshToken } = tokens;
  const isWrong = expectedSubject !== null && claims?.sub !== expectedSubject;
  if (claims !== null && !isWrong && !abort.signal.aborted) return { ...tokens, claims };
  client.handBack(refreshToken);
  throw abort.signal.aborted ? abort.signal.reason : new AppError('wrong-account');
}

/** `prompt=login` means: since this sign-in began. */
function maxAge(request: AuthorizationOptions, sinceBegun: number): number | null {
  const ages = [
    ...(request.prompt === 'login' ? [sinceBegun] : []),
    ...(request.maxAge === undefined ? [] : [request.maxAge * 1000]),
  ];
  return ages.length === 0 ? null : Math.min(...ages);
}

/** The callback in `url` if it is this sign-in's; else a warning and `null`. */
function matchCallback(
  url: string,
  { name: flow, redirectUri }: Flow,
  { pending, onWarning }: AuthorizationCodeFlowOptions,
): AcceptedCallback | null {
  try {
    if (!isCallback(redirectUri, url)) throw new AppError('callback-invalid');
    const response = parseCallback(url);
    const { privateCallback } = flowCapabilities[flow];
    return { url, response, flow, request: matchRequest(response, pending, privateCallback) };
  } catch (error) {
    onWarning(AppError.from(error));
    return null;
  }
}

/**
 * The pending request that the response belongs to, used up by this (SEC-6).
 *
 * @param allowErrorWithoutState an embedded window belongs to one attempt, so an error that it is
 *   redirected with can only be about that one, even without a `state`. Anyone can send such a thing to
 *   the system browser's redirect URI.
 */
function matchRequest(
  response: CallbackResponse,
  pending: PendingRequest,
  allowErrorWithoutState: boolean,
): AuthorizationRequest {
  if (response.state === null) {
    const allowed = allowErrorWithoutState && response.result.kind === 'error';
    const request = allowed ? pending.takeAny() : null;
    if (request === null) throw new AppError('state-mismatch');
    return request;
  }
  const match = pending.take(response.state);
  if (match.kind === 'pending') return match.request;
  throw new AppError(match.kind === 'replayed' ? 'callback-replayed' : 'state-mismatch');
}
