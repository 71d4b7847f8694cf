import type { SignInOptions } from '../../../shared/api';
import type { Account } from '../../../shared/auth-state';
import { type FlowName, isInRealBrowser } from '../../../shared/flows';
import type { Problem, ProblemCode } from '../../../shared/problem';
import { AppError, logFields } from '../../problems/app-error';
import { providerUrl } from '../accounts/account-key';
import type { AccountSession } from '../accounts/account-session';
import type { SessionRegistry } from '../accounts/session-registry';
import type { Attempt, AuthStore } from '../auth-store';
import type { AuthDependencies } from '../ports';
import type { OidcClient } from '../provider/oidc-client';
import { accountOf, authenticatedAt } from '../provider/token-response';
import type { SignOutController } from '../sign-out/sign-out-controller';
import { endBrowserSession } from '../sign-out/sign-out-steps';
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
  #running: Promise<void> = Promise.resolve();

  constructor(options: SignInControllerOptions) {
    this.#options = options;
    this.#pending = new PendingRequest(options.dependencies.clock);
  }

  /** Resolves when none is pending. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** Does not reject; the outcome is in the state. Not to be called while one is pending. */
  run(options: SignInOptions): Promise<void> {
    this.#running = this.#run(options);
    return this.#running;
  }

  async #run(options: SignInOptions): Promise<void> {
    const { dependencies, store } = this.#options;
    const { intent } = options;
    const abort = new AbortController();
    const attempt: Attempt = { abort, intent, phase: 'waiting', flow: null, warning: null };
    store.update({ attempt, problem: null });
    const inTheWay = this.#accountInTheWay(options);
    const begunAt = dependencies.clock.monotonic();
    try {
      const sought = { anotherThan: inTheWay, begunAt };
      const tokens = await this.#authorizeAnother(abort, options, sought);
      const cameBack = this.#isSameAgain(tokens, sought);
      const active = await this.#adopt(tokens);
      dependencies.log.info('auth.signed-in');
      const problem = cameBack ? this.#sameAccount(tokens.flow, active.account) : null;
      store.update({ attempt: null, active, problem });
    } catch (error) {
      const problem = this.#withOtherFlow(AppError.from(error), store.activity.attempt?.flow);
      dependencies.log.warn('auth.sign-in-failed', logFields(problem));
      const isShown = store.active === null || problem.code !== 'cancelled';
      store.update({ attempt: null, ...(isShown ? { problem } : {}) });
    }
  }

  /**
   * Whose session at the provider would answer this sign-in without a page, though another account is wanted:
   * that of the account in use, or one that a sign-out could not end. `anyone`: of another account here.
   */
  #accountInTheWay(options: SignInOptions): Account | 'anyone' | null {
    const { store, signOut } = this.#options;
    if (isReauthentication(options)) return null;
    const known = store.active?.account ?? signOut.openSession;
    return known ?? (store.others.length > 0 ? 'anyone' : null);
  }

  /**
   * Asks twice where that helps: the classic hosted UI of Cognito knows no `prompt`, and returns the user of its
   * session until that is ended. Another user's sign-in would replace that session anyway.
   */
  async #authorizeAnother(
    abort: AbortController,
    options: SignInOptions,
    sought: Sought,
  ): Promise<SignInTokens> {
    const { dependencies, client } = this.#options;
    const isAnother = sought.anotherThan !== null;
    const tokens = await this.#authorize(abort, options, isAnother);
    const isCognito = dependencies.config.provider.kind === 'cognito';
    const { flow } = tokens;
    if (
      !isCognito ||
      !isInRealBrowser(flow) ||
      !isSame(tokens, sought) ||
      this.#wasAsked(tokens, sought)
    ) {
      return tokens;
    }
    dependencies.log.info('auth.same-account-again', { flow });
    client.handBack(tokens.refreshToken);
    const { signal } = abort;
    await endBrowserSession(flow, null, { ...this.#options, signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      const { code } = AppError.from(error);
      dependencies.log.warn('auth.browser-session-not-ended', { code });
    });
    return this.#authorize(abort, options, isAnother);
  }

  /** After a sign-out, the same user may well want to sign in again: when the page asked. */
  #isSameAgain(tokens: SignInTokens, sought: Sought): boolean {
    const isWanted = this.#options.store.active === null && this.#wasAsked(tokens, sought);
    return isSame(tokens, sought) && !isWanted;
  }

  /** Whether the user has authenticated since then, by the provider's clock; `auth_time` has whole seconds. */
  #wasAsked({ claims }: SignInTokens, { begunAt }: Sought): boolean {
    const { dependencies, client } = this.#options;
    const begun = client.now() - (dependencies.clock.monotonic() - begunAt);
    return (authenticatedAt(claims) ?? 0) >= Math.floor(begun / 1000) * 1000;
  }

  #sameAccount(flow: FlowName, account: Account): Problem {
    const { config, log } = this.#options.dependencies;
    log.warn('auth.same-account', { flow });
    const user = account.name ?? account.email ?? account.username;
    const detail = { provider: config.provider.kind, ...(user === null ? {} : { user }) };
    return this.#withOtherFlow(new AppError('same-account', { detail }), flow);
  }

  /** Names the flow that may help, where one is allowed. */
  #withOtherFlow(error: AppError, flow: FlowName | null | undefined): Problem {
    const problem = error.toProblem();
    if (!flow || !flowMatters.includes(problem.code)) return problem;
    const otherFlow = this.#options.dependencies.config.flows.find(
      (each) => isInRealBrowser(each) !== isInRealBrowser(flow),
    );
    return otherFlow === undefined ? problem : { ...problem, otherFlow };
  }

  #authorize(
    abort: AbortController,
    options: SignInOptions,
    anotherAccount: boolean,
  ): Promise<SignInTokens> {
    const { dependencies, client, store } = this.#options;
    const expected = isReauthentication(options) ? (store.active?.account ?? null) : null;
    return runAuthorizationCodeFlow({
      dependencies,
      client,
      pending: this.#pending,
      abort,
      flow: options.flow ?? null,
      expectedSubject: expected?.subject ?? null,
      request: { ...requestOf(options, expected?.email ?? null), anotherAccount },
      onOpening: (flow) => {
        dependencies.log.info('auth.sign-in-opening', { flow });
        this.#show(abort, { flow, phase: 'waiting' });
      },
      onWarning: (warning) => {
        dependencies.log.warn('auth.sign-in-warning', logFields(warning));
        const { attempt } = store.activity;
        this.#show(abort, { warning: this.#withOtherFlow(warning, attempt?.flow) });
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
    if (isInRealBrowser(tokens.flow)) {
      signOut.openSession = null;
    } else {
      signOut.ownBrowserSession = { session, idToken: tokens.idToken };
    }
    // The user may have authenticated longer ago than a session may last (SEC-60).
    if (session.isOver) throw new AppError('session-limit');
    store.active?.pause();
    return session;
  }
}

/** Problems that another flow may solve. */
const flowMatters: readonly ProblemCode[] = ['same-account', 'navigation-blocked'];

/** A sign-in for another account than this one. */
interface Sought {
  readonly anotherThan: Account | 'anyone' | null;
  /** `clock.monotonic()`, in ms. */
  readonly begunAt: number;
}

function isSame({ claims }: SignInTokens, { anotherThan }: Sought): boolean {
  return anotherThan instanceof Object && anotherThan.subject === claims.sub;
}

function isReauthentication({ prompt, maxAge }: SignInOptions): boolean {
  return prompt !== undefined || maxAge !== undefined;
}

/** A reauthentication names the user who is to sign in, whatever the caller hints at. */
function requestOf(
  { flow: _, ...request }: SignInOptions,
  expected: string | null,
): AuthorizationOptions {
  return expected === null ? request : { ...request, loginHint: expected };
}
