import type { SignInOptions } from '../../shared/api';
import { providerUrl } from '../config/provider-url';
import type { AccountSession } from './account-session';
import type { SessionRegistry } from './account-sessions';
import type { AuthorizationOptions } from './authorization-request';
import type { AccountRemoval } from './departures';
import { AppError, toProblem } from './errors';
import { isInRealBrowser } from './flow-selection';
import { accountOf, authenticatedAt } from './id-token';
import type { OidcClient } from './oidc-client';
import type { SessionDependencies } from './ports';
import type { Attempt, SessionState } from './session-state';
import { runAuthorizationCodeFlow, type SignInTokens } from './sign-in-attempt';
import { PendingRequest } from './transactions';

export interface SignInControllerOptions {
  readonly dependencies: SessionDependencies;
  readonly client: OidcClient;
  readonly sessions: SessionRegistry;
  readonly removal: AccountRemoval;
  readonly state: SessionState;
}

/** Sign-ins, one at a time, and what comes of them for the account in use. */
export class SignInController {
  readonly #options: SignInControllerOptions;
  readonly #pending: PendingRequest;

  constructor(options: SignInControllerOptions) {
    this.#options = options;
    this.#pending = new PendingRequest(options.dependencies.clock);
  }

  /** Resolves when it is over; what came of it is in the state. Not to be called while one is under way. */
  async begin(options: SignInOptions): Promise<void> {
    const { dependencies, state } = this.#options;
    const { intent } = options;
    const abort = new AbortController();
    state.attempt = { abort, intent, phase: 'waiting', flow: null, warning: null };
    state.problem = null;
    state.publish();
    try {
      await this.#adopt(await this.#attempt(abort, options));
      dependencies.log.info('auth.signed-in');
    } catch (error) {
      const problem = toProblem(error);
      dependencies.log.warn('auth.sign-in-failed', { code: problem.code });
      if (state.active === null || problem.code !== 'cancelled') state.show(problem);
    } finally {
      state.attempt = null;
      state.publish();
    }
  }

  /** Ends the one under way; the window closes. */
  cancel(): void {
    this.#options.state.attempt?.abort.abort(new AppError('cancelled'));
  }

  #attempt(abort: AbortController, options: SignInOptions): Promise<SignInTokens> {
    const { dependencies, client, state } = this.#options;
    const isStepUp = options.prompt !== undefined || options.maxAge !== undefined;
    const expected = isStepUp ? (state.active?.account ?? null) : null;
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
    const { state } = this.#options;
    // A window that is slow to close tells of a sign-in that is over.
    if (state.attempt?.abort !== abort) return;
    state.attempt = { ...state.attempt, ...changes };
    state.publish();
  }

  async #adopt(tokens: SignInTokens): Promise<void> {
    const { dependencies, sessions, removal, state } = this.#options;
    const { config, clock } = dependencies;
    const session: AccountSession = await sessions.adopt(
      {
        account: accountOf(tokens.claims, config),
        provider: providerUrl(config),
        // A proof of the future would put the limits of the session off (SEC-60).
        startedAt: Math.min(authenticatedAt(tokens.claims) ?? Infinity, clock.now()),
        lastActiveAt: clock.now(),
        flow: tokens.flow,
        isComplete: true,
      },
      tokens,
    );
    if (!isInRealBrowser(tokens.flow)) {
      removal.ownBrowserSession = { session, idToken: tokens.idToken };
    }
    // The proof of who the person is may be older than a session may be (SEC-60).
    if (session.isOver) throw new AppError('session-limit');
    state.active?.pause();
    state.active = session;
  }
}

/** A step-up names who is to sign in, whatever the caller hints at. */
function requestOf(
  { flow: _, ...request }: SignInOptions,
  expected: string | null,
): AuthorizationOptions {
  return expected === null ? request : { ...request, loginHint: expected };
}
