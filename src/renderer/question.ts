import type { SignOutOptions } from '../shared/api';
import type { AuthState, OtherAccount } from '../shared/auth-state';

/** What the person is asked before it is done. */
export type Question =
  /** To sign out an account that is not the one in use. */
  | { readonly kind: 'sign-out'; readonly other: OtherAccount }
  /** The same while nobody is signed in. */
  | { readonly kind: 'remove'; readonly other: OtherAccount }
  | { readonly kind: 'sign-out-all' }
  | { readonly kind: 'sign-out-everywhere' };

/** What a "yes" asks of the main process. */
export function signOutOf(question: Question): SignOutOptions {
  switch (question.kind) {
    case 'sign-out':
    case 'remove':
      return { account: { id: question.other.id } };
    case 'sign-out-all':
      return { account: 'all' };
    case 'sign-out-everywhere':
      return { account: 'current', everywhere: true };
  }
}

/** Whether the question still makes sense: a session may end, or an account go, while it is asked. */
export function fits(question: Question, state: AuthState): boolean {
  switch (question.kind) {
    case 'sign-out':
      return state.kind === 'signed-in' && has(state.others, question.other);
    case 'remove':
      return state.kind === 'signed-out' && has(state.others, question.other);
    case 'sign-out-all':
      return state.kind === 'signed-in' && state.others.length > 0;
    case 'sign-out-everywhere':
      return state.kind === 'signed-in';
  }
}

function has(others: readonly OtherAccount[], { id }: OtherAccount): boolean {
  return others.some((other) => other.id === id);
}
