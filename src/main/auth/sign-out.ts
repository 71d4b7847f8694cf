import type { Account } from '../../shared/auth-state';
import { identity } from '../../shared/identity';
import type { Problem } from '../../shared/problem';
import { retryDelayMs } from './back-off';
import { AuthError, toProblem } from './errors';
import { logoutUrl } from './logout';
import type { OidcClient } from './oidc-client';
import type { Clock, SessionDependencies } from './ports';
import { deletionFailed, revocationFailed } from './problem-texts';
import { keyOf, type RefreshTokenStore } from './refresh-token-store';

/** The provider's logout page may redirect a few times; nobody waits longer for it, in ms. */
const endSessionTimeoutMs = 15_000;

export interface SignOutOptions {
  readonly dependencies: SessionDependencies;
  readonly client: OidcClient;
  readonly store: RefreshTokenStore;
  readonly account: Account;
  /** Aborts what goes over the network; what is done on this computer is done anyway. */
  readonly signal: AbortSignal;
}

/**
 * Signs out in the order of SEC-58: here first, then at the provider, then its browser session.
 * What fails later does not undo what was done before.
 *
 * @returns what the person has to know: the keychain kept its entry, or the provider was not told.
 */
export async function performSignOut(options: SignOutOptions): Promise<Problem | null> {
  const { dependencies, store, account } = options;
  const { log } = dependencies;
  // Read before it is deleted, and held in memory for the revocation.
  const refreshToken = await store.get(keyOf(account)).catch((error: unknown) => {
    log.warn('auth.sign-out-token-unreadable', { code: toProblem(error).code });
    return null;
  });
  // A token that the keychain never took leaves nothing usable there: at most one that was rotated.
  const isStored = store.unsaved === null;
  const deletion = await problemOf(store.forget(keyOf(account)));
  const revocation = refreshToken === null ? null : await problemOf(revoke(refreshToken, options));
  const end = await problemOf(endSession(options));
  for (const [step, problem] of Object.entries({ deletion, revocation, end })) {
    if (problem !== null) log.warn('auth.sign-out-step-failed', { step, code: problem.code });
  }
  if (deletion !== null && isStored) return deletionFailed(deletion, identity.keychainService);
  return revocation === null ? null : revocationFailed(revocation);
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
