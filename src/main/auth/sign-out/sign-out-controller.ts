import type { SignOutOptions } from '../../../shared/api';
import type { Problem } from '../../../shared/problem';
import { AppError, toProblem } from '../../problems/app-error';
import type { AccountList } from '../accounts/account-list';
import type { AccountSession } from '../accounts/account-session';
import type { SessionRegistry } from '../accounts/session-registry';
import type { AuthStore } from '../auth-store';
import type { AccountRemoval } from './account-removal';

export interface SignOutControllerOptions {
  readonly list: AccountList;
  readonly sessions: SessionRegistry;
  readonly removal: AccountRemoval;
  readonly store: AuthStore;
}

/** Sign-outs, one at a time, and their outcome for the account in use. */
export class SignOutController {
  readonly #options: SignOutControllerOptions;
  #running: Promise<void> | null = null;

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
    const { store, removal } = this.#options;
    const isInUse = () => store.active !== null && sessions.includes(store.active);
    store.update(isInUse() ? { signingOut: store.active?.account ?? null } : {});
    const problem = (await removal.remove(sessions, everywhere).catch(toProblem)) ?? reason;
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
}
