import type { AuthState, SignInIntent } from './auth-state';

/**
 * The contract between main and renderer: one channel per operation. The preload turns each into
 * one function (SEC-41); main checks the sender and the arguments of each (SEC-42).
 */
export const channels = {
  getState: 'auth:get-state',
  signIn: 'auth:sign-in',
  cancelSignIn: 'auth:cancel-sign-in',
  signOut: 'auth:sign-out',
  refresh: 'auth:refresh',
  dismissProblem: 'auth:dismiss-problem',
  getAppInfo: 'app:get-info',
  /** main → renderer: the new AuthState. */
  stateChanged: 'auth:state-changed',
} as const;

export interface SignInOptions {
  readonly intent: SignInIntent;
}

export interface AppInfo {
  readonly name: string;
  readonly version: string;
  /** Whether the provider offers a page to create an account. */
  readonly canSignUp: boolean;
  /** Host name of the provider's pages, shown so that a person knows where they sign in. */
  readonly providerHost: string | null;
}

/**
 * What the renderer finds at `window.cognitoDesktop`. The outcome of a command is in the state that
 * follows, not in its return value; a promise rejects only when the contract itself is broken.
 */
export interface CognitoDesktopApi {
  getState(): Promise<AuthState>;
  /** Calls back on every change from now on; returns the function that ends it. */
  onStateChange(listener: (state: AuthState) => void): () => void;
  signIn(options: SignInOptions): Promise<void>;
  cancelSignIn(): Promise<void>;
  signOut(): Promise<void>;
  /** Gets a new access token now. */
  refresh(): Promise<void>;
  /** Clears the problem or notice that the current state shows. */
  dismissProblem(): Promise<void>;
  getAppInfo(): Promise<AppInfo>;
}
