import type { SignInOptions, SignOutOptions } from '../../shared/api';
import type { AuthState } from '../../shared/auth-state';
import { providerUrl } from '../config/provider-url';
import type { AccessTokens } from './access-token';
import { AccountList } from './account-list';
import type { AccountSession } from './account-session';
import { SessionRegistry } from './account-sessions';
import { offersSignUp } from './authorization-request';
import { AccountRemoval } from './departures';
import { AppError } from './errors';
import { OidcClient } from './oidc-client';
import type { SessionDependencies } from './ports';
import { SessionState } from './session-state';
import { SignInController } from './sign-ins';
import { SignOutController } from './sign-outs';

/**
 * Who is signed in, and everything that changes it. The outcome of a command is in `state`: commands
 * resolve when they are over and do not reject; one that does not fit the state does nothing. Call
 * `restore()` once, first.
 *
 * Tokens are in private fields of what this is made of, and in nothing that this class gives out but
 * `accessTokens()` (SEC-43).
 */
export class Session {
  readonly #dependencies: SessionDependencies;
  readonly #client: OidcClient;
  readonly #list: AccountList;
  readonly #sessions: SessionRegistry;
  readonly #removal: AccountRemoval;
  readonly #signInController: SignInController;
  readonly #signOutController: SignOutController;
  readonly #state: SessionState;
  readonly #disposal = new AbortController();
  readonly #stopListening: () => void;
  #isRestored = false;

  constructor(dependencies: SessionDependencies) {
    const { config, secrets, accounts, log } = dependencies;
    const { issuer } = config.provider;
    const scope = { issuer, clientId: config.clientId, provider: providerUrl(config) };
    const list = new AccountList(accounts, scope, log);
    const client = new OidcClient(dependencies);
    const state = new SessionState(list, log);
    const sessions = new SessionRegistry({
      dependencies,
      client,
      list,
      events: {
        onChange: () => state.publish(),
        isActive: (session) => session === state.active,
        onEnded: (session, error) => this.#onEnded(session, error),
        onLimit: (session) => {
          if (this.#signOutController.endAtLimit(session)) log.info('auth.session-limit');
        },
      },
    });
    const removal = new AccountRemoval({
      dependencies,
      client,
      list,
      sessions,
      onForgotten: () => state.publish(),
      signal: this.#disposal.signal,
    });
    this.#dependencies = dependencies;
    this.#client = client;
    this.#list = list;
    this.#sessions = sessions;
    this.#removal = removal;
    this.#state = state;
    this.#signInController = new SignInController({
      dependencies,
      client,
      sessions,
      removal,
      state,
    });
    this.#signOutController = new SignOutController({ list, sessions, removal, state });
    this.#stopListening = secrets.onAvailable(() => void this.wake());
  }

  get state(): AuthState {
    return this.#state.current;
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
    return this.#state.onChange(listener);
  }

  /** At launch: signs in again who was signed in last, from the keychain, without a window. */
  async restore(): Promise<void> {
    if (!this.#state.isStarting) return;
    const [stored] = await Promise.all([this.#list.load(), this.#client.recallMetadata()]);
    if (this.#isDisposed) return;
    this.#state.isStarting = false;
    this.#state.active = stored === null ? null : this.#sessions.of(stored);
    this.#state.publish();
    await this.#state.active?.resume();
    this.#isRestored = true;
    this.#dependencies.log.info('auth.restored', { state: this.state.kind });
    await this.#removal.finish();
  }

  /**
   * Opens the sign-in page and waits for its end: signs in, adds an account beside the one in use, or,
   * with a `prompt` or `maxAge`, has the person in use prove anew who they are (SEC-20, SEC-62).
   */
  async signIn(options: SignInOptions): Promise<void> {
    if (this.#accepts('sign-in')) await this.#signInController.begin(options);
  }

  /** Ends a pending sign-in; the window closes. */
  cancelSignIn(): void {
    this.#signInController.cancel();
  }

  /** Goes on with another account of this computer, without a sign-in page. */
  async switchAccount(id: string): Promise<void> {
    if (!this.#accepts('switch')) return;
    const stored = this.#list.find(id);
    if (!stored?.isComplete) return;
    const session = this.#sessions.of(stored);
    if (session === this.#state.active) return;
    this.#state.active?.pause();
    this.#state.active = session;
    this.#state.problem = null;
    this.#state.publish();
    if (session.refreshToken.isSaved) await this.#list.activate(stored).catch(() => {});
    // The person may have gone on to yet another one by now.
    if (this.#state.active === session) await session.resume();
  }

  /** Signs accounts out here, at the provider, and in its browser session. Waits for one that is under way. */
  async signOut(options: SignOutOptions = {}): Promise<void> {
    await this.#signOutController.settled();
    if (this.#accepts('sign-out')) await this.#signOutController.begin(options);
  }

  /** Gets a new access token now. Does nothing unless signed in. */
  async refresh(): Promise<void> {
    if (this.state.kind === 'signed-in') await this.#state.active?.refresh();
  }

  /** To be called when the computer wakes up: refreshes if the token ran out meanwhile (SEC-56). */
  async wake(): Promise<void> {
    await this.#state.active?.wake();
  }

  /**
   * The access tokens of the account in use, for API calls from the main process. They stay that
   * account's, whoever is in use later (SEC-61). Never hand one to a renderer (SEC-44).
   *
   * @throws AppError `login-required` when nobody is signed in
   */
  accessTokens(): AccessTokens {
    const { active, leaving } = this.#state;
    if (active === null || leaving !== null) throw new AppError('login-required');
    return active;
  }

  /** `accessTokens().accessToken()`, for one call. Rejects with what either throws. */
  async accessToken(): Promise<string> {
    return this.accessTokens().accessToken();
  }

  /** Clears what the current state shows: the warning or the problem; without a problem, the notice. */
  dismissProblem(): void {
    const { attempt, active, problem } = this.#state;
    if (attempt !== null) {
      this.#state.attempt = { ...attempt, warning: null };
      this.#state.publish();
    } else if (active === null || problem !== null) {
      this.#state.show(null);
    } else {
      active.show(null);
    }
  }

  /**
   * Before quitting: resolves when nothing is being renewed or saved, so that a token that was rotated
   * in this moment gets into the keychain, whosever it is.
   */
  settled(): Promise<void> {
    return this.#sessions.settled();
  }

  /** At quit: ends what is pending, takes no more commands and tells nobody any more. Stored tokens stay. */
  dispose(): void {
    this.#state.silence();
    this.#stopListening();
    this.#disposal.abort(new AppError('cancelled'));
    this.cancelSignIn();
    this.#sessions.stop();
  }

  get #isDisposed(): boolean {
    return this.#disposal.signal.aborted;
  }

  #onEnded(session: AccountSession, error: AppError | null): void {
    const state = this.#state;
    // A sign-out that began meanwhile has the last word.
    if (state.active !== session || state.leaving !== null) return;
    state.active = null;
    // At launch nobody has asked for anything: without a token, one is simply not signed in.
    const reason = error ?? (this.#isRestored ? new AppError('login-required') : null);
    state.problem = reason?.toProblem() ?? null;
    state.publish();
  }

  /** Commands of the person are for when nothing else is under way with the account in use. */
  #accepts(command: string): boolean {
    const { kind } = this.state;
    const isAccepted = ['signed-out', 'signed-in'].includes(kind) && !this.#isDisposed;
    if (!isAccepted) this.#dependencies.log.info(`auth.${command}-ignored`, { state: kind });
    return isAccepted;
  }
}
