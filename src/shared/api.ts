import type { ApiProgress, ApiRequest, ApiResult } from './api-call';
import type { AuthState, SignInIntent } from './auth-state';
import type { FlowName } from './flows';
import type { UpdateState } from './update';

/**
 * The contract between main and renderer: one channel per operation. The preload turns each into
 * one function (SEC-41); main checks the sender and the arguments of each (SEC-42).
 */
export const channels = {
  getState: 'auth:get-state',
  signIn: 'auth:sign-in',
  cancelSignIn: 'auth:cancel-sign-in',
  signOut: 'auth:sign-out',
  switchAccount: 'auth:switch-account',
  refresh: 'auth:refresh',
  dismissProblem: 'auth:dismiss-problem',
  getAppInfo: 'app:get-info',
  request: 'api:request',
  cancelRequest: 'api:cancel-request',
  getUpdate: 'update:get',
  checkForUpdates: 'update:check',
  dismissUpdate: 'update:dismiss',
  restartToUpdate: 'update:restart',
} as const;

/** What main tells the page without being asked, and what each carries. */
export const pushChannels = {
  /** The new AuthState. */
  stateChanged: 'auth:state-changed',
  /** An ApiProgress. */
  requestProgress: 'api:request-progress',
  /** The new UpdateState. */
  updateChanged: 'update:changed',
} as const;

export interface SignInOptions {
  readonly intent: SignInIntent;
  /** `login`: the person has to prove who they are again, even with a session at the provider. */
  readonly prompt?: 'login';
  /** The proof may be this old at most, in seconds (`max_age`, OpenID Connect Core §3.1.2.1). */
  readonly maxAge?: number;
  /** The way to sign in; one that the settings allow. Default: the first of them that works here. */
  readonly flow?: FlowName;
  /** Goes straight to this identity provider of the user pool (Cognito: `identity_provider`). */
  readonly identityProvider?: string;
  /** Has Cognito find the identity provider, mostly by a domain (Cognito: `idp_identifier`). */
  readonly idpIdentifier?: string;
  /** Fills in the user name. */
  readonly loginHint?: string;
  /** Language of the sign-in pages, a BCP 47 tag. */
  readonly lang?: string;
}

export interface SignOutOptions {
  /** `current` (default): the account in use. `all`: every account on this computer. Else an id. */
  readonly account?: 'current' | 'all' | { readonly id: string };
  /** Ends the person's sessions on every device too, where the provider allows it. */
  readonly everywhere?: boolean;
}

export interface AppInfo {
  readonly name: string;
  readonly version: string;
  /** Whether the provider offers a page to create an account. */
  readonly canSignUp: boolean;
  /** The ways to sign in that the settings allow, in the order in which they are tried. */
  readonly flows: readonly FlowName[];
  /** Identity providers of the user pool to show a button for. */
  readonly identityProviders: readonly string[];
  /** Whether `signOut({ everywhere: true })` does anything. */
  readonly canSignOutEverywhere: boolean;
  /** Host name of the provider's pages, shown so that a person knows where they sign in. */
  readonly providerHost: string | null;
  /** Where `request` may go; empty: this app has no API. */
  readonly apiOrigins: readonly string[];
}

/**
 * What the renderer finds at `window.cognitoDesktop`. The outcome of a command is in the state that
 * follows, not in its return value; a promise rejects only when the contract itself is broken.
 */
export interface CognitoDesktopApi {
  getState(): Promise<AuthState>;
  /** Calls back on every change from now on; returns the function that ends it. */
  onStateChange(listener: (state: AuthState) => void): () => void;
  /** Signs in; with an account in use, adds another one, or proves anew who is there (`prompt`). */
  signIn(options: SignInOptions): Promise<void>;
  cancelSignIn(): Promise<void>;
  signOut(options?: SignOutOptions): Promise<void>;
  /** Goes on with another account of this computer, without a sign-in page. */
  switchAccount(id: string): Promise<void>;
  /** Gets a new access token now. */
  refresh(): Promise<void>;
  /** Clears the problem that the current state shows; where there is none, the notice. */
  dismissProblem(): Promise<void>;
  getAppInfo(): Promise<AppInfo>;
  /** Calls the API as the person in use. Unlike a command, it answers with what came of it. */
  request(request: ApiRequest): Promise<ApiResult>;
  /** Ends the call of this id; it answers with the problem `api-cancelled`. */
  cancelRequest(id: string): Promise<void>;
  /** Calls back while calls that have an id are under way; returns the function that ends it. */
  onRequestProgress(listener: (progress: ApiProgress) => void): () => void;
  /** What is known of newer versions of the app. */
  getUpdate(): Promise<UpdateState>;
  /** Calls back on every change from now on; returns the function that ends it. */
  onUpdateChange(listener: (state: UpdateState) => void): () => void;
  /** Looks for a newer version now, and says what came of it. */
  checkForUpdates(): Promise<void>;
  /** Ends a download, or takes away what is said of updates. */
  dismissUpdate(): Promise<void>;
  /** Restarts into the update that is ready; does nothing during a sign-in. */
  restartToUpdate(): Promise<void>;
}
