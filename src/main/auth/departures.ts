import type { Problem } from '../../shared/problem';
import type { AccountList } from './account-list';
import type { AccountSession } from './account-session';
import type { AccountSessions } from './account-sessions';
import type { OidcClient } from './oidc-client';
import type { SessionDependencies } from './ports';
import { performSignOut } from './sign-out';

export interface DeparturesOptions {
  readonly dependencies: SessionDependencies;
  readonly client: OidcClient;
  readonly list: AccountList;
  readonly sessions: AccountSessions;
  /** Aborts what goes over the network. */
  readonly signal: AbortSignal;
}

/** Accounts on their way out: of this computer, of the provider, and of its browser session. */
export class Departures {
  readonly #options: DeparturesOptions;
  /** Whose cookies the user-agent holds: those of the last sign-in. */
  browserSession: AccountSession | null = null;

  constructor(options: DeparturesOptions) {
    this.#options = options;
  }

  /** @returns what the person has to know, or `null` */
  async leave(sessions: readonly AccountSession[], everywhere: boolean): Promise<Problem | null> {
    const stopped = sessions.map((session) => session.stop());
    // From here on a crash can no longer undo it: the next launch finishes what this one began.
    // A failure is logged, and the rest is done all the same.
    await this.#options.list.discard(sessions.map(({ stored }) => stored)).catch(() => {});
    await Promise.all(stopped);
    const problems: (Problem | null)[] = [];
    for (const session of sessions) problems.push(await this.#leave(session, everywhere));
    this.#options.dependencies.log.info('auth.signed-out', { count: sessions.length });
    return problems.find((problem) => problem !== null) ?? null;
  }

  /** Does what an earlier run of the app did not get done. What fails again waits for the next launch. */
  async finish(): Promise<void> {
    const { list, sessions } = this.#options;
    for (const leftover of list.leftovers()) await this.#leave(sessions.of(leftover), false);
  }

  async #leave(session: AccountSession, everywhere: boolean): Promise<Problem | null> {
    const { dependencies, client, list, sessions, signal } = this.#options;
    const endsBrowserSession = this.browserSession === session;
    if (endsBrowserSession) this.browserSession = null;
    await sessions.drop(session);
    const { stored, refreshToken } = session;
    return performSignOut({
      dependencies,
      client,
      list,
      stored,
      refreshToken,
      endsBrowserSession,
      everywhere,
      signal,
    });
  }
}
