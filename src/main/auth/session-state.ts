import type { Account, AuthState } from '../../shared/auth-state';
import type { Problem } from '../../shared/problem';
import type { AccountList } from './account-list';
import type { AccountSession } from './account-session';
import type { Log } from './ports';
import { StateCell } from './state-cell';

/** A sign-in that is under way. */
export interface Attempt
  extends Pick<
    Extract<AuthState, { kind: 'signing-in' }>,
    'intent' | 'phase' | 'flow' | 'warning'
  > {
  readonly abort: AbortController;
}

/**
 * What a session is in the middle of, and the one `AuthState` that follows from it. Whoever changes a
 * part calls `publish`.
 */
export class SessionState {
  /** Until it is known who is to be signed in. */
  isStarting = true;
  active: AccountSession | null = null;
  attempt: Attempt | null = null;
  /** The account in use, while it is being signed out. */
  leaving: Account | null = null;
  /** What came of the last command, when it failed, or why nobody is signed in any more. */
  problem: Problem | null = null;
  readonly #list: AccountList;
  readonly #cell: StateCell;

  constructor(list: AccountList, log: Log) {
    this.#list = list;
    this.#cell = new StateCell({ kind: 'restoring', account: null }, log);
  }

  get current(): AuthState {
    return this.#cell.current;
  }

  onChange(listener: (state: AuthState) => void): () => void {
    return this.#cell.onChange(listener);
  }

  publish(): void {
    this.#cell.set(this.#view());
  }

  show(problem: Problem | null): void {
    this.problem = problem;
    this.publish();
  }

  /** Tells nobody any more. */
  silence(): void {
    this.#cell.clear();
  }

  #view(): AuthState {
    const { active, attempt, problem } = this;
    if (this.isStarting) return { kind: 'restoring', account: null };
    if (this.leaving !== null) return { kind: 'signing-out', account: this.leaving };
    if (attempt !== null) {
      const { intent, phase, flow, warning } = attempt;
      const current = active?.account ?? null;
      return { kind: 'signing-in', intent, phase, flow, warning, current };
    }
    const others = this.#list.others(active?.stored ?? null);
    if (active === null) return { kind: 'signed-out', problem, others };
    if (!active.isRestored) return { kind: 'restoring', account: active.account };
    return { kind: 'signed-in', ...active.view, problem, others };
  }
}
