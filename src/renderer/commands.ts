import type { SignInIntent } from '../shared/auth-state';

/** What the person can ask for. The outcome is in the state that follows. */
export interface Commands {
  signIn(intent: SignInIntent): void;
  /** Signs in, or up, the way it was tried last. */
  retrySignIn(): void;
  cancelSignIn(): void;
  signOut(): void;
  refresh(): void;
  dismissProblem(): void;
}
