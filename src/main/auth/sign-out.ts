import { identity } from '../../shared/identity';
import type { Problem } from '../../shared/problem';
import type { AccountList } from './account-list';
import { retryDelayMs } from './back-off';
import { AuthError, toProblem } from './errors';
import { globalSignOut } from './global-sign-out';
import { logoutUrl } from './logout';
import type { OidcClient } from './oidc-client';
import type { Clock, SessionDependencies, StoredAccount } from './ports';
import { deletionFailed, globalSignOutFailed, revocationFailed } from './problem-texts';
import type { RefreshToken } from './refresh-token';

/** The provider's logout page may redirect a few times; nobody waits longer for it, in ms. */
const endSessionTimeoutMs = 15_000;

export interface SignOutOptions {
  readonly dependencies: SessionDependencies;
  readonly client: OidcClient;
  readonly list: AccountList;
  readonly stored: StoredAccount;
  readonly refreshToken: RefreshToken;
  /** Whether the user-agent's browser session is this account's, so that it is ended as well. */
  readonly endsBrowserSession: boolean;
  /** Ends the person's sessions on other devices too. */
  readonly everywhere: boolean;
  /** Aborts what goes over the network; what is done on this computer is done anyway. */
  readonly signal: AbortSignal;
}

/**
 * Signs one account out in the order of SEC-58: here first, then at the provider, then its browser
 * session. What fails later does not undo what was done before. An entry that can't be deleted is
 * tried again at the next launch, since the account stays in the index as one to throw away.
 *
 * @returns what the person has to know: the keychain kept its entry, or the provider was not told.
 */
export async function performSignOut(options: SignOutOptions): Promise<Problem | null> {
  const { dependencies, refreshToken, list, stored, everywhere } = options;
  const { log } = dependencies;
  // Read before it is deleted, and held in memory for the revocation.
  const token = await refreshToken.read().catch((error: unknown) => {
    log.warn('auth.sign-out-token-unreadable', { code: toProblem(error).code });
    return null;
  });
  // A token that the keychain never took leaves nothing usable there: at most one that was rotated.
  const wasSaved = refreshToken.isSaved;
  const deletion = await problemOf(refreshToken.delete());
  if (deletion === null || !wasSaved) await problemOf(list.remove(stored));
  const goodbye = token !== null && everywhere ? await problemOf(leaveAll(token, options)) : null;
  const revocation = token === null ? null : await problemOf(revoke(token, options));
  const end = options.endsBrowserSession ? await problemOf(endSession(options)) : null;
  for (const [step, problem] of Object.entries({ deletion, goodbye, revocation, end })) {
    if (problem !== null) log.warn('auth.sign-out-step-failed', { step, code: problem.code });
  }
  if (deletion !== null && wasSaved) return deletionFailed(deletion, identity.keychainService);
  if (goodbye !== null) return globalSignOutFailed(goodbye);
  return revocation === null ? null : revocationFailed(revocation);
}

/** With a fresh access token, because the one in memory may be about to expire. */
async function leaveAll(refreshToken: string, options: SignOutOptions): Promise<void> {
  const { dependencies, client, stored, signal } = options;
  const { fetch, clock, config } = dependencies;
  if (config.globalSignOutEndpoint === null) throw new AuthError('internal');
  const { subject } = stored.account;
  const { accessToken } = await client.refresh(refreshToken, {
    subject,
    keep: async () => {},
    signal,
  });
  await globalSignOut(config.globalSignOutEndpoint, accessToken, { fetch, clock, signal });
}

/** Once more after a moment, when that can help. */
async function revoke(refreshToken: string, options: SignOutOptions): Promise<void> {
  const { client, signal, dependencies } = options;
  try {
    await client.revoke(refreshToken, signal);
  } catch (error) {
    if (signal.aborted || !(error instanceof AuthError) || !error.retryable) throw error;
    await sleep(Math.min(retryDelayMs(1, error) ?? 0, 5_000), dependencies.clock);
    await client.revoke(refreshToken, signal);
  }
}

async function endSession(options: SignOutOptions): Promise<void> {
  const { config, userAgent, clock } = options.dependencies;
  const timeout = new AbortController();
  const stopTimer = clock.after(endSessionTimeoutMs, () =>
    timeout.abort(new AuthError('provider-timeout')),
  );
  const signal = AbortSignal.any([options.signal, timeout.signal]);
  const url = logoutUrl(config, options.client.knownMetadata);
  try {
    await Promise.race([
      userAgent.endSession({ url, returnUri: config.signOutUri, signal }),
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
    ]);
  } finally {
    stopTimer();
  }
}

function problemOf(work: Promise<void>): Promise<Problem | null> {
  return work.then(() => null, toProblem);
}

function sleep(ms: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve);
  });
}
