import { identity } from '../../shared/identity';
import type { Problem } from '../../shared/problem';
import type { AccountList } from './account-list';
import { retryDelayMs } from './back-off';
import { AppError, toProblem } from './errors';
import { globalSignOut } from './global-sign-out';
import { logoutForm, logoutUrl } from './logout';
import type { OidcClient } from './oidc-client';
import { pause } from './pause';
import type { SessionDependencies, StoredAccount } from './ports';
import { deletionFailed, globalSignOutFailed, revocationFailed } from './problem-texts';
import type { RefreshToken } from './refresh-token';
import { untilAborted } from './until-aborted';

/** The provider's logout page may redirect a few times; nobody waits longer for it, in ms. */
const endSessionTimeoutMs = 15_000;

/** What is left of an account that this computer has forgotten: what the provider has to be told. */
export interface RemovedAccount {
  readonly stored: StoredAccount;
  /** Held in memory for the revocation, and no longer. `null`: none is known. */
  readonly token: string | null;
  /** What the person has to know: the keychain kept its entry. */
  readonly problem: Problem | null;
}

export interface ForgetOptions {
  readonly dependencies: SessionDependencies;
  readonly list: AccountList;
  readonly stored: StoredAccount;
  readonly refreshToken: RefreshToken;
}

/** A session of the provider's in a user-agent. */
export interface BrowserSession {
  /** What the provider gave when it began, where it is in a window of ours. */
  readonly idToken: string | null;
}

export interface TellProviderOptions {
  readonly dependencies: SessionDependencies;
  readonly client: OidcClient;
  /** The browser session that is this account's, so that it is ended as well; `null`: none. */
  readonly browserSession: BrowserSession | null;
  /** Ends the person's sessions on other devices too. */
  readonly everywhere: boolean;
  readonly signal: AbortSignal;
}

/**
 * The first half of a sign-out (SEC-58): forgets the account on this computer. An entry that can't be
 * deleted is tried again at the next launch, since the account stays in the index as one to throw away.
 */
export async function removeLocally(options: ForgetOptions): Promise<RemovedAccount> {
  const { dependencies, refreshToken, list, stored } = options;
  const { log } = dependencies;
  // Read before it is deleted.
  const token = await refreshToken.read().catch((error: unknown) => {
    log.warn('auth.sign-out-token-unreadable', { code: toProblem(error).code });
    return null;
  });
  // A token that the keychain never took leaves nothing usable there: at most one that was rotated.
  const wasSaved = refreshToken.isSaved;
  const failure = await problemOf(refreshToken.delete());
  if (failure !== null)
    log.warn('auth.sign-out-step-failed', { step: 'deletion', code: failure.code });
  const isGone = failure === null || !wasSaved;
  if (isGone) await problemOf(list.remove(stored));
  return {
    stored,
    token,
    problem: isGone ? null : deletionFailed(failure, identity.keychainService),
  };
}

/**
 * The second half: ends the session at the provider, then its browser session. What fails does not undo
 * what was done before.
 *
 * @returns what the person has to know
 */
export async function revokeAtProvider(
  removed: RemovedAccount,
  options: TellProviderOptions,
): Promise<Problem | null> {
  const { dependencies, everywhere, browserSession } = options;
  // Rotation gives a new one when the old one is used.
  const held = { token: removed.token };
  const goodbye =
    held.token !== null && everywhere
      ? await problemOf(signOutGlobally(held, removed, options))
      : null;
  const revocation = held.token === null ? null : await problemOf(revoke(held.token, options));
  const end =
    browserSession === null ? null : await problemOf(endSession(removed, browserSession, options));
  for (const [step, problem] of Object.entries({ goodbye, revocation, end })) {
    if (problem === null) continue;
    dependencies.log.warn('auth.sign-out-step-failed', { step, code: problem.code });
  }
  if (removed.problem !== null) return removed.problem;
  if (goodbye !== null) return globalSignOutFailed(goodbye);
  return revocation === null ? null : revocationFailed(revocation);
}

/** With a fresh access token, because the one in memory may be about to expire. */
async function signOutGlobally(
  held: { token: string | null },
  { stored }: RemovedAccount,
  { dependencies, client, signal }: TellProviderOptions,
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

/** Once more after a moment, when that can help. */
async function revoke(refreshToken: string, options: TellProviderOptions): Promise<void> {
  const { client, signal, dependencies } = options;
  try {
    await client.revoke(refreshToken, signal);
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError) || !error.retryable) throw error;
    await pause(Math.min(retryDelayMs(1, error) ?? 0, 5_000), dependencies.clock, signal);
    await client.revoke(refreshToken, signal);
  }
}

async function endSession(
  { stored }: RemovedAccount,
  { idToken }: BrowserSession,
  { dependencies, client, signal }: TellProviderOptions,
): Promise<void> {
  const { config, userAgent, clock } = dependencies;
  const { knownMetadata } = client;
  const timeout = new AbortController();
  const stopTimer = clock.after(endSessionTimeoutMs, () =>
    timeout.abort(new AppError('provider-timeout')),
  );
  const limits = AbortSignal.any([signal, timeout.signal]);
  try {
    await untilAborted(
      userAgent.endSession({
        flow: stored.flow,
        logoutUrl: (returnUri) => logoutUrl(config, knownMetadata, returnUri),
        logoutForm: (returnUri) => logoutForm(config, knownMetadata, returnUri, idToken),
        signal: limits,
      }),
      limits,
    );
  } finally {
    stopTimer();
  }
}

function problemOf(work: Promise<void>): Promise<Problem | null> {
  return work.then(() => null, toProblem);
}
