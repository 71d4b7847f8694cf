import type { SignInOptions } from './arguments';
import type { FlowName } from './flows';
import type { Problem } from './problem';

/** The user who is signed in: claims of the verified ID token, never a token. */
export interface Account {
  /** `iss` of the ID token. With `clientId` and `subject` it names the account (SEC-61). */
  readonly issuer: string;
  readonly clientId: string;
  /** `sub`. Opaque: Cognito's looks like a UUID, and must not be validated as one. */
  readonly subject: string;
  readonly username: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly groups: readonly string[];
}

/** Times of the session, all in milliseconds since the epoch. */
export interface SessionTimes {
  /** When the user last authenticated (`auth_time`, else when we signed in). */
  readonly startedAt: number;
  /** When the access token in memory expires; `null` while there is none (offline restore). */
  readonly accessTokenExpiresAt: number | null;
  /**
   * When the session ends whatever happens: the provider's refresh token runs out (a rotated one
   * inherits the end of the first, SEC-57) or the configured limit is reached. `null`: not known.
   */
  readonly endsAt: number | null;
}

/** Another account on this computer. One click switches to it. */
export interface OtherAccount {
  /** Names the account in commands. Opaque. */
  readonly id: string;
  readonly account: Account;
}

export type SignInIntent = SignInOptions['intent'];

/**
 * The one state of the app, as a discriminated union: a state carries what it needs, so that an
 * impossible combination cannot be written.
 */
export type AuthState =
  /** Settings are missing or wrong; nothing works until they are fixed. */
  | { readonly kind: 'misconfigured'; readonly problems: readonly ConfigProblem[] }
  /** At launch and after a switch: the account is known, keychain and provider are being asked. */
  | { readonly kind: 'restoring'; readonly account: Account | null }
  | {
      readonly kind: 'signed-out';
      readonly problem: Problem | null;
      readonly others: readonly OtherAccount[];
    }
  | {
      readonly kind: 'signing-in';
      readonly intent: SignInIntent;
      /** `waiting`: the user is at the hosted UI. `finishing`: the code is being exchanged. */
      readonly phase: 'waiting' | 'finishing';
      /** Where the user signs in; `null` until a page is opened. */
      readonly flow: FlowName | null;
      /** A callback that was refused (SEC-6), or a flow that is unavailable: the sign-in continues. */
      readonly warning: Problem | null;
      /** The account that is signed in meanwhile, and still is when this sign-in is cancelled. */
      readonly current: Account | null;
    }
  | {
      readonly kind: 'signed-in';
      readonly account: Account;
      readonly session: SessionTimes;
      readonly refreshing: boolean;
      /** The provider is unreachable; the session continues, and is refreshed once it is reachable. */
      readonly offline: boolean;
      /** What is degraded: the provider is unreachable, or the keychain failed. */
      readonly notice: Problem | null;
      /** Why the last command failed: a further sign-in, or the sign-out of another account. */
      readonly problem: Problem | null;
      readonly others: readonly OtherAccount[];
    }
  | { readonly kind: 'signing-out'; readonly account: Account };

/** One error in the settings: which key, its source, what is wrong, what is expected. */
export interface ConfigProblem {
  readonly key: string;
  /** `environment COGNITO_DOMAIN`, or the path of the file. */
  readonly source: string;
  readonly problem: string;
  readonly expected: string;
}
