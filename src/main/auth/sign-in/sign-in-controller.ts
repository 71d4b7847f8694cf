import type { SignInOptions } from '../../../shared/api';
import { isInRealBrowser } from '../../../shared/flows';
import { AppError, logFields, toProblem } from '../../problems/app-error';
import { providerUrl } from '../accounts/account-key';
import type { AccountSession } from '../accounts/account-session';
import type { SessionRegistry } from '../accounts/session-registry';
import type { Attempt, AuthStore } from '../auth-store';
import type { AuthDependencies } from '../ports';
import type { OidcClient } from '../provider/oidc-client';
import { accountOf, authenticatedAt } from '../provider/token-response';
import type { SignOutController } from '../sign-out/sign-out-controller';
import { runAuthorizationCodeFlow, type SignInTokens } from './authorization-code-flow';
import type { AuthorizationOptions } from './authorization-request';
import { PendingRequest } from './pending-request';

export interface SignInControllerOptions {
  readonly dependencies: AuthDependencies;
  readonly client: OidcClient;
  readonly sessions: SessionRegistry;
  /** Ends the browser session that a sign-in began. */
  readonly signOut: SignOutController;
  readonly store: AuthStore;
}

/** Sign-ins, one at a time, and their outcome for the account in use. */
export class SignInController {
  readonly #options: SignInControllerOptions;
  readonly #pending: PendingRequest;

  constructor(options: SignInControllerOptions) {
    this.#options = options;
    this.#pending = new PendingRequest(options.dependencies.clock);
  }

  /** Does not reject; the outcome is in the state. Not to be called while one is pending. */
  async run(options: SignInOptions): Promise<void> {
    const { dependencies, store } = this.#options;
    const { intent } = options;
    const abort = new AbortController();
    const attempt: Attempt = { abort, intent, phase: 'waiting', flow: null, warning: null };
    store.update({ attempt, problem: null });
    try {
      const active = await this.#adopt(await this.#authorize(abort, options));
      dependencies.log.info('auth.signed-in');
      store.update({ attempt: null, active });
    } catch (error) {
      const problem = toProblem(error);
      dependencies.log.warn('auth.sign-in-failed', logFields(problem));
      const isShown = store.active === null || problem.code !== 'cancelled';
      store.update({ attempt: null, ...(isShown ? { problem } : {}) });
    }
  }

  #authorize(abort: AbortController, options: SignInOptions): Promise<SignInTokens> {
    const { dependencies, client, store } = this.#options;
    const isReauthentication = options.prompt !== undefined || options.maxAge !== undefined;
    const expected = isReauthentication ? (store.active?.account ?? null) : null;
    return runAuthorizationCodeFlow({
      dependencies,
      client,
      pending: this.#pending,
      abort,
      flow: options.flow ?? null,
      expectedSubject: expected?.subject ?? null,
      request: requestOf(options, expected?.email ?? null),
      onOpening: (flow) => {
        dependencies.log.info('auth.sign-in-opening', { flow });
        this.#show(abort, { flow });
      },
      onWarning: (warning) => {
        dependencies.log.warn('auth.sign-in-warning', { code: warning.code });
        this.#show(abort, { warning: warning.toProblem() });
      },
      onFinishing: () => this.#show(abort, { phase: 'finishing', warning: null }),
    });
  }

  #show(abort: AbortController, changes: Partial<Attempt>): void {
    const { store } = this.#options;
    const { attempt } = store.activity;
    // A window that is slow to close may report on a sign-in that is over.
    if (attempt?.abort === abort) store.update({ attempt: { ...attempt, ...changes } });
  }

  /** @returns the session that the sign-in began */
  async #adopt(tokens: SignInTokens): Promise<AccountSession> {
    const { dependencies, sessions, signOut, store } = this.#options;
    const { config, clock } = dependencies;
    const session: AccountSession = await sessions.adopt(
      {
        account: accountOf(tokens.claims, config),
        provider: providerUrl(config),
        // An `auth_time` in the future would extend the limits of the session (SEC-60).
        startedAt: Math.min(authenticatedAt(tokens.claims) ?? Infinity, clock.now()),
        lastActiveAt: clock.now(),
        flow: tokens.flow,
        isComplete: true,
      },
      tokens,
    );
    if (!isInRealBrowser(tokens.flow)) {
      signOut.ownBrowserSession = { session, idToken: tokens.idToken };
    }
    // The user may have authenticated longer ago than a session may last (SEC-60).
    if (session.isOver) throw new AppError('session-limit');
    store.active?.pause();
    return session;
  }
}

/** A reauthentication names the user who is to sign in, whatever the caller hints at. */
function requestOf(
  { flow: _, ...request }: SignInOptions,
  expected: string | null,
): AuthorizationOptions {
  return expected === null ? request : { ...request, loginHint: expected };
}
