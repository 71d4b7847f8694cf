import type { SignOutOptions } from '../../../shared/api';
import type { Account } from '../../../shared/auth-state';
import { isInRealBrowser } from '../../../shared/flows';
import { identity } from '../../../shared/identity';
import type { Problem, ProblemCode } from '../../../shared/problem';
import { AppError, toProblem } from '../../problems/app-error';
import { deletionFailed } from '../../problems/sign-out-texts';
import type { AccountList } from '../accounts/account-list';
import type { AccountSession } from '../accounts/account-session';
import type { SessionRegistry } from '../accounts/session-registry';
import type { AuthStore } from '../auth-store';
import type { AuthDependencies } from '../ports';
import type { OidcClient } from '../provider/oidc-client';
import { type BrowserSession, type RemovedAccount, revokeAtProvider } from './sign-out-steps';

const openSessionCode = 'browser-session-open' satisfies ProblemCode;

export interface SignOutControllerOptions {
  readonly dependencies: AuthDependencies;
  readonly client: OidcClient;
  readonly list: AccountList;
  readonly sessions: SessionRegistry;
  readonly store: AuthStore;
  /** Aborts what goes over the network; what is done on this computer is done anyway. */
  readonly signal: AbortSignal;
}

/**
 * Sign-outs, one at a time, and their outcome for the account in use. Each removes its accounts: all of them from
 * this computer, then their sessions at the provider and its browser session.
 */
export class SignOutController {
  readonly #options: SignOutControllerOptions;
  #running: Promise<void> | null = null;
  /** Whose cookies the app's own user-agent holds: those of the last sign-in there. */
  ownBrowserSession: (BrowserSession & { readonly session: AccountSession }) | null = null;
  /** Who may still be signed in at the provider in the user's own browser, though no more in this app. */
  openSession: Account | null = null;

  constructor(options: SignOutControllerOptions) {
    this.#options = options;
  }

  /** Resolves when none is pending. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  /** Does not reject; the outcome is in the state. Not to be called while one is pending. */
  async run({ account = 'current', everywhere = false }: SignOutOptions): Promise<void> {
    const sessions = this.#named(account);
    if (sessions.length > 0) await this.#start(sessions, everywhere, null);
  }

  /**
   * SEC-60: as if the user had signed out, with the reason on the screen.
   *
   * @returns false during another sign-out: the session tries again in half a minute
   */
  endAtLimit(session: AccountSession): boolean {
    if (this.#running !== null) return false;
    void this.#start([session], false, new AppError('session-limit').toProblem());
    return true;
  }

  /** Finishes what an earlier run of the app could not. What fails again waits for the next launch. */
  async finish(): Promise<void> {
    const { list, sessions, signal } = this.#options;
    for (const leftover of list.leftovers()) {
      const removed = await sessions.exclusively(async () =>
        // The user may have signed in again since.
        signal.aborted || !list.isLeftover(leftover)
          ? null
          : this.#removeLocally(sessions.of(leftover)),
      );
      if (removed !== null) await this.#revoke(removed, false, null);
    }
  }

  #start(
    sessions: readonly AccountSession[],
    everywhere: boolean,
    reason: Problem | null,
  ): Promise<void> {
    this.#running = this.#signOut(sessions, everywhere, reason).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** @param reason shown unless there is a problem */
  async #signOut(
    sessions: readonly AccountSession[],
    everywhere: boolean,
    reason: Problem | null,
  ): Promise<void> {
    const { store } = this.#options;
    const isInUse = () => store.active !== null && sessions.includes(store.active);
    store.update(isInUse() ? { signingOut: store.active?.account ?? null } : {});
    const outcome = await this.#remove(sessions, everywhere).catch(toProblem);
    const problem = outcome?.code === openSessionCode ? (reason ?? outcome) : (outcome ?? reason);
    // The user may have switched to another account by now: then that one stays.
    const active = isInUse() ? null : store.active;
    const hasNews = active === null || problem !== null;
    store.update({ active, signingOut: null, ...(hasNews ? { problem } : {}) });
  }

  /** Which accounts a sign-out is about. */
  #named(account: NonNullable<SignOutOptions['account']>): readonly AccountSession[] {
    const { list, sessions, store } = this.#options;
    if (account === 'current') return store.active === null ? [] : [store.active];
    const one = account === 'all' ? null : list.find(account.id);
    const stored = account === 'all' ? list.all() : one === null ? [] : [one];
    return stored.map((each) => sessions.of(each));
  }

  /** @returns what the user has to know, or `null` */
  async #remove(removed: readonly AccountSession[], everywhere: boolean): Promise<Problem | null> {
    const { dependencies, list, sessions, store } = this.#options;
    // From now on none of them starts anything; each is waited for before it is removed.
    for (const session of removed) void session.stop();
    const ended = this.#browserSessions();
    const accounts = await sessions.exclusively(async () => {
      const present = removed.filter((session) => sessions.has(session));
      // From here on a crash can't undo it: the next launch finishes what this one began.
      // A failure is logged, and the rest is done all the same.
      await list.discard(present.map(({ stored }) => stored)).catch(() => {});
      const done: { session: AccountSession; account: RemovedAccount }[] = [];
      for (const session of present) {
        done.push({ session, account: await this.#removeLocally(session) });
      }
      return done;
    });
    store.update(); // the requests to the provider are still pending
    const problems = await Promise.all(
      accounts.map((one) => this.#revoke(one.account, everywhere, ended.get(one.session) ?? null)),
    );
    dependencies.log.info('auth.signed-out', { count: removed.length });
    return problems.find((problem) => problem !== null) ?? null;
  }

  /** A browser holds one session of the provider: that of the user who signed in there last. */
  #browserSessions(): ReadonlyMap<AccountSession, BrowserSession> {
    const { list, sessions } = this.#options;
    const [inRealBrowser] = list
      .all()
      .filter(({ flow }) => isInRealBrowser(flow))
      .toSorted((one, other) => other.startedAt - one.startedAt);
    const own = this.ownBrowserSession;
    const found = new Map<AccountSession, BrowserSession>();
    if (own !== null) found.set(own.session, own);
    if (inRealBrowser !== undefined) found.set(sessions.of(inRealBrowser), { idToken: null });
    return found;
  }

  /**
   * The first half of a sign-out (SEC-58): removes the account from this computer. If its keychain entry
   * can't be deleted, the next launch tries again, since the account stays in the index as incomplete.
   */
  async #removeLocally(session: AccountSession): Promise<RemovedAccount> {
    const { dependencies, list, sessions } = this.#options;
    const { log } = dependencies;
    if (this.ownBrowserSession?.session === session) this.ownBrowserSession = null;
    await sessions.drop(session);
    const { stored, refreshToken } = session;
    // Read before it is deleted.
    const token = await refreshToken.read().catch((error: unknown) => {
      log.warn('auth.sign-out-token-unreadable', { code: toProblem(error).code });
      return null;
    });
    // If the keychain never took the token, nothing usable is left there: at most one that was rotated.
    const wasSaved = refreshToken.isSaved;
    const failure = await refreshToken.delete().then(() => null, toProblem);
    if (failure !== null) {
      log.warn('auth.sign-out-step-failed', { step: 'deletion', code: failure.code });
    }
    const isGone = failure === null || !wasSaved;
    if (isGone) await list.remove(stored).catch(() => {});
    const problem = isGone ? null : deletionFailed(failure, identity.keychainService);
    return { stored, token, problem };
  }

  #revoke(
    removed: RemovedAccount,
    everywhere: boolean,
    browserSession: BrowserSession | null,
  ): Promise<Problem | null> {
    const { dependencies, client, signal, store } = this.#options;
    const options = {
      dependencies,
      client,
      signal,
      everywhere,
      browserSession,
      onBrowserSession: (account: Account, isOver: boolean) => {
        this.openSession = isOver ? null : account;
        const isSaid = store.activity.problem?.code === openSessionCode;
        if (isOver && isSaid) store.update({ problem: null });
      },
    };
    return revokeAtProvider(removed, options);
  }
}
