import type { Account } from '../../shared/auth-state';
import { AccessToken } from './access-token';
import { isWorthRetrying, retryDelayMs } from './back-off';
import { AuthError } from './errors';
import type { OidcClient, Tokens } from './oidc-client';
import type { SessionDependencies } from './ports';
import { type Refreshed, refreshTokens } from './refresh';
import type { RefreshTokenStore } from './refresh-token-store';

/** A new access token is fetched this long before the old one expires, in ms. */
const leadMs = 60_000;

/** Even a provider with very short tokens is not asked more often, in ms. */
const shortestIntervalMs = 10_000;

/** JavaScript timers go wrong beyond 24 days; a day is soon enough to look again, in ms. */
const longestIntervalMs = 24 * 3_600_000;

export interface RefresherEvents {
  onStarted(): void;
  onRefreshed(refreshed: Refreshed, token: AccessToken): void;
  /** It did not work, and the session goes on. */
  onFailed(error: AuthError): void;
  /** There is no session any more; `null` when there was no refresh token to begin with. */
  onEnded(error: AuthError | null): Promise<void>;
}

/** Keeps one account's access token fresh: one request at a time, before it expires, and again later. */
export class Refresher {
  readonly #dependencies: SessionDependencies;
  readonly #client: OidcClient;
  readonly #store: RefreshTokenStore;
  readonly #events: RefresherEvents;
  #current: { account: Account; startedAt: number; abort: AbortController } | null = null;
  #token: AccessToken | null = null;
  #running: Promise<void> | null = null;
  #failures = 0;
  #stopTimer: () => void = () => {};

  constructor(
    dependencies: SessionDependencies,
    client: OidcClient,
    store: RefreshTokenStore,
    events: RefresherEvents,
  ) {
    this.#dependencies = dependencies;
    this.#client = client;
    this.#store = store;
    this.#events = events;
  }

  get token(): AccessToken | null {
    return this.#token;
  }

  /** Takes an account on, with the tokens of its sign-in, or without any after a launch. */
  start(account: Account, startedAt: number, tokens: Tokens | null): AccessToken | null {
    this.#current = { account, startedAt, abort: new AbortController() };
    this.#failures = 0;
    return tokens === null ? null : this.#take(tokens);
  }

  /** Refreshes now. However many call at once, one request is made and all wait for it (SEC-53). */
  refresh(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /**
   * After the computer slept, timers are late by as long as it slept (SEC-56): refreshes at once when
   * the token is about to expire or there is none, else sets the timer anew.
   */
  async wake(): Promise<void> {
    if (this.#current === null) return;
    const remaining = this.#token?.remainingMs ?? 0;
    if (remaining <= leadMs) await this.refresh();
    else this.#refreshAfter(remaining - leadMs);
  }

  /** Stops for good: no timer is left, and no request that could still write a token (SEC-58). */
  async stop(): Promise<void> {
    this.#stopTimer();
    this.#current?.abort.abort(new AuthError('cancelled'));
    this.#current = null;
    await this.#running;
    this.#token = null;
  }

  async #run(): Promise<void> {
    const current = this.#current;
    if (current === null) return;
    const { account, startedAt, abort } = current;
    this.#stopTimer();
    this.#events.onStarted();
    const { config } = this.#dependencies;
    const [client, store, signal] = [this.#client, this.#store, abort.signal];
    try {
      const refreshed = await refreshTokens({ config, client, store, account, startedAt, signal });
      if (signal.aborted) return;
      if (refreshed === null) await this.#endWhenExpired();
      else {
        this.#current = { ...current, account: refreshed.account };
        this.#failures = 0;
        this.#events.onRefreshed(refreshed, this.#take(refreshed.tokens));
      }
    } catch (thrown) {
      if (!signal.aborted) await this.#fail(thrown);
    }
  }

  async #fail(thrown: unknown): Promise<void> {
    const error =
      thrown instanceof AuthError ? thrown : new AuthError('internal', { cause: thrown });
    this.#dependencies.log.warn('auth.refresh-failed', { code: error.code });
    if (error.code === 'session-ended' || error.code === 'subject-changed') {
      this.#end();
      await this.#events.onEnded(error);
      return;
    }
    this.#failures++;
    const delay = isWorthRetrying(error) ? retryDelayMs(this.#failures, error) : null;
    if (delay !== null) this.#refreshAfter(delay);
    this.#events.onFailed(error);
  }

  /** Without a refresh token, the session lasts as long as the access token does. */
  async #endWhenExpired(): Promise<void> {
    const remaining = this.#token?.remainingMs ?? 0;
    if (remaining > 0) {
      this.#refreshAfter(remaining);
      this.#events.onFailed(new AuthError('login-required'));
      return;
    }
    const hadToken = this.#token !== null;
    this.#end();
    await this.#events.onEnded(hadToken ? new AuthError('session-ended') : null);
  }

  #end(): void {
    this.#stopTimer();
    this.#current = null;
    this.#token = null;
  }

  #take({ accessToken, lifetimeMs, requestedAt }: Tokens): AccessToken {
    const token = new AccessToken(accessToken, lifetimeMs, requestedAt, this.#dependencies.clock);
    this.#token = token;
    this.#refreshAfter(Math.max(shortestIntervalMs, token.remainingMs - leadMs));
    return token;
  }

  #refreshAfter(ms: number): void {
    this.#stopTimer();
    this.#stopTimer = this.#dependencies.clock.after(
      Math.min(ms, longestIntervalMs),
      () => void this.refresh(),
    );
  }
}
