import type { Account, AuthState } from '../../shared/auth-state';
import type { Problem } from '../../shared/problem';
import { AccessToken } from './access-token';
import { isWorthRetrying, retryDelayMs } from './back-off';
import { AuthError } from './errors';
import { endOf } from './limits';
import type { OidcClient, Tokens } from './oidc-client';
import type { SessionDependencies, StoredAccount } from './ports';
import { type Refreshed, refreshTokens } from './refresh';
import type { RefreshToken } from './refresh-token';
import { SessionWatch } from './session-watch';
import { Timer } from './timer';

/**
 * A new access token is fetched this long before the old one expires, and up to half as long again, by
 * chance, so that a thousand apps do not ask in the same second. In ms.
 */
const leadMs = 60_000;

/** Even a provider with very short tokens is not asked more often, in ms. */
const shortestIntervalMs = 10_000;

/** An access token handed out is good for this long at least, in ms. */
const shortestUsefulMs = 10_000;

export interface AccountSessionEvents {
  /** Something that the window shows has changed. */
  onChange(): void;
  /** The session was renewed, or its token saved at last: the account is to be written down as it is. */
  onRenewed(session: AccountSession): Promise<AuthError | null>;
  /** There is no session any more; `null`: there was no refresh token to begin with. */
  onEnded(error: AuthError | null): Promise<void>;
  /** A limit of the settings is reached (SEC-60). */
  onLimit(): void;
}

export interface AccountSessionOptions {
  readonly dependencies: SessionDependencies;
  readonly client: OidcClient;
  readonly refreshToken: RefreshToken;
  readonly stored: StoredAccount;
  readonly events: AccountSessionEvents;
}

type View = Pick<
  Extract<AuthState, { kind: 'signed-in' }>,
  'account' | 'session' | 'refreshing' | 'offline' | 'notice'
>;

/**
 * The session of one account: keeps its access token fresh, with one request at a time, before it
 * expires, and again later when that fails. Ends only when the provider says so, or a limit does.
 */
export class AccountSession {
  readonly refreshToken: RefreshToken;
  readonly #options: AccountSessionOptions;
  readonly #watch: SessionWatch;
  readonly #refreshTimer: Timer;
  readonly #saveTimer: Timer;
  readonly #abort = new AbortController();
  #stored: StoredAccount;
  #token: AccessToken | null = null;
  #running: Promise<void> | null = null;
  #notice: Problem | null = null;
  #isRestored = false;
  #isOffline = false;
  #isPaused = false;
  #failures = 0;
  #refusals = 0;

  constructor(options: AccountSessionOptions) {
    const { clock } = options.dependencies;
    this.#options = options;
    this.refreshToken = options.refreshToken;
    this.#stored = options.stored;
    this.#refreshTimer = new Timer(clock, () => void this.refresh());
    this.#saveTimer = new Timer(clock, () => void this.#saveAgain());
    this.#watch = new SessionWatch(options.dependencies, {
      onActivity: (lastActiveAt) => this.#noteActivity(lastActiveAt),
      onLimit: options.events.onLimit,
      onWake: () => void this.wake(),
      onDoubt: () => void this.refresh(),
    });
  }

  get stored(): StoredAccount {
    return this.#stored;
  }

  get account(): Account {
    return this.#stored.account;
  }

  /** Whether the first refresh since the launch or the switch is over, whatever came of it. */
  get isRestored(): boolean {
    return this.#isRestored;
  }

  /** What the window shows of it. */
  get view(): View {
    const { startedAt, account } = this.#stored;
    const { limits } = this.#options.dependencies.config;
    const accessTokenExpiresAt = this.#token?.expiresAt ?? null;
    return {
      account,
      session: { startedAt, accessTokenExpiresAt, endsAt: endOf(startedAt, limits) },
      refreshing: this.#running !== null,
      offline: this.#isOffline,
      notice: this.#notice,
    };
  }

  /** Shows a problem that has to do with this account, or `null`: none any more. */
  show(notice: Problem | null): void {
    this.#notice = notice;
    this.#options.events.onChange();
  }

  /** Begins with what a sign-in brought. */
  begin(stored: StoredAccount, tokens: Tokens, refusal: AuthError | null): void {
    this.#stored = stored;
    this.#isPaused = false;
    if (this.#watch.start(this.#stored)) this.#take(tokens, refusal);
  }

  /** Begins without an access token, or goes on after a pause. */
  async resume(): Promise<void> {
    this.#isPaused = false;
    if (this.#watch.start(this.#stored)) await this.wake();
  }

  /** Refreshes now. However many call at once, one request is made and all wait for it (SEC-53). */
  refresh(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve();
    if (this.#running === null) {
      this.#running = this.#run().finally(() => {
        this.#running = null;
        this.#options.events.onChange();
      });
      this.#options.events.onChange();
    }
    return this.#running;
  }

  /**
   * To be called when something may have changed that no timer can know: the computer woke up, the
   * network or the keychain is back (SEC-56). Refreshes at once when the token is about to expire or
   * there is none, else sets the timer anew.
   */
  async wake(): Promise<void> {
    if (!this.#watch.check()) return;
    const remaining = this.#token?.remainingMs ?? 0;
    if (remaining <= leadMs) await this.refresh();
    else this.#refreshIn(remaining - leadMs);
  }

  /**
   * An access token for an API call, refreshed when it is about to expire.
   * @throws AuthError why none could be had
   */
  async accessToken(): Promise<string> {
    if ((this.#token?.remainingMs ?? 0) <= shortestUsefulMs) await this.refresh();
    if (this.#token !== null && this.#token.remainingMs > 0) return this.#token.reveal();
    throw new AuthError(this.#notice?.code ?? 'login-required');
  }

  /** Another account is used for now. A refresh under way is brought to its end. */
  pause(): void {
    this.#isPaused = true;
    this.#refreshTimer.stop();
    this.#watch.stop();
  }

  /** Stops for good: no timer is left, and no request that could still write a token (SEC-58). */
  async stop(): Promise<void> {
    this.pause();
    this.#saveTimer.stop();
    this.#abort.abort(new AuthError('cancelled'));
    await this.#running;
    this.#token = null;
  }

  /** Resolves when no refresh is under way, so that a token just rotated is not lost with the app. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    const { dependencies, client, refreshToken } = this.#options;
    const { config, clock } = dependencies;
    const { signal } = this.#abort;
    const { account } = this;
    this.#refreshTimer.stop();
    try {
      const options = { config, clock, client, refreshToken, account, signal };
      const refreshed = await refreshTokens(options);
      if (signal.aborted) return;
      if (refreshed === null) await this.#endWhenExpired();
      else await this.#renew(refreshed);
    } catch (thrown) {
      if (!signal.aborted) await this.#fail(thrown);
    } finally {
      this.#isRestored = true;
    }
  }

  async #renew({ tokens, account, refusal }: Refreshed): Promise<void> {
    this.#stored = { ...this.#stored, account };
    const problem = refusal ?? (await this.#options.events.onRenewed(this));
    if (!this.#abort.signal.aborted) this.#take(tokens, problem);
  }

  #take({ accessToken, lifetimeMs, requestedAt }: Tokens, problem: AuthError | null): void {
    const { clock } = this.#options.dependencies;
    this.#token = new AccessToken(accessToken, lifetimeMs, requestedAt, clock);
    this.#failures = 0;
    this.#isRestored = true;
    this.#isOffline = false;
    this.#notice = problem?.toProblem() ?? null;
    this.#saveLater(problem);
    const lead = leadMs * (1 + Math.random() / 2);
    this.#refreshIn(Math.max(shortestIntervalMs, this.#token.remainingMs - lead));
  }

  async #fail(thrown: unknown): Promise<void> {
    const error = AuthError.from(thrown);
    this.#options.dependencies.log.warn('auth.refresh-failed', { code: error.code });
    // Damage is no end that the provider has set, but nothing is left to go on with either.
    const isUnusable = error.code === 'keychain-corrupt' && this.#token === null;
    if (error.code === 'session-ended' || error.code === 'subject-changed' || isUnusable) {
      await this.#end(error);
      return;
    }
    this.#failures++;
    const delay = isWorthRetrying(error) ? retryDelayMs(this.#failures, error) : null;
    if (delay !== null) this.#refreshIn(delay);
    this.#isOffline = ['provider-unreachable', 'provider-timeout'].includes(error.code);
    this.#notice = error.toProblem();
    this.#saveLater(this.refreshToken.isSaved ? null : error);
  }

  /** Without a refresh token, the session lasts as long as the access token does. */
  async #endWhenExpired(): Promise<void> {
    const remaining = this.#token?.remainingMs ?? 0;
    if (remaining > 0) {
      this.#refreshIn(remaining);
      this.#notice = new AuthError('login-required').toProblem();
    } else {
      await this.#end(this.#token === null ? null : new AuthError('session-ended'));
    }
  }

  async #end(error: AuthError | null): Promise<void> {
    this.pause();
    this.#saveTimer.stop();
    this.#token = null;
    await this.#options.events.onEnded(error);
  }

  /**
   * SEC-52: what the keychain refused is offered to it again, at growing intervals. Not to a locked one,
   * which would ask the person for its password each time: that waits for the next refresh.
   */
  #saveLater(refusal: AuthError | null): void {
    this.#refusals = refusal === null ? 0 : this.#refusals + 1;
    const isHopeless =
      refusal === null || ['keychain-locked', 'keychain-too-large'].includes(refusal.code);
    const delay = isHopeless ? null : retryDelayMs(this.#refusals, refusal);
    if (delay === null) this.#saveTimer.stop();
    else this.#saveTimer.set(delay);
  }

  async #saveAgain(): Promise<void> {
    const problem =
      (await this.refreshToken.retry()) ?? (await this.#options.events.onRenewed(this));
    if (this.#abort.signal.aborted) return;
    this.#saveLater(problem);
    if (problem === null && isAboutSaving(this.#notice)) this.show(null);
  }

  #refreshIn(ms: number): void {
    if (!this.#isPaused) this.#refreshTimer.set(ms);
  }

  /** With an idle limit, activity is written down now and then: the app may be killed at any time. */
  #noteActivity(lastActiveAt: number): void {
    this.#stored = { ...this.#stored, lastActiveAt };
    if (this.#options.dependencies.config.limits.idleMs !== null) {
      void this.#options.events.onRenewed(this);
    }
  }
}

function isAboutSaving(notice: Problem | null): boolean {
  return (
    notice !== null && (notice.code.startsWith('keychain-') || notice.code === 'disk-unwritable')
  );
}
