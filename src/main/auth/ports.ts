import type { Account } from '../../shared/auth-state';
import type { Config } from '../config/types';

/**
 * The edges of the sign-in core. `auth/` imports no Electron and no keychain: it takes these as
 * constructor arguments, so that every path can be tested with plain objects.
 */

/** What shows the authorization page to the person: RFC 8252's "user-agent". */
export interface UserAgent {
  /**
   * Shows `url` until a callback to `redirectUri` is accepted, and resolves with that callback's URL.
   * The redirect page itself is never requested (SEC-35).
   *
   * @throws AuthError `cancelled` when the person closes the window; `redirect-mismatch` or
   *   `hosted-ui-error` when the provider shows its own error page; `provider-unreachable` or
   *   `certificate-invalid` when the page cannot be loaded. When `signal` aborts, the user-agent
   *   closes and rejects with the signal's reason.
   */
  authorize(options: AuthorizeOptions): Promise<string>;

  /**
   * Ends the provider's browser session in the user-agent that signed in, then forgets its cookies.
   * Does nothing where no such session is known.
   */
  endSession(options: EndSessionOptions): Promise<void>;
}

export interface AuthorizeOptions {
  readonly url: string;
  readonly redirectUri: string;
  readonly signal: AbortSignal;
  /**
   * Asked once for every navigation to the redirect URI. `true`: it belongs to this sign-in, close
   * and resolve. `false`: a foreign or stale callback; keep the window open (SEC-6).
   */
  accept(callbackUrl: string): boolean;
}

export interface EndSessionOptions {
  /** The provider's logout URL, or `null` when it has none: then only the cookies are forgotten. */
  readonly url: string | null;
  readonly returnUri: string;
  readonly signal: AbortSignal;
}

/** Refresh tokens in the OS keychain, one per account. */
export interface SecretStore {
  /** The refresh token, or `null` when the account has none. @throws AuthError `keychain-*` */
  get(account: AccountKey): Promise<string | null>;
  /** Resolves once the token can be read back after a restart. @throws AuthError `keychain-*` */
  set(account: AccountKey, refreshToken: string): Promise<void>;
  /** No error when there was none. @throws AuthError `keychain-*` */
  delete(account: AccountKey): Promise<void>;
  /**
   * Calls back when a call that had failed with `keychain-timeout` has succeeded after all, mostly
   * because the person answered the keychain's dialog late: trying again now makes sense. Not when
   * it failed in the end, so that refusing the dialog never opens the next one.
   *
   * @returns the function that ends it
   */
  onAvailable(listener: () => void): () => void;
}

/** SEC-61: an account is issuer + client + subject, never an e-mail address. */
export interface AccountKey {
  readonly issuer: string;
  readonly clientId: string;
  readonly subject: string;
}

/** The non-secret list of accounts that lets the window show who you are before any network call. */
export interface AccountIndex {
  /** The account that was signed in last, or `null`. A damaged file counts as empty, and is kept aside. */
  active(): Promise<StoredAccount | null>;
  /** Adds or replaces the account and makes it the active one. */
  save(account: StoredAccount): Promise<void>;
  remove(key: AccountKey): Promise<void>;
}

export interface StoredAccount {
  readonly account: Account;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** Time, injectable. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds that never go backwards. */
  monotonic(): number;
  /** Calls `callback` after `ms`; returns a function that cancels it. */
  after(ms: number, callback: () => void): () => void;
}

/** Where events go. Fields are an allow-list of plain words; no token, code or e-mail (SEC-68). */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** All that a session needs from the world. */
export interface SessionDependencies {
  readonly config: Config;
  readonly userAgent: UserAgent;
  readonly secrets: SecretStore;
  readonly accounts: AccountIndex;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
}
