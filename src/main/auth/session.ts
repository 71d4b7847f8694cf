import type { SignInOptions, SignOutOptions } from '../../shared/api';
import type { Account, AuthState } from '../../shared/auth-state';
import type { Problem } from '../../shared/problem';
import { providerUrl } from '../config/provider-url';
import { AccountList } from './account-list';
import type { AccountSession } from './account-session';
import { AccountSessions } from './account-sessions';
import { offersSignUp } from './authorization-request';
import { Departures } from './departures';
import { AuthError, toProblem } from './errors';
import { accountOf, authenticatedAt } from './id-token';
import { OidcClient } from './oidc-client';
import type { SessionDependencies } from './ports';
import { attemptSignIn, type SignInTokens } from './sign-in-attempt';
import { StateCell } from './state-cell';
import { Transactions } from './transactions';

/** A sign-in that is under way. */
interface Attempt extends Pick<Extract<AuthState, { kind: 'signing-in' }>, 'intent'> {
  readonly abort: AbortController;
  phase: 'waiting' | 'finishing';
  warning: Problem | null;
}

/**
 * Who is signed in, and everything that changes it. The outcome of a command is in `state`: commands
 * resolve when they are over and do not reject; one that does not fit the state does nothing. Call
 * `restore()` once, first.
 *
 * Tokens are in private fields here and below, and in nothing that this class gives out but
 * `accessToken()` (SEC-43).
 */
export class Session {
  readonly #dependencies: SessionDependencies;
  readonly #client: OidcClient;
  readonly #list: AccountList;
  readonly #sessions: AccountSessions;
  readonly #departures: Departures;
  readonly #transactions: Transactions;
  readonly #cell: StateCell;
  readonly #disposal = new AbortController();
  readonly #stopListening: () => void;
  #isStarting = true;
  #active: AccountSession | null = null;
  #attempt: Attempt | null = null;
  #leaving: Account | null = null;
  #signingOut: Promise<void> | null = null;
  #problem: Problem | null = null;

  constructor(dependencies: SessionDependencies) {
    const { config, fetch, clock, secrets, accounts, log } = dependencies;
    this.#dependencies = dependencies;
    this.#client = new OidcClient({ config, fetch, clock });
    const { issuer } = config.provider;
    const scope = { issuer, clientId: config.clientId, provider: providerUrl(config) };
    this.#list = new AccountList(accounts, scope, log);
    this.#transactions = new Transactions(clock);
    this.#cell = new StateCell({ kind: 'restoring', account: null }, log);
    this.#sessions = new AccountSessions({
      dependencies,
      client: this.#client,
      list: this.#list,
      events: {
        onChange: () => this.#publish(),
        isActive: (session) => session === this.#active,
        onEnded: (session, error) => this.#onEnded(session, error),
        onLimit: (session) => this.#onLimit(session),
      },
    });
    this.#departures = new Departures({
      dependencies,
      client: this.#client,
      list: this.#list,
      sessions: this.#sessions,
      signal: this.#disposal.signal,
    });
    this.#stopListening = secrets.onAvailable(() => void this.wake());
  }

  get state(): AuthState {
    return this.#cell.current;
  }

  /** Whether `signIn({ intent: 'sign-up' })` leads to a page to create an account. */
  get canSignUp(): boolean {
    const { provider, identityProvider } = this.#dependencies.config;
    if (provider.kind === 'cognito') return (identityProvider ?? 'COGNITO') === 'COGNITO';
    const metadata = this.#client.knownMetadata;
    return metadata !== null && offersSignUp(metadata);
  }

  /** Calls back on every change from now on; returns the function that ends it. */
  onChange(listener: (state: AuthState) => void): () => void {
    return this.#cell.onChange(listener);
  }

  /** At launch: signs in again who was signed in last, from the keychain, without a window. */
  async restore(): Promise<void> {
    if (!this.#isStarting) return;
    const stored = await this.#list.load();
    this.#isStarting = false;
    this.#active = stored === null ? null : this.#sessions.of(stored);
    this.#publish();
    await this.#active?.resume();
    this.#dependencies.log.info('auth.restored', { state: this.state.kind });
    await this.#departures.finish();
  }

  /**
   * Opens the sign-in page and waits for its end: signs in, adds an account beside the one in use, or,
   * with a `prompt` or `maxAge`, has the person in use prove anew who they are (SEC-20, SEC-62).
   */
  async signIn({ intent, prompt, maxAge }: SignInOptions): Promise<void> {
    if (!this.#accepts('sign-in', ['signed-out', 'signed-in'])) return;
    const { log } = this.#dependencies;
    const isStepUp = prompt !== undefined || maxAge !== undefined;
    const expected = isStepUp ? this.#active : null;
    const attempt: Attempt = {
      abort: new AbortController(),
      intent,
      phase: 'waiting',
      warning: null,
    };
    this.#attempt = attempt;
    this.#problem = null;
    this.#publish();
    try {
      const tokens = await attemptSignIn({
        dependencies: this.#dependencies,
        client: this.#client,
        transactions: this.#transactions,
        abort: attempt.abort,
        expectedSubject: expected?.account.subject ?? null,
        request: {
          intent,
          ...(maxAge === undefined ? {} : { maxAge }),
          ...(prompt === undefined ? {} : { prompt }),
          ...(expected?.account.email ? { loginHint: expected.account.email } : {}),
        },
        onWarning: (warning) => {
          log.warn('auth.callback-refused', { code: warning.code });
          this.#show(attempt, { warning: warning.toProblem() });
        },
        onFinishing: () => this.#show(attempt, { phase: 'finishing', warning: null }),
      });
      await this.#adopt(tokens);
      log.info('auth.signed-in');
    } catch (error) {
      const problem = toProblem(error);
      log.warn('auth.sign-in-failed', { code: problem.code });
      if (this.#active === null) this.#problem = problem;
      else if (problem.code !== 'cancelled') this.#active.show(problem);
    } finally {
      this.#attempt = null;
      this.#publish();
    }
  }

  /** Ends a pending sign-in; the window closes. */
  cancelSignIn(): void {
    this.#attempt?.abort.abort(new AuthError('cancelled'));
  }

  /** Goes on with another account of this computer, without a sign-in page. */
  async switchAccount(id: string): Promise<void> {
    if (!this.#accepts('switch', ['signed-out', 'signed-in'])) return;
    const stored = this.#list.find(id);
    if (!stored?.keep) return;
    const session = this.#sessions.of(stored);
    if (session === this.#active) return;
    this.#active?.pause();
    this.#active = session;
    this.#problem = null;
    this.#publish();
    if (session.refreshToken.isSaved) await this.#list.activate(stored).catch(() => {});
    await session.resume();
  }

  /** Signs accounts out here, at the provider, and in its browser session. Two at once are one. */
  async signOut({ account = 'current', everywhere = false }: SignOutOptions = {}): Promise<void> {
    if (this.#signingOut !== null) return this.#signingOut;
    if (!this.#accepts('sign-out', ['signed-out', 'signed-in'])) return;
    const leaving = this.#named(account);
    if (leaving.length > 0) await this.#signOut(leaving, { everywhere, reason: null });
  }

  /** Gets a new access token now. Does nothing unless signed in. */
  async refresh(): Promise<void> {
    if (this.state.kind === 'signed-in') await this.#active?.refresh();
  }

  /** To be called when the computer wakes up: refreshes if the token ran out meanwhile (SEC-56). */
  async wake(): Promise<void> {
    if (this.#signingOut === null) await this.#active?.wake();
  }

  /**
   * An access token for an API call from the main process, refreshed when it is about to expire.
   * Never hand it to a renderer (SEC-44).
   *
   * @throws AuthError `login-required` when nobody is signed in; else why no token could be had
   */
  async accessToken(): Promise<string> {
    if (this.#active === null || this.#leaving !== null) throw new AuthError('login-required');
    return this.#active.accessToken();
  }

  /** Clears the problem, warning or notice that the current state shows. */
  dismissProblem(): void {
    this.#problem = null;
    if (this.#attempt !== null) this.#show(this.#attempt, { warning: null });
    else if (this.#active === null) this.#publish();
    else this.#active.show(null);
  }

  /**
   * Before quitting: resolves when no refresh is under way, so that a token that was rotated in this
   * moment gets into the keychain.
   */
  async settled(): Promise<void> {
    await this.#active?.settled();
  }

  /** At quit: ends what is pending and tells nobody any more. Stored tokens stay. */
  dispose(): void {
    this.#cell.clear();
    this.#stopListening();
    this.#disposal.abort(new AuthError('cancelled'));
    this.cancelSignIn();
    void this.#active?.stop();
  }

  async #adopt(tokens: SignInTokens): Promise<void> {
    const { config, clock } = this.#dependencies;
    const session = await this.#sessions.adopt(
      {
        account: accountOf(tokens.claims, config),
        provider: providerUrl(config),
        startedAt: authenticatedAt(tokens.claims) ?? clock.now(),
        lastActiveAt: clock.now(),
        keep: true,
      },
      tokens,
    );
    if (this.#active !== session) this.#active?.pause();
    this.#active = session;
    this.#departures.browserSession = session;
  }

  #onEnded(session: AccountSession, error: AuthError | null): void {
    // A sign-out that began meanwhile has the last word.
    if (this.#active !== session || this.#leaving !== null) return;
    this.#active = null;
    this.#problem = error?.toProblem() ?? null;
    this.#publish();
  }

  /** SEC-60: as if the person had signed out, with the reason on the screen. */
  #onLimit(session: AccountSession): void {
    this.#dependencies.log.info('auth.session-limit');
    const reason = new AuthError('session-limit').toProblem();
    if (this.#signingOut === null) void this.#signOut([session], { everywhere: false, reason });
  }

  #signOut(
    sessions: readonly AccountSession[],
    options: { everywhere: boolean; reason: Problem | null },
  ): Promise<void> {
    this.#signingOut = this.#leave(sessions, options).finally(() => {
      this.#signingOut = null;
    });
    return this.#signingOut;
  }

  async #leave(
    sessions: readonly AccountSession[],
    { everywhere, reason }: { everywhere: boolean; reason: Problem | null },
  ): Promise<void> {
    const isCurrent = this.#active !== null && sessions.includes(this.#active);
    if (isCurrent) this.#leaving = this.#active?.account ?? null;
    this.#publish();
    const problem = (await this.#departures.leave(sessions, everywhere)) ?? reason;
    if (isCurrent) this.#active = null;
    this.#leaving = null;
    if (this.#active === null) this.#problem = problem;
    else if (problem !== null) this.#active.show(problem);
    this.#publish();
  }

  /** Which accounts a sign-out is about. */
  #named(account: NonNullable<SignOutOptions['account']>): readonly AccountSession[] {
    if (account === 'current') return this.#active === null ? [] : [this.#active];
    const stored =
      account === 'all'
        ? this.#list.all()
        : [this.#list.find(account.id)].filter((s) => s !== null);
    return stored.map((one) => this.#sessions.of(one));
  }

  #accepts(command: string, kinds: readonly AuthState['kind'][]): boolean {
    const { kind } = this.state;
    const isAccepted = kinds.includes(kind) && this.#signingOut === null;
    if (!isAccepted) this.#dependencies.log.info(`auth.${command}-ignored`, { state: kind });
    return isAccepted;
  }

  #show(attempt: Attempt, change: Partial<Pick<Attempt, 'phase' | 'warning'>>): void {
    Object.assign(attempt, change);
    this.#publish();
  }

  #publish(): void {
    this.#cell.set(this.#view());
  }

  #view(): AuthState {
    const active = this.#active;
    if (this.#isStarting) return { kind: 'restoring', account: null };
    if (this.#leaving !== null) return { kind: 'signing-out', account: this.#leaving };
    if (this.#attempt !== null) {
      const { intent, phase, warning } = this.#attempt;
      return { kind: 'signing-in', intent, phase, warning, current: active?.account ?? null };
    }
    const others = this.#list.others(active?.stored ?? null);
    if (active === null) return { kind: 'signed-out', problem: this.#problem, others };
    if (!active.isRestored) return { kind: 'restoring', account: active.account };
    return { kind: 'signed-in', ...active.view, others };
  }
}
