import type { ServerMetadata } from 'openid-client';
import type { Account } from '../../../shared/auth-state';
import { type FlowName, isInRealBrowser } from '../../../shared/flows';
import type { Problem } from '../../../shared/problem';
import type { Config } from '../../config/types';
import { AppError, logFields, toProblem } from '../../problems/app-error';
import { globalSignOutFailed, revocationFailed } from '../../problems/sign-out-texts';
import { pause, untilAborted } from '../../util/async';
import type { AuthDependencies, LogoutForm, StoredAccount } from '../ports';
import { type HttpOptions, limitedFetch } from '../provider/limited-fetch';
import type { OidcClient } from '../provider/oidc-client';
import { retryDelayMs } from '../tokens/back-off';

/** The provider's logout page may redirect a few times, and ask; it gets no longer than this, in ms. */
const endSessionTimeoutMs = 15_000;

/** The user waits no longer than this for a page in their own browser, which may never redirect, in ms. */
const confirmationMs = 3_000;

/** An account that is removed from this computer: what is needed to end its sessions at the provider. */
export interface RemovedAccount {
  readonly stored: StoredAccount;
  /** Held in memory for the revocation, and no longer. `null`: none is known. */
  readonly token: string | null;
  /** What the user has to know: the keychain entry could not be deleted. */
  readonly problem: Problem | null;
}

/** A session of the provider's in a user-agent. */
export interface BrowserSession {
  /** What the provider gave when it began, where it is in a window of ours. */
  readonly idToken: string | null;
}

export interface RevokeOptions {
  readonly dependencies: AuthDependencies;
  readonly client: OidcClient;
  /** The browser session that is this account's, so that it is ended as well; `null`: none. */
  readonly browserSession: BrowserSession | null;
  /** Ends the user's sessions on other devices too. */
  readonly everywhere: boolean;
  readonly signal: AbortSignal;
  /** Whether the session in the user's own browser is over; also called later, when that is known then. */
  onBrowserSession(account: Account, isOver: boolean): void;
}

/**
 * The second half of a sign-out (SEC-58): ends the session at the provider, then its browser session. What
 * fails does not undo what was done before.
 *
 * @returns what the user has to know
 */
export async function revokeAtProvider(
  removed: RemovedAccount,
  options: RevokeOptions,
): Promise<Problem | null> {
  const { dependencies, everywhere, browserSession } = options;
  // Rotation gives a new one when the old one is used.
  const held = { token: removed.token };
  const elsewhere =
    held.token !== null && everywhere
      ? await problemOf(signOutGlobally(held, removed, options))
      : null;
  const revocation = held.token === null ? null : await problemOf(revoke(held.token, options));
  const end =
    browserSession === null ? null : await endSession(removed.stored, browserSession, options);
  for (const [step, problem] of Object.entries({ 'global-sign-out': elsewhere, revocation })) {
    if (problem === null) continue;
    dependencies.log.warn('auth.sign-out-step-failed', { step, ...logFields(problem) });
  }
  if (removed.problem !== null) return removed.problem;
  if (elsewhere !== null) return globalSignOutFailed(elsewhere);
  return revocation === null ? end : revocationFailed(revocation);
}

/** With a fresh access token, because the one in memory may be about to expire. */
async function signOutGlobally(
  held: { token: string | null },
  { stored }: RemovedAccount,
  { dependencies, client, signal }: RevokeOptions,
): Promise<void> {
  const { fetch, clock, config } = dependencies;
  if (config.globalSignOutEndpoint === null || held.token === null) throw new AppError('internal');
  const { accessToken } = await client.refresh(held.token, {
    subject: stored.account.subject,
    onRotated: async (rotated) => {
      held.token = rotated;
    },
    signal,
  });
  await globalSignOut(config.globalSignOutEndpoint, accessToken, { fetch, clock, signal });
}

/**
 * Ends every session of a user, on every device: Cognito's `GlobalSignOut` (API reference). Takes an
 * access token with the scope `aws.cognito.signin.user.admin`. The hosted UI's own session lives on.
 *
 * @param endpoint `https://cognito-idp.<region>.amazonaws.com/`
 * @throws AppError `client-rejected` when Cognito refuses the token, else the network's codes
 */
export async function globalSignOut(
  endpoint: string,
  accessToken: string,
  http: HttpOptions,
): Promise<void> {
  const response = await limitedFetch(http)(endpoint, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.GlobalSignOut',
    },
    body: JSON.stringify({ AccessToken: accessToken }),
  });
  if (!response.ok) throw new AppError('client-rejected');
}

/** Tries again once after a moment, when that can help. */
async function revoke(refreshToken: string, options: RevokeOptions): Promise<void> {
  const { client, signal, dependencies } = options;
  try {
    await client.revoke(refreshToken, signal);
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError) || !error.retryable) throw error;
    await pause(Math.min(retryDelayMs(1, error) ?? 0, 5_000), dependencies.clock, signal);
    await client.revoke(refreshToken, signal);
  }
}

/** @returns what the user has to know about their own browser */
async function endSession(
  { flow, account }: StoredAccount,
  { idToken }: BrowserSession,
  options: RevokeOptions,
): Promise<Problem | null> {
  const { dependencies, signal, onBrowserSession } = options;
  const ending = endBrowserSession(flow, idToken, options).catch((error: unknown) => {
    const step = 'end';
    dependencies.log.warn('auth.sign-out-step-failed', { step, code: toProblem(error).code });
    return false;
  });
  if (!isInRealBrowser(flow)) {
    await ending;
    return null;
  }
  const noted = ending.then((isOver) => {
    onBrowserSession(account, isOver);
    return isOver;
  });
  const waiting = new AbortController();
  const isOver = await Promise.race([
    noted,
    pause(confirmationMs, dependencies.clock, AbortSignal.any([signal, waiting.signal])).then(
      () => false,
      () => false,
    ),
  ]);
  waiting.abort();
  return isOver || signal.aborted ? null : new AppError('browser-session-open').toProblem();
}

/**
 * Ends the provider's session in the user-agent of this flow.
 *
 * @returns whether it is known to be over
 * @throws AppError `browser-not-opened`, `loopback-ports-taken`, `provider-timeout`; the signal's reason
 */
export async function endBrowserSession(
  flow: FlowName,
  idToken: string | null,
  { dependencies, client, signal }: Pick<RevokeOptions, 'dependencies' | 'client' | 'signal'>,
): Promise<boolean> {
  const { config, userAgent, clock } = dependencies;
  const { known } = client.metadata;
  const timeout = new AbortController();
  const stopTimer = clock.after(endSessionTimeoutMs, () =>
    timeout.abort(new AppError('provider-timeout')),
  );
  const limits = AbortSignal.any([signal, timeout.signal]);
  try {
    return await untilAborted(
      userAgent.endSession({
        flow,
        logoutUrl: (returnUri) => logoutUrl(config, known, returnUri),
        logoutForm: (returnUri) => logoutForm(config, known, returnUri, idToken),
        signal: limits,
      }),
      limits,
    );
  } finally {
    stopTimer();
  }
}

/**
 * The page that ends the provider's own browser session; `null` when it has none.
 *
 * Cognito's `/logout` is not OpenID Connect's RP-Initiated Logout, though discovery names it
 * `end_session_endpoint`: it wants `client_id` and `logout_uri` and ignores the standard parameters
 * (Cognito: "Logout endpoint"; SEC-59). Elsewhere the standard is used, without `id_token_hint`: a
 * token in a URL ends up in histories and logs. The provider then asks whether to sign out.
 */
export function logoutUrl(
  { provider, clientId }: Pick<Config, 'provider' | 'clientId'>,
  metadata: ServerMetadata | null,
  returnUri: string,
): string | null {
  const endpoint =
    provider.kind === 'cognito' ? `${provider.domain}/logout` : metadata?.end_session_endpoint;
  if (endpoint === undefined) return null;
  const url = new URL(endpoint);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set(
    provider.kind === 'cognito' ? 'logout_uri' : 'post_logout_redirect_uri',
    returnUri,
  );
  return url.href;
}

/**
 * The same with `id_token_hint`, without which the provider has to ask whether to sign out (OpenID Connect
 * RP-Initiated Logout §2, which also demands that it takes a POST). Only for a window of ours.
 *
 * @returns `null` with Cognito, and where there is no such page or no ID token
 */
export function logoutForm(
  { provider, clientId }: Pick<Config, 'provider' | 'clientId'>,
  metadata: ServerMetadata | null,
  returnUri: string,
  idToken: string | null,
): LogoutForm | null {
  const url = metadata?.end_session_endpoint;
  if (provider.kind === 'cognito' || url === undefined || idToken === null) return null;
  return {
    url,
    fields: {
      id_token_hint: idToken,
      client_id: clientId,
      post_logout_redirect_uri: returnUri,
    },
  };
}

function problemOf(work: Promise<void>): Promise<Problem | null> {
  return work.then(() => null, toProblem);
}
