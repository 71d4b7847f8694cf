import type { Account, AuthState, OtherAccount } from '../../shared/auth-state';
import type { Problem } from '../../shared/problem';
import type { Log } from '../util/log';
import type { AccountList } from './accounts/account-list';
import type { AccountSession } from './accounts/account-session';

/** A pending sign-in. */
export interface Attempt
  extends Pick<
    Extract<AuthState, { kind: 'signing-in' }>,
    'intent' | 'phase' | 'flow' | 'warning'
  > {
  readonly abort: AbortController;
}

/** What the state is made from. */
export interface AuthActivity {
  /** Until it is known whose session to restore. */
  readonly isStarting: boolean;
  /** The session of the account in use. */
  readonly active: AccountSession | null;
  readonly attempt: Attempt | null;
  /** The account in use, during its sign-out. */
  readonly signingOut: Account | null;
  /** Why the last command failed, or why no account is in use any more. */
  readonly problem: Problem | null;
}

type StateKind = AuthState['kind'];

/**
 * The allowed changes from one kind of state to another, and what causes them. The diagram in
 * `docs/architecture.md` is made from this table (`npm run docs`), `AuthStore` logs a change that is not in
 * it, and a test makes each of these changes.
 */
export const transitions: Readonly<
  Record<StateKind, Readonly<Partial<Record<StateKind, string>>>>
> = {
  misconfigured: {},
  restoring: {
    'signed-in': 'refreshed, or the provider is out of reach',
    'signed-out': 'no account, or the session has ended',
    'signing-out': 'a limit has passed',
  },
  'signed-out': {
    'signing-in': 'sign in',
    restoring: 'continue as an account',
    'signed-in': 'continue as an account used before',
  },
  'signing-in': {
    'signed-in': 'code exchanged, or cancelled while signed in',
    'signed-out': 'cancelled, or failed',
    'signing-out': 'a limit has passed',
  },
  'signed-in': {
    'signing-in': 'add an account, or reauthenticate',
    restoring: 'switch account',
    'signing-out': 'sign out, or a limit',
    'signed-out': 'the provider ends the session',
  },
  'signing-out': {
    'signed-out': 'done, or failed',
    'signing-in': 'a limit passed during a sign-in',
    'signed-in': 'that sign-in ended first',
  },
};

function isTransition(from: StateKind, to: StateKind): boolean {
  return from === to || transitions[from][to] !== undefined;
}

type Listener = (state: AuthState) => void;

/** Owns the one `AuthState`: makes it from what is going on, and tells listeners about each change. */
export class AuthStore {
  readonly #list: AccountList;
  readonly #log: Log;
  readonly #listeners = new Set<Listener>();
  #state: AuthState = { kind: 'restoring', account: null };
  #activity: AuthActivity = {
    isStarting: true,
    active: null,
    attempt: null,
    signingOut: null,
    problem: null,
  };

  constructor(list: AccountList, log: Log) {
    this.#list = list;
    this.#log = log;
  }

  get state(): AuthState {
    return this.#state;
  }

  get activity(): AuthActivity {
    return this.#activity;
  }

  /** The session of the account in use. */
  get active(): AccountSession | null {
    return this.#activity.active;
  }

  /** The accounts on this computer that are not in use. */
  get others(): readonly OtherAccount[] {
    return this.#list.others(this.active?.stored ?? null);
  }

  /**
   * Changes what is going on, and publishes the state that follows from it, if that is another one.
   *
   * @param patch empty when the account list or the active session has changed by itself
   */
  update(patch: Partial<AuthActivity> = {}): void {
    this.#activity = { ...this.#activity, ...patch };
    this.#publish(this.#view());
  }

  /** Calls back on every change from now on; returns the function that ends it. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls nobody back any more. */
  close(): void {
    this.#listeners.clear();
  }

  #publish(next: AuthState): void {
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return;
    const [from, to] = [this.#state.kind, next.kind];
    // A bug in this app, and no reason to keep showing a state that is over.
    if (!isTransition(from, to)) this.#log.warn('auth.impossible-transition', { from, to });
    this.#state = next;
    for (const listener of this.#listeners) {
      // A listener may have changed the state again; then all listeners know the newer one.
      if (this.#state !== next) return;
      try {
        listener(next);
      } catch {
        // A window that is closing must not end a sign-in.
        this.#log.warn('auth.listener-failed');
      }
    }
  }

  #view(): AuthState {
    const { isStarting, active, attempt, signingOut, problem } = this.#activity;
    if (isStarting) return { kind: 'restoring', account: null };
    if (signingOut !== null) return { kind: 'signing-out', account: signingOut };
    if (attempt !== null) {
      const { intent, phase, flow, warning } = attempt;
      const current = active?.account ?? null;
      return { kind: 'signing-in', intent, phase, flow, warning, current };
    }
    const { others } = this;
    if (active === null) return { kind: 'signed-out', problem, others };
    if (!active.isRestored) return { kind: 'restoring', account: active.account };
    return { kind: 'signed-in', ...active.view, problem, others };
  }
}
