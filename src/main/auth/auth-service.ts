import type { SignInOptions, SignOutOptions } from '../../shared/api';
import type { AuthState } from '../../shared/auth-state';
import { AppError } from '../problems/app-error';
import { providerUrl } from './accounts/account-key';
import { AccountList } from './accounts/account-list';
import type { AccountSession } from './accounts/account-session';
import { SessionRegistry } from './accounts/session-registry';
import { AuthStore } from './auth-store';
import type { AuthDependencies } from './ports';
import { OidcClient } from './provider/oidc-client';
import { offersPrompt } from './sign-in/authorization-request';
import { SignInController } from './sign-in/sign-in-controller';
import { SignOutController } from './sign-out/sign-out-controller';
import type { AccessTokens } from './tokens/access-token';

/**
 * Who is signed in, and the commands that change it. The outcome of a command is in `state`: commands
 * resolve when they are over and do not reject; one that does not fit the state does nothing. Call
 * `restore()` once, first.
 *
 * Tokens are in private fields of the parts of this class, and only `accessTokens()` gives them out
 * (SEC-43).
 */
export class AuthService {
  readonly #dependencies: AuthDependencies;
  readonly #client: OidcClient;
  readonly #list: AccountList;
  readonly #sessions: SessionRegistry;
  readonly #signIn: SignInController;
  readonly #signOut: SignOutController;
  readonly #store: AuthStore;
  readonly #disposal = new AbortController();
  readonly #stopListening: () => void;
  #isRestored = false;

  constructor(dependencies: AuthDependencies) {
    const { config, secrets, accounts, log } = dependencies;
    const { issuer } = config.provider;
    const scope = { issuer, clientId: config.clientId, provider: providerUrl(config) };
    const list = new AccountList(accounts, scope, log);
    const client = new OidcClient(dependencies);
    const store = new AuthStore(list, log);
    const sessions = new SessionRegistry({
      dependencies,
      client,
      list,
      events: {
        onChange: () => store.update(),
        isActive: (session) => session === store.active,
        onEnded: (session, error) => this.#onEnded(session, error),
        onLimit: (session) => {
          if (this.#signOut.endAtLimit(session)) log.info('auth.session-limit');
        },
      },
    });
    const { signal } = this.#disposal;
    const signOut = new SignOutController({ dependencies, client, list, sessions, store, signal });
    this.#dependencies = dependencies;
    this.#client = client;
    this.#list = list;
    this.#sessions = sessions;
    this.#store = store;
    this.#signIn = new SignInController({ dependencies, client, sessions, signOut, store });
    this.#signOut = signOut;
    this.#stopListening = secrets.onAvailable(() => void this.wake());
  }

  get state(): AuthState {
    return this.#store.state;
  }

  /** Whether `signIn({ intent: 'sign-up' })` leads to a page to create an account. */
  get canSignUp(): boolean {
    const { provider, identityProvider } = this.#dependencies.config;
    if (provider.kind === 'cognito') return (identityProvider ?? 'COGNITO') === 'COGNITO';
    const metadata = this.#client.metadata.hints;
    return metadata !== null && offersPrompt(metadata, 'create');
  }

  /** Calls back on every change from now on; returns the function that ends it. */
  onChange(listener: (state: AuthState) => void): () => void {
    return this.#store.onChange(listener);
  }

  /** At launch: restores the session of the account last used, from the keychain, without a window. */
  async restore(): Promise<void> {
    if (!this.#store.activity.isStarting) return;
    const [stored] = await Promise.all([this.#list.load(), this.#client.metadata.recall()]);
    if (this.#isDisposed) return;
    const active = stored === null ? null : this.#sessions.of(stored);
    this.#store.update({ isStarting: false, active });
    await this.#store.active?.resume();
    this.#isRestored = true;
    this.#dependencies.log.info('auth.restored', { state: this.state.kind });
    await this.#signOut.finish();
  }

  /**
   * Opens the sign-in page and waits until the sign-in is over: signs in, adds an account to the one in
   * use, or, with a `prompt` or `maxAge`, has the user of that account reauthenticate (SEC-20, SEC-62).
   */
  async signIn(options: SignInOptions): Promise<void> {
    const { attempt } = this.#store.activity;
    // The user wants another flow than that of the pending sign-in.
    if (attempt?.flow && options.flow !== undefined && options.flow !== attempt.flow) {
      this.cancelSignIn();
      await this.#signIn.settled();
    }
    if (this.#accepts('sign-in')) await this.#signIn.run(options);
  }

  /** Ends a pending sign-in; the window closes. */
  cancelSignIn(): void {
    this.#store.activity.attempt?.abort.abort(new AppError('cancelled'));
  }

  /** Continues as another account of this computer, without a sign-in page. */
  async switchAccount(id: string): Promise<void> {
    if (!this.#accepts('switch')) return;
    const stored = this.#list.find(id);
    if (!stored?.isComplete) return;
    const session = this.#sessions.of(stored);
    if (session === this.#store.active) return;
    this.#store.active?.pause();
    this.#store.update({ active: session, problem: null });
    if (session.refreshToken.isSaved) await this.#list.activate(stored).catch(() => {});
    // The user may have switched to another account by now.
    if (this.#store.active === session) await session.resume();
  }

  /** Signs accounts out here, at the provider, and in its browser session. Waits for a pending sign-out. */
  async signOut(options: SignOutOptions = {}): Promise<void> {
    await this.#signOut.settled();
    if (this.#accepts('sign-out')) await this.#signOut.run(options);
  }

  /** Gets a new access token now. Does nothing unless signed in. */
  async refresh(): Promise<void> {
    if (this.state.kind === 'signed-in') await this.#store.active?.refresh();
  }

  /** To be called when the computer wakes up: refreshes if the token expired meanwhile (SEC-56). */
  async wake(): Promise<void> {
    await this.#store.active?.wake();
  }

  /**
   * The access tokens of the account in use, for API calls from the main process. They stay that
   * account's, whichever is in use later (SEC-61). Never hand one to a renderer (SEC-44).
   *
   * @throws AppError `login-required` when no account is in use
   */
  accessTokens(): AccessTokens {
    const { active, signingOut } = this.#store.activity;
    if (active === null || signingOut !== null) throw new AppError('login-required');
    return active;
  }

  /** `accessTokens().accessToken()`, for one call. Rejects with what either throws. */
  async accessToken(): Promise<string> {
    return this.accessTokens().accessToken();
  }

  /** Shows something that was refused: as a warning of the pending sign-in, or as a problem where there is none. */
  report(error: AppError): void {
    const { attempt } = this.#store.activity;
    const shown = error.toProblem();
    if (attempt !== null) this.#store.update({ attempt: { ...attempt, warning: shown } });
    else this.#store.update({ problem: shown });
  }

  /** Clears what the current state shows: the warning or the problem; without a problem, the notice. */
  dismissProblem(): void {
    const { attempt, active, problem } = this.#store.activity;
    if (attempt !== null) this.#store.update({ attempt: { ...attempt, warning: null } });
    else if (active === null || problem !== null) this.#store.update({ problem: null });
    else active.show(null);
  }

  /**
   * Before quitting: resolves when no refresh and no save is pending, of any account, so that a token
   * that was rotated in this moment gets into the keychain.
   */
  settled(): Promise<void> {
    return this.#sessions.settled();
  }

  /** At quit: ends what is pending, takes no more commands and calls nobody back. Stored tokens stay. */
  dispose(): void {
    this.#store.close();
    this.#stopListening();
    this.#disposal.abort(new AppError('cancelled'));
    this.cancelSignIn();
    this.#sessions.stop();
  }

  get #isDisposed(): boolean {
    return this.#disposal.signal.aborted;
  }

  #onEnded(session: AccountSession, error: AppError | null): void {
    const { active, signingOut } = this.#store.activity;
    // A sign-out that began meanwhile has the last word.
    if (active !== session || signingOut !== null) return;
    // At launch the user has not asked for anything: without a token, the state is just signed out.
    const reason = error ?? (this.#isRestored ? new AppError('login-required') : null);
    this.#store.update({ active: null, problem: reason?.toProblem() ?? null });
  }

  /** Accepts a command unless another one is pending for the account in use. */
  #accepts(command: string): boolean {
    const { kind } = this.state;
    const isAccepted = ['signed-out', 'signed-in'].includes(kind) && !this.#isDisposed;
    if (!isAccepted) this.#dependencies.log.info(`auth.${command}-ignored`, { state: kind });
    return isAccepted;
  }
}
