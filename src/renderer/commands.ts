import type { SignInOptions, SignOutOptions } from '../shared/api';
import type { ApiRequest, ApiResult } from '../shared/api-call';
import type { CallOptions } from './api/call-api';
import type { Question } from './question';

/** What the main process is told to do. The outcome is in the state that follows. */
export interface SessionCommands {
  /** Signs in, or up; with an account in use, adds another one. */
  signIn(options: SignInOptions): void;
  /** Shows the page of the sign-in that is under way again. */
  showSignIn(): void;
  /** The person in use proves anew who they are, and their session starts afresh. */
  signInAgain(): void;
  /** Signs in, or up, the way it was tried last. */
  retrySignIn(): void;
  cancelSignIn(): void;
  /** Goes on with another account, by the `id` of an `OtherAccount`. */
  switchTo(id: string): void;
  signOut(options?: SignOutOptions): void;
  refresh(): void;
  dismissProblem(): void;
}

/** What can be done about newer versions of the app. */
export interface UpdateCommands {
  checkForUpdates(): void;
  /** Ends a download, or takes away what is said. */
  dismissUpdate(): void;
  restartToUpdate(): void;
}

/** What the person can do in the window. */
export interface Commands extends SessionCommands, UpdateCommands {
  /** Calls the API. Unlike the others, it gives what came of it. */
  callApi(request: ApiRequest, options: CallOptions): Promise<ApiResult>;
  /** Asks before something is done that can't be undone. */
  ask(question: Question): void;
  answer(isYes: boolean): void;
}
