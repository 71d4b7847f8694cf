import type { Account, AuthState } from '../../../shared/auth-state';
import type { Problem } from '../../../shared/problem';
import { AppError, logFields } from '../../problems/app-error';
import type { AuthDependencies, StoredAccount } from '../ports';
import type { OidcClient } from '../provider/oidc-client';
import type { Tokens } from '../provider/token-response';
import { AccessToken, type AccessTokens, RefreshSchedule } from '../tokens/access-token';
import { endsSession, isRefusal, isWorthRetrying } from '../tokens/back-off';
import { isAboutSaving, type RefreshToken, SaveRetry } from '../tokens/refresh-token';
import { type Refreshed, refreshTokens } from '../tokens/token-refresh';
import { endOf, SessionWatch } from './session-watch';

/** An access token handed out is good for this long at least, in ms. */
const shortestUsefulMs = 10_000;

export interface AccountSessionEvents {
  /** Something that the window shows has changed. */
  onChange(): void;
  /** The session was renewed, or its token saved at last: the account has to be saved as it is now. */
  onRenewed(session: AccountSession): Promise<AppError | null>;
  /** The session is over; `null`: there was no refresh token to begin with. */
  onEnded(error: AppError | null): Promise<void>;
  /** A limit of the settings is reached (SEC-60). */
  onLimit(): void;
}

export interface AccountSessionOptions {
  readonly dependencies: AuthDependencies;
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
export class AccountSession implements AccessTokens {
  readonly refreshToken: RefreshToken;
  readonly #options: AccountSessionOptions;
  readonly #watch: SessionWatch;
  readonly #schedule: RefreshSchedule;
  readonly #saving: SaveRetry;
  readonly #abort = new AbortController();
  #stored: StoredAccount;
  #token: AccessToken | null = null;
  #running: Promise<void> | null = null;
  #notice: Problem | null = null;
  #isRestored = false;
  #isOffline = false;
  /** Refusals of the provider in a row. */
  #refusals = 0;
  /** There is no refresh token: the session is over with this access token. */
  #isLast = false;

  constructor(options: AccountSessionOptions) {
    const { clock } = options.dependencies;
    this.#options = options;
    this.refreshToken = options.refreshToken;
    this.#stored = options.stored;
    this.#schedule = new RefreshSchedule(clock, () => void this.refresh());
    this.#saving = new SaveRetry({
      clock,
      save: () => this.#saveAgain(),
      onSaved: () => {
        if (isAboutSaving(this.#notice)) this.show(null);
      },
    });
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

  /** Whether it was stopped, or has ended: it will not come back. */
  get isOver(): boolean {
    return this.#abort.signal.aborted;
  }

  /** What the window shows of it. */
  get view(): View {
    const { startedAt, account } = this.#stored;
    const { limits } = this.#options.dependencies.config;
    const accessTokenExpiresAt = this.#token?.expiresAt ?? null;
    const endsAt = endOf(startedAt, limits, this.#isLast ? accessTokenExpiresAt : null);
    return {
      account,
      session: { startedAt, accessTokenExpiresAt, endsAt },
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

  /**
   * Begins with what a sign-in brought.
   * @param refusal the keychain's, to take the refresh token
   * @param isLast there is no refresh token, this time's or an earlier one
   */
  begin(tokens: Tokens, refusal: AppError | null, isLast: boolean): void {
    this.#isLast = isLast;
    if (this.#watch.start(this.#stored)) this.#take(tokens, refusal);
  }

  /** Begins without an access token, or continues after a pause. */
  async resume(): Promise<void> {
    if (this.isOver) return;
    this.#schedule.resume();
    if (this.#watch.start(this.#stored)) await this.wake();
  }

  /** Refreshes now. However many call at once, one request is made and all wait for it (SEC-53). */
  refresh(): Promise<void> {
    if (this.isOver) return Promise.resolve();
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
   * there is none, else sets the timer again.
   */
  async wake(): Promise<void> {
    if (this.isOver || !this.#watch.check()) return;
    if (this.#schedule.isDue(this.#remainingMs)) await this.refresh();
  }

  async accessToken(): Promise<string> {
    if (this.#remainingMs <= shortestUsefulMs && this.#schedule.mayAsk) await this.refresh();
    if (this.#token !== null && this.#remainingMs > 0) return this.#token.reveal();
    throw new AppError(this.#notice?.code ?? 'login-required');
  }

  async renewedAccessToken(rejected: string): Promise<string> {
    if (this.#token?.reveal() === rejected && this.#schedule.mayAsk) await this.refresh();
    const token = await this.accessToken();
    if (token !== rejected) return token;
    throw new AppError(this.#notice?.code ?? 'login-required');
  }

  /** Another account is in use for now. A pending refresh is finished. */
  pause(): void {
    this.#schedule.pause();
    this.#watch.stop();
  }

  /** Stops for good: no timer is left, no token, and no request that could still write one (SEC-58). */
  async stop(): Promise<void> {
    this.#close();
    await Promise.all([this.#running, this.#saving.stop()]);
  }

  /** Resolves when nothing is being renewed or saved, so that a token just rotated is not lost with the app. */
  async settled(): Promise<void> {
    await Promise.all([this.#running, this.#saving.settled()]);
  }

  get #remainingMs(): number {
    return this.#token?.remainingMs ?? 0;
  }

  async #run(): Promise<void> {
    const { dependencies, client, refreshToken } = this.#options;
    const { config, clock } = dependencies;
    const { signal } = this.#abort;
    const { account } = this;
    this.#schedule.stop();
    try {
      const options = { config, clock, client, refreshToken, account, signal };
      const refreshed = await refreshTokens(options);
      if (this.isOver) return;
      if (refreshed === null) await this.#endWhenExpired();
      else await this.#renew(refreshed);
    } catch (thrown) {
      if (!this.isOver) await this.#fail(thrown);
    } finally {
      this.#isRestored = true;
    }
  }

  async #renew({ tokens, account, refusal }: Refreshed): Promise<void> {
    this.#stored = { ...this.#stored, account };
    this.#isLast = false;
    const problem = refusal ?? (await this.#options.events.onRenewed(this));
    if (!this.isOver) this.#take(tokens, problem);
  }

  #take({ accessToken, lifetimeMs, requestedAt }: Tokens, problem: AppError | null): void {
    const { clock } = this.#options.dependencies;
    this.#token = new AccessToken(accessToken, lifetimeMs, requestedAt, clock);
    this.#isRestored = true;
    this.#isOffline = false;
    this.#refusals = 0;
    this.#notice = problem?.toProblem() ?? null;
    this.#saving.note(problem);
    this.#schedule.renewed(this.#remainingMs);
  }

  async #fail(thrown: unknown): Promise<void> {
    const error = AppError.from(thrown);
    this.#options.dependencies.log.warn('auth.refresh-failed', logFields(error));
    // A damaged entry doesn't end the session at the provider, but leaves nothing to continue with.
    const isUnusable = error.code === 'keychain-corrupt' && this.#token === null;
    if (endsSession(error) || isUnusable) {
      // The provider still accepts the token that it sent with another user's ID token.
      if (error.code === 'subject-changed') {
        this.#options.client.handBack(await this.refreshToken.read().catch(() => null));
      }
      await this.#end(error);
      return;
    }
    this.#schedule.failed(error);
    this.#isOffline = ['provider-unreachable', 'provider-timeout'].includes(error.code);
    this.#notice = this.#withRemedy(error).toProblem();
    this.#saving.note(this.refreshToken.isSaved ? null : error);
  }

  /**
   * No refusal but `invalid_grant` ends the session (SEC-54). One that lasts needs the user to sign in again.
   */
  #withRemedy(error: AppError): AppError {
    if (!isRefusal(error)) return error;
    this.#refusals++;
    const isLasting = this.#refusals > 1 || !isWorthRetrying(error);
    if (this.#remainingMs > 0 || !isLasting) return error;
    return new AppError('refresh-refused', { cause: error.cause, detail: error.detail });
  }

  /** Without a refresh token, the session lasts as long as the access token does. */
  async #endWhenExpired(): Promise<void> {
    this.#isLast = true;
    const detail = { noRefreshToken: true } as const;
    if (this.#remainingMs > 0) {
      this.#schedule.set(this.#remainingMs);
      this.#notice = new AppError('login-required', { detail }).toProblem();
    } else {
      await this.#end(this.#token === null ? null : new AppError('session-ended', { detail }));
    }
  }

  async #end(error: AppError | null): Promise<void> {
    this.#close();
    await this.#saving.stop();
    await this.#options.events.onEnded(error);
  }

  #close(): void {
    this.pause();
    this.#token = null;
    this.#abort.abort(new AppError('cancelled'));
  }

  async #saveAgain(): Promise<AppError | null> {
    const refusal = await this.refreshToken.retry();
    return refusal !== null || this.isOver ? refusal : this.#options.events.onRenewed(this);
  }

  /** With an idle limit, activity is saved now and then: the app may be killed at any time. */
  #noteActivity(lastActiveAt: number): void {
    this.#stored = { ...this.#stored, lastActiveAt };
    if (this.#options.dependencies.config.limits.idleMs !== null) {
      void this.#options.events.onRenewed(this);
    }
  }
}
