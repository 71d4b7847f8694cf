import type { SignInOptions } from '../../shared/api';
import type { Account, AuthState } from '../../shared/auth-state';
import type { Problem } from '../../shared/problem';
import { offersSignUp } from './authorization-request';
import { AuthError, toProblem } from './errors';
import { accountOf, authenticatedAt } from './id-token';
import { OidcClient } from './oidc-client';
import type { SessionDependencies } from './ports';
import { keyOf, RefreshTokenStore } from './refresh-token-store';
import { Refresher } from './refresher';
import { attemptSignIn } from './sign-in-attempt';
import { performSignOut } from './sign-out';
import { StateCell } from './state-cell';
import { Transactions } from './transactions';

/** An access token handed out is good for this long at least, in ms. */
const shortestUsefulMs = 10_000;

/**
 * Who is signed in, and everything that changes it. The outcome of a command is in `state`: commands
 * resolve when they are over and do not reject. Call `restore()` once, first.
 *
 * Tokens are in private fields here and below, and in nothing that this class gives out but
 * `accessToken()` (SEC-43).
 */
export class Session {
  readonly #dependencies: SessionDependencies;
  readonly #client: OidcClient;
  readonly #store: RefreshTokenStore;
  readonly #refresher: Refresher;
  readonly #transactions: Transactions;
  readonly #cell: StateCell;
  readonly #disposal = new AbortController();
  #attempt: AbortController | null = null;
  #signingOut: Promise<void> | null = null;
  #startedAt = 0;

  constructor(dependencies: SessionDependencies) {
    const { config, fetch, clock, secrets, accounts, log } = dependencies;
    this.#dependencies = dependencies;
    this.#client = new OidcClient({ config, fetch, clock });
    this.#store = new RefreshTokenStore(secrets, accounts);
    this.#transactions = new Transactions(clock);
    this.#cell = new StateCell({ kind: 'restoring', account: null }, log);
    this.#refresher = new Refresher(dependencies, this.#client, this.#store, {
      onStarted: () => this.#patchSignedIn({ refreshing: true }),
      onRefreshed: ({ account, notice }, token) =>
        this.#setSignedIn(account, token.expiresAt, notice),
      onFailed: (error) => this.#onRefreshFailed(error),
      onEnded: (error) => this.#onEnded(error),
    });
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
    const { accounts, config, log } = this.#dependencies;
    if (this.state.kind !== 'restoring') return;
    const stored = await accounts.active().catch((error: unknown) => {
      log.warn('auth.account-index-unreadable', { code: toProblem(error).code });
      return null;
    });
    // After a change of the configuration, the account belongs to another provider or client.
    const isOurs =
      stored?.account.issuer === config.provider.issuer &&
      stored.account.clientId === config.clientId;
    if (stored === null || !isOurs) {
      this.#cell.set({ kind: 'signed-out', problem: null });
      return;
    }
    this.#startedAt = stored.startedAt;
    this.#cell.set({ kind: 'restoring', account: stored.account });
    this.#refresher.start(stored.account, stored.startedAt, null);
    await this.#refresher.refresh();
    log.info('auth.restored', { state: this.state.kind });
  }

  /** Opens the sign-in page and waits for its end. Does nothing unless signed out (SEC-20). */
  async signIn({ intent }: SignInOptions): Promise<void> {
    const { log } = this.#dependencies;
    if (this.state.kind !== 'signed-out') {
      log.info('auth.sign-in-ignored', { state: this.state.kind });
      return;
    }
    const abort = new AbortController();
    this.#attempt = abort;
    const show = (phase: 'waiting' | 'finishing', warning: Problem | null) =>
      this.#cell.set({ kind: 'signing-in', intent, phase, warning });
    show('waiting', null);
    try {
      await this.#completeSignIn(abort, {
        intent,
        onWarning: (warning) => {
          log.warn('auth.callback-refused', { code: warning.code });
          show('waiting', warning.toProblem());
        },
        onFinishing: () => show('finishing', null),
      });
      log.info('auth.signed-in');
    } catch (error) {
      const problem = toProblem(error);
      log.warn('auth.sign-in-failed', { code: problem.code });
      this.#cell.set({ kind: 'signed-out', problem });
    } finally {
      this.#attempt = null;
    }
  }

  /** Ends a pending sign-in; the window closes. Does nothing when there is none. */
  cancelSignIn(): void {
    this.#attempt?.abort(new AuthError('cancelled'));
  }

  /** Signs out here, at the provider, and in its browser session. Does nothing unless signed in. */
  async signOut(): Promise<void> {
    const { state } = this;
    if (state.kind === 'signed-in') this.#signingOut = this.#signOut(state.account);
    await this.#signingOut;
  }

  /** Gets a new access token now. Does nothing unless signed in. */
  async refresh(): Promise<void> {
    if (this.state.kind === 'signed-in') await this.#refresher.refresh();
  }

  /** To be called when the computer wakes up: refreshes if the token ran out meanwhile (SEC-56). */
  async wake(): Promise<void> {
    if (this.state.kind === 'signed-in') await this.#refresher.wake();
  }

  /**
   * An access token for an API call from the main process, refreshed when it is about to expire.
   * Never hand it to a renderer (SEC-44).
   *
   * @throws AuthError `login-required` when nobody is signed in; else why no token could be had
   */
  async accessToken(): Promise<string> {
    const isFresh = () => (this.#refresher.token?.remainingMs ?? 0) > shortestUsefulMs;
    if (!isFresh()) await this.refresh();
    const { state } = this;
    const token = this.#refresher.token;
    if (token !== null && token.remainingMs > 0) return token.reveal();
    const notice = state.kind === 'signed-in' ? state.notice : null;
    throw new AuthError(notice?.code ?? 'login-required');
  }

  /** Clears the problem, warning or notice that the current state shows. */
  dismissProblem(): void {
    const { state } = this;
    if (state.kind === 'signed-out') this.#cell.set({ ...state, problem: null });
    if (state.kind === 'signing-in') this.#cell.set({ ...state, warning: null });
    this.#patchSignedIn({ notice: null });
  }

  /** At quit: ends what is pending and tells nobody any more. Stored tokens stay. */
  dispose(): void {
    this.#cell.clear();
    this.#disposal.abort(new AuthError('cancelled'));
    this.cancelSignIn();
    void this.#refresher.stop();
  }

  async #completeSignIn(
    abort: AbortController,
    attempt: Pick<Parameters<typeof attemptSignIn>[0], 'intent' | 'onWarning' | 'onFinishing'>,
  ): Promise<void> {
    const [client, transactions] = [this.#client, this.#transactions];
    const { config, clock } = this.#dependencies;
    const tokens = await attemptSignIn({
      ...attempt,
      dependencies: this.#dependencies,
      client,
      transactions,
      abort,
    });
    const { claims, refreshToken } = tokens;
    if (claims === null) throw new AuthError('internal');
    if (abort.signal.aborted) {
      // Cancelled in the last moment: what was just given out is handed back.
      if (refreshToken !== null) client.revoke(refreshToken, this.#disposal.signal).catch(() => {});
      throw abort.signal.reason;
    }
    const account = accountOf(claims, config);
    this.#startedAt = authenticatedAt(claims) ?? clock.now();
    // SEC-51: in the keychain before anyone is told.
    const notice =
      refreshToken === null ? null : await this.#store.save(account, this.#startedAt, refreshToken);
    const token = this.#refresher.start(account, this.#startedAt, tokens);
    this.#setSignedIn(account, token?.expiresAt ?? null, notice);
  }

  async #signOut(account: Account): Promise<void> {
    const { log } = this.#dependencies;
    this.#cell.set({ kind: 'signing-out', account });
    await this.#refresher.stop();
    const problem = await performSignOut({
      dependencies: this.#dependencies,
      client: this.#client,
      store: this.#store,
      account,
      signal: this.#disposal.signal,
    });
    log.info('auth.signed-out');
    this.#cell.set({ kind: 'signed-out', problem });
  }

  #onRefreshFailed(error: AuthError): void {
    const { state } = this;
    // A damaged entry cannot be used; it stays until the next sign-in replaces it.
    if (state.kind === 'restoring' && error.code === 'keychain-corrupt') {
      this.#cell.set({ kind: 'signed-out', problem: error.toProblem() });
      void this.#refresher.stop();
    } else if (state.kind === 'restoring' && state.account !== null) {
      this.#setSignedIn(state.account, null, error.toProblem());
    } else {
      this.#patchSignedIn({ refreshing: false, notice: error.toProblem() });
    }
  }

  /** The provider ended the session, or there is no token for it: nothing is left to keep. */
  async #onEnded(error: AuthError | null): Promise<void> {
    const { state } = this;
    const account = state.kind === 'signed-in' || state.kind === 'restoring' ? state.account : null;
    if (account !== null) {
      await this.#store.forget(keyOf(account)).catch((cause: unknown) => {
        this.#dependencies.log.warn('auth.forget-failed', { code: toProblem(cause).code });
      });
    }
    // A sign-out that began meanwhile has the last word: nobody may sign in while it goes on.
    if (this.state.kind === 'signing-out') return;
    this.#cell.set({ kind: 'signed-out', problem: error?.toProblem() ?? null });
  }

  #setSignedIn(account: Account, expiresAt: number | null, notice: Problem | null): void {
    this.#cell.set({
      kind: 'signed-in',
      account,
      session: { startedAt: this.#startedAt, accessTokenExpiresAt: expiresAt },
      refreshing: false,
      notice,
    });
  }

  #patchSignedIn(patch: { refreshing?: boolean; notice?: Problem | null }): void {
    const { state } = this;
    if (state.kind === 'signed-in') this.#cell.set({ ...state, ...patch });
  }
}
