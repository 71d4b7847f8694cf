import type { z } from 'zod';
import type { ApiProgress, ApiResult } from './api-call';
import { accountId, apiRequest, callId, signInOptions, signOutOptions } from './arguments';
import type { AuthState } from './auth-state';
import type { FlowName } from './flows';
import type { UpdateState } from './update';

export type { SignInOptions, SignOutOptions } from './arguments';

/**
 * The contract between the main process and the page, in one place: each operation with its argument and
 * its result, each event with its message. The preload has one function for each (SEC-41), main checks the
 * sender and the argument of each (SEC-42), and the types of all three are derived from here.
 *
 * The outcome of a command is in the state that follows, not in its result. A call rejects only when the
 * contract itself is broken.
 */
export const operations = {
  getState: query<AuthState>(),
  /** Signs in; with an account in use, adds another one, or authenticates again (`prompt`). */
  signIn: command(signInOptions),
  cancelSignIn: command(),
  signOut: command(signOutOptions),
  /** Continues as another account of this computer, without a sign-in page. */
  switchAccount: command(accountId),
  /** Gets a new access token now. */
  refresh: command(),
  /** Clears the problem that the current state shows; without one, the notice. */
  dismissProblem: command(),
  getAppInfo: query<AppInfo>(),
  /** Calls the API as the account in use. */
  request: { input: apiRequest, output: type<ApiResult>() },
  /** Ends the call of this id, whose result is then the problem `api-cancelled`. */
  cancelRequest: command(callId),
  getUpdate: query<UpdateState>(),
  /** Checks for updates now. The page is told the outcome. */
  checkForUpdates: command(),
  /** Cancels a download, or clears the message about an update. */
  dismissUpdate: command(),
  /** Restarts into the update that is ready; does nothing during a sign-in. */
  restartToUpdate: command(),
};

/** What main tells the page unasked. The function of the page takes a listener and returns its removal. */
export const events = {
  onStateChange: type<AuthState>(),
  /** Progress of the calls that have an id. */
  onRequestProgress: type<ApiProgress>(),
  onUpdateChange: type<UpdateState>(),
};

/**
 * What the preload needs of the above. The build puts it there (`electron.vite.config.ts`), so that the
 * preload contains no schema.
 */
export interface Bridge {
  /** Operations, and whether each takes an argument. Their names are the names of the channels. */
  readonly operations: Readonly<Record<string, boolean>>;
  readonly events: readonly string[];
}

export const bridge: Bridge = {
  operations: Object.fromEntries(
    Object.entries(operations).map(([name, { input }]) => [name, input !== null]),
  ),
  events: Object.keys(events),
};

export interface AppInfo {
  readonly name: string;
  readonly version: string;
  /** Whether the provider offers a page to create an account. */
  readonly canSignUp: boolean;
  /** The flows that the settings allow, in the order in which they are tried. */
  readonly flows: readonly FlowName[];
  /** Identity providers of the user pool to show a button for. */
  readonly identityProviders: readonly string[];
  /** Whether `signOut({ everywhere: true })` does anything. */
  readonly canSignOutEverywhere: boolean;
  /** Host name of the provider's pages, shown so that users know where they sign in. */
  readonly providerHost: string | null;
  /** Where `request` may go; empty: this app has no API. */
  readonly apiOrigins: readonly string[];
}

export type OperationName = keyof typeof operations;
export type EventName = keyof typeof events;

/** What main does for each operation, after the checks. */
export type Commands = {
  [Name in OperationName]: (...input: Input<Name>) => Output<Name> | Promise<Output<Name>>;
};

/** What the page finds at `window.cognitoDesktop`. */
export type CognitoDesktopApi = {
  readonly [Name in OperationName]: (...input: PageInput<Name>) => Promise<Output<Name>>;
} & {
  readonly [Name in EventName]: (listener: (message: Message<Name>) => void) => () => void;
};

export type Message<Name extends EventName> = TypeOf<(typeof events)[Name]>;

type Output<Name extends OperationName> = TypeOf<(typeof operations)[Name]['output']>;

type Input<Name extends OperationName> = (typeof operations)[Name]['input'] extends infer Schema
  ? Schema extends z.ZodType
    ? [input: Readonly<z.infer<Schema>>]
    : []
  : never;

/** An argument that may be empty may also be left out. */
type PageInput<Name extends OperationName> =
  Input<Name> extends [infer Only]
    ? Record<never, never> extends Only
      ? [input?: Only]
      : [input: Only]
    : [];

/** Stands for a type. Main's own results are not checked at run time. */
interface Type<T> {
  readonly type?: T;
}
type TypeOf<T> = T extends Type<infer Of> ? Of : never;

function type<T>(): Type<T> {
  return {};
}

function query<Result>() {
  return { input: null, output: type<Result>() };
}

function command<Schema extends z.ZodType | null = null>(input = null as Schema) {
  return { input, output: type<void>() };
}
