import type { AuthState } from '../../shared/auth-state';
import type { Log } from './ports';
import { isTransition } from './transitions';

type Listener = (state: AuthState) => void;

/** Holds the one state and tells listeners of each change. */
export class StateCell {
  #state: AuthState;
  readonly #listeners = new Set<Listener>();
  readonly #log: Log;

  constructor(initial: AuthState, log: Log) {
    this.#state = initial;
    this.#log = log;
  }

  get current(): AuthState {
    return this.#state;
  }

  /** Tells nobody when nothing has changed. */
  set(next: AuthState): void {
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return;
    const [from, to] = [this.#state.kind, next.kind];
    // Our mistake, and no reason to leave the person in a state that is over.
    if (!isTransition(from, to)) this.#log.warn('auth.impossible-transition', { from, to });
    this.#state = next;
    for (const listener of this.#listeners) {
      // One of them may have changed it again; then all have been told of what came after.
      if (this.#state !== next) return;
      try {
        listener(next);
      } catch {
        // A window that is closing must not end a sign-in.
        this.#log.warn('auth.listener-failed');
      }
    }
  }

  /** Calls back on every change from now on; returns the function that ends it. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  clear(): void {
    this.#listeners.clear();
  }
}
