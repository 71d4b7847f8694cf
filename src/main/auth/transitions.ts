import type { AuthState } from '../../shared/auth-state';

export type StateKind = AuthState['kind'];

/**
 * From which state to which the app can get, and what takes it there. The diagram in
 * `docs/architecture.md` is drawn from this table (`npm run docs`), `AuthStore` logs a change that is
 * not in it, and a test takes each of these ways. A change within one kind of state is not in it.
 */
export const transitions: Readonly<
  Record<StateKind, Readonly<Partial<Record<StateKind, string>>>>
> = {
  misconfigured: {},
  restoring: {
    'signed-in': 'renewed, or not now',
    'signed-out': 'nobody, or the session is over',
    'signing-out': 'a limit has passed',
  },
  'signed-out': {
    'signing-in': 'sign in',
    restoring: 'go on with an account',
    'signed-in': 'go on with one that was in use before',
  },
  'signing-in': {
    'signed-in': 'code exchanged, or cancelled while signed in',
    'signed-out': 'cancelled, or failed',
    'signing-out': 'a limit has passed',
  },
  'signed-in': {
    'signing-in': 'add an account, or prove anew',
    restoring: 'switch account',
    'signing-out': 'sign out, or a limit',
    'signed-out': 'the provider ends the session',
  },
  'signing-out': {
    'signed-out': 'done, or reported',
    'signing-in': 'the limit passed during a sign-in',
    'signed-in': 'that sign-in was over first',
  },
};

/** Whether the app can get from one kind of state to the other. */
export function isTransition(from: StateKind, to: StateKind): boolean {
  return from === to || transitions[from][to] !== undefined;
}
