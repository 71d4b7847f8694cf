import type { Account } from '../../shared/auth-state';
import type { FlowName } from '../../shared/flows';
import type { Config } from '../config/types';
import type { AppError } from '../problems/app-error';
import type { Clock } from '../util/clock';
import type { Log } from '../util/log';

/**
 * The edges of the sign-in core. `auth/` imports no Electron and no keychain: it takes these as
 * constructor arguments, so that every path can be tested with plain objects.
 */

/**
 * What shows the authorization page to the user: RFC 8252's "user-agent". It has one or more flows;
 * `FlowSelection` chooses among them.
 */
export interface UserAgent {
  /**
   * Shows the authorization page until a callback is accepted, and resolves with that callback's URL.
   *
   * @throws AppError as `SignInFlow.authorize` does
   */
  authorize(options: AuthorizeOptions): Promise<string>;

  /**
   * Ends the provider's browser session where `flow` signed in. Does nothing where none is known.
   * @returns whether it is known to be over
   */
  endSession(options: EndSessionOptions): Promise<boolean>;
}

/** Shows the authorization page, and gets the response back, by one of `flowNames`. */
export interface SignInFlow {
  readonly name: FlowName;
  /**
   * Gets ready, calls `begin` once, shows the page that it gives, and resolves with the first callback
   * URL that `accept` takes: the redirect URI with a response in its query.
   *
   * @throws AppError one of `unavailableCodes` when the flow is unavailable here; `cancelled` when the
   *   user closes the window; `redirect-mismatch` or `hosted-ui-error` when the provider shows its
   *   own error page in a window of ours; `provider-unreachable` or `certificate-invalid` when the page
   *   cannot be loaded there. When `signal` aborts, the flow closes what it opened and rejects with the
   *   signal's reason.
   */
  authorize(options: FlowOptions): Promise<string>;
  /**
   * Ends the provider's browser session, then forgets its cookies where they are ours.
   * @returns whether it is known to be over: the provider came back, or no cookie is left
   */
  endSession(options: Omit<EndSessionOptions, 'flow'>): Promise<boolean>;
  /** Brings the page of the pending sign-in to the front; does nothing without one. */
  focus(): void;
}

export interface FlowOptions {
  /**
   * Makes the authorization request, once its redirect URI is known.
   * @returns the URL to open
   */
  begin(redirectUri: string): string;
  readonly signal: AbortSignal;
  /**
   * Asked once for everything that comes to the redirect URI. `true`: it belongs to this sign-in,
   * close and resolve. `false`: a foreign or stale callback; keep waiting (SEC-6).
   */
  accept(callbackUrl: string): boolean;
  /** Something was refused, or this flow is unavailable and the next one is tried: the sign-in continues. */
  onWarning(warning: AppError): void;
}

export interface AuthorizeOptions extends Pick<FlowOptions, 'signal' | 'accept' | 'onWarning'> {
  /** As in `FlowOptions`. Each call makes a new request, and drops the one before. */
  begin(flow: Flow): string;
  /** The flow that the user asked for; `null`: what the settings say. */
  readonly flow: FlowName | null;
  /** The provider is known to refuse windows of an app. */
  readonly needsRealBrowser: boolean;
}

/** The flow of a sign-in, and where the provider redirects to. */
export interface Flow {
  readonly name: FlowName;
  readonly redirectUri: string;
}

export interface EndSessionOptions {
  /** The flow that the account signed in with. */
  readonly flow: FlowName;
  /** The provider's page that ends its session and leads to `returnUri`; `null` when it has none. */
  logoutUrl(returnUri: string): string | null;
  /** What is better posted than opened, where that can be done; `null`: there is no such thing. */
  logoutForm(returnUri: string): LogoutForm | null;
  readonly signal: AbortSignal;
}

/** A request to be posted as a form. */
export interface LogoutForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Refresh tokens in the OS keychain, one per account. */
export interface SecretStore {
  /** The refresh token, or `null` when the account has none. @throws AppError `keychain-*` */
  get(account: AccountKey): Promise<string | null>;
  /** Resolves once the token can be read back after a restart. @throws AppError `keychain-*` */
  set(account: AccountKey, refreshToken: string): Promise<void>;
  /** No error when there was none. @throws AppError `keychain-*` */
  delete(account: AccountKey): Promise<void>;
  /**
   * Calls back when a call that had failed with `keychain-timeout` has succeeded after all, mostly
   * because the user answered the keychain's dialog late: trying again now makes sense. Not when
   * it failed in the end, so that refusing the dialog never opens the next one.
   *
   * @returns the function that ends it
   */
  onAvailable(listener: () => void): () => void;
}

/**
 * The non-secret list of the accounts on this computer. It lets the window show who you are before any
 * network call, and is the journal of pending changes to the keychain: see `StoredAccount.isComplete`.
 */
export interface AccountIndex {
  /** Never fails: a damaged file counts as empty, and is kept aside. */
  read(): Promise<AccountIndexContent>;
  /**
   * Adds the account or replaces what is known of it, all in one write.
   * @param options.active makes it the one to restore at the next launch; else that stays as it is
   */
  save(account: StoredAccount, options: { readonly active: boolean }): Promise<void>;
  /** Makes this account the one to restore at the next launch; `null`: none. */
  activate(account: AccountKey | null): Promise<void>;
  /** Sets `isComplete` to false for these, in one write. */
  discard(accounts: readonly AccountKey[]): Promise<void>;
  remove(account: AccountKey): Promise<void>;
}

/** What identifies an account; never an e-mail address (SEC-61). */
export interface AccountKey {
  readonly issuer: string;
  readonly clientId: string;
  readonly subject: string;
  /** Address of the server that issued the refresh token: it is sent to no other. */
  readonly provider: string;
}

export interface AccountIndexContent {
  /** The account that was used last, or `null`. It is one of `accounts`. */
  readonly active: StoredAccount | null;
  readonly accounts: readonly StoredAccount[];
}

export interface StoredAccount {
  readonly account: Account;
  readonly provider: string;
  /** When the user last authenticated, in ms since the epoch. */
  readonly startedAt: number;
  /** The flow of the sign-in: its user-agent has the provider's browser session. */
  readonly flow: FlowName;
  /** When the user last used the computer while signed in, in ms since the epoch. For the idle limit. */
  readonly lastActiveAt: number;
  /**
   * False from before the keychain is first written until the sign-in is complete, and from the moment
   * a sign-out begins. If the app dies in between, the next launch deletes the entry.
   */
  readonly isComplete: boolean;
}

/** The provider's discovery document, kept from one launch to the next. Nothing in it is secret. */
export interface DiscoveryCache {
  /** Never fails: a damaged one counts as none. What it says is yet to be checked. */
  read(): Promise<KeptDocument | null>;
  /** Replaces the one before, of whatever issuer. Never fails: the next launch asks the provider then. */
  write(kept: KeptDocument): Promise<void>;
}

export interface KeptDocument {
  /** Who was asked for it. */
  readonly issuer: string;
  /** In ms since the epoch. */
  readonly fetchedAt: number;
  readonly document: unknown;
}

/** What the computer knows about itself. */
export interface Machine {
  /** False only when there certainly is no network. */
  isOnline(): boolean;
  /** How long mouse and keyboard have been unused, in ms. */
  idleMs(): number;
}

/** What `AuthService` needs from outside. */
export interface AuthDependencies {
  readonly config: Config;
  readonly userAgent: UserAgent;
  readonly secrets: SecretStore;
  readonly accounts: AccountIndex;
  /** For a provider that is found by discovery; without one, it is asked at each launch. */
  readonly discoveryCache?: DiscoveryCache;
  readonly clock: Clock;
  readonly machine: Machine;
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
}
