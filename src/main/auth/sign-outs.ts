import type { SignOutOptions } from '../../shared/api';
import type { Problem } from '../../shared/problem';
import type { AccountList } from './account-list';
import type { AccountSession } from './account-session';
import type { SessionRegistry } from './account-sessions';
import type { AccountRemoval } from './departures';
import { AppError, toProblem } from './errors';
import type { SessionState } from './session-state';

export interface SignOutControllerOptions {
  readonly list: AccountList;
  readonly sessions: SessionRegistry;
  readonly removal: AccountRemoval;
  readonly state: SessionState;
}

/** Sign-outs, one at a time, and what comes of them for the account in use. */
export class SignOutController {
  readonly #options: SignOutControllerOptions;
  #running: Promise<void> | null = null;

  constructor(options: SignOutControllerOptions) {
    this.#options = options;
  }

  /** Resolves when none is under way. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  /** Does not reject; what came of it is in the state. Not to be called while one is under way. */
  async begin({ account = 'current', everywhere = false }: SignOutOptions): Promise<void> {
    const leaving = this.#named(account);
    if (leaving.length > 0) await this.#run(leaving, everywhere, null);
  }

  /**
   * SEC-60: as if the person had signed out, with the reason on the screen.
   *
   * @returns false during another sign-out: the session tells again in half a minute
   */
  endAtLimit(session: AccountSession): boolean {
    if (this.#running !== null) return false;
    void this.#run([session], false, new AppError('session-limit').toProblem());
    return true;
  }

  #run(
    leaving: readonly AccountSession[],
    everywhere: boolean,
    reason: Problem | null,
  ): Promise<void> {
    this.#running = this.#leave(leaving, everywhere, reason).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** @param reason shown when nothing worse is to be said */
  async #leave(
    leaving: readonly AccountSession[],
    everywhere: boolean,
    reason: Problem | null,
  ): Promise<void> {
    const { state, removal } = this.#options;
    const isLeaving = () => state.active !== null && leaving.includes(state.active);
    if (isLeaving()) state.leaving = state.active?.account ?? null;
    state.publish();
    const problem = (await removal.leave(leaving, everywhere).catch(toProblem)) ?? reason;
    // Another account may be in use by now: then that one stays.
    if (isLeaving()) state.active = null;
    state.leaving = null;
    if (state.active === null || problem !== null) state.show(problem);
    state.publish();
  }

  /** Which accounts a sign-out is about. */
  #named(account: NonNullable<SignOutOptions['account']>): readonly AccountSession[] {
    const { list, sessions, state } = this.#options;
    if (account === 'current') return state.active === null ? [] : [state.active];
    const one = account === 'all' ? null : list.find(account.id);
    const stored = account === 'all' ? list.all() : one === null ? [] : [one];
    return stored.map((each) => sessions.of(each));
  }
}
