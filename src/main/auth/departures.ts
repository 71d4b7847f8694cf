import type { Problem } from '../../shared/problem';
import type { AccountList } from './account-list';
import type { AccountSession } from './account-session';
import type { SessionRegistry } from './account-sessions';
import { isInRealBrowser } from './flow-selection';
import type { OidcClient } from './oidc-client';
import type { SessionDependencies } from './ports';
import {
  type BrowserSession,
  type RemovedAccount,
  removeLocally,
  revokeAtProvider,
} from './sign-out';

export interface AccountRemovalOptions {
  readonly dependencies: SessionDependencies;
  readonly client: OidcClient;
  readonly list: AccountList;
  readonly sessions: SessionRegistry;
  /** Accounts are gone from this computer; the provider is still being told. */
  readonly onForgotten: () => void;
  /** Aborts what goes over the network; what is done on this computer is done anyway. */
  readonly signal: AbortSignal;
}

/** Accounts on their way out: of this computer, all of them, then of the provider and its browser session. */
export class AccountRemoval {
  readonly #options: AccountRemovalOptions;
  /** Whose cookies the app's own user-agent holds: those of the last sign-in there. */
  ownBrowserSession: (BrowserSession & { readonly session: AccountSession }) | null = null;

  constructor(options: AccountRemovalOptions) {
    this.#options = options;
  }

  /** @returns what the person has to know, or `null` */
  async leave(leaving: readonly AccountSession[], everywhere: boolean): Promise<Problem | null> {
    const { dependencies, list, sessions, onForgotten } = this.#options;
    // From now on none of them begins anything; each is waited for before it is forgotten.
    for (const session of leaving) void session.stop();
    const ended = this.#browserSessions();
    const removed = await sessions.exclusively(async () => {
      const present = leaving.filter((session) => sessions.has(session));
      // From here on a crash can no longer undo it: the next launch finishes what this one began.
      // A failure is logged, and the rest is done all the same.
      await list.discard(present.map(({ stored }) => stored)).catch(() => {});
      const forgotten: { session: AccountSession; removed: RemovedAccount }[] = [];
      for (const session of present) {
        forgotten.push({ session, removed: await this.#forget(session) });
      }
      return forgotten;
    });
    onForgotten();
    const problems = await Promise.all(
      removed.map((one) => this.#tell(one.removed, everywhere, ended.get(one.session) ?? null)),
    );
    dependencies.log.info('auth.signed-out', { count: leaving.length });
    return problems.find((problem) => problem !== null) ?? null;
  }

  /** Does what an earlier run of the app did not get done. What fails again waits for the next launch. */
  async finish(): Promise<void> {
    const { list, sessions, signal } = this.#options;
    for (const leftover of list.leftovers()) {
      const removed = await sessions.exclusively(async () =>
        // The person may have signed in again since.
        signal.aborted || !list.isLeftover(leftover) ? null : this.#forget(sessions.of(leftover)),
      );
      if (removed !== null) await this.#tell(removed, false, null);
    }
  }

  /** A browser holds one session of the provider: that of who signed in there last. */
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

  async #forget(session: AccountSession): Promise<RemovedAccount> {
    const { dependencies, list, sessions } = this.#options;
    if (this.ownBrowserSession?.session === session) this.ownBrowserSession = null;
    await sessions.drop(session);
    const { stored, refreshToken } = session;
    return removeLocally({ dependencies, list, stored, refreshToken });
  }

  #tell(
    removed: RemovedAccount,
    everywhere: boolean,
    browserSession: BrowserSession | null,
  ): Promise<Problem | null> {
    const { dependencies, client, signal } = this.#options;
    return revokeAtProvider(removed, {
      dependencies,
      client,
      signal,
      everywhere,
      browserSession,
    });
  }
}
