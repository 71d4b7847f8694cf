import { createHash } from 'node:crypto';
import { AppError } from '../../problems/app-error';
import type { Clock } from '../../util/clock';
import type { AuthorizationRequest } from './authorization-request';

/** Five minutes: Cognito ends a sign-in at its pages after that time too (SEC-20). */
export const pendingRequestLifetimeMs = 5 * 60_000;

/** How many used states are remembered. A hash is 43 characters. */
const rememberedStates = 100;

export type StateMatch =
  | { readonly kind: 'pending'; readonly request: AuthorizationRequest }
  /** Belongs to a sign-in that has had its response. */
  | { readonly kind: 'replayed' }
  | { readonly kind: 'unknown' };

/**
 * The pending authorization request: one at most, used once, gone after five minutes (SEC-6, SEC-20).
 */
export class PendingRequest {
  readonly #clock: Clock;
  readonly #used: string[] = [];
  #pending: { request: AuthorizationRequest; stopTimer: () => void } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Makes `request` the pending one.
   *
   * @param onExpire called with AppError `timed-out` when no response came in time.
   * @throws AppError `internal` when another one is pending.
   */
  begin(request: AuthorizationRequest, onExpire: (reason: AppError) => void): void {
    if (this.#pending !== null) throw new AppError('internal');
    const stopTimer = this.#clock.after(pendingRequestLifetimeMs, () => {
      this.#pending = null;
      onExpire(new AppError('timed-out'));
    });
    this.#pending = { request, stopTimer };
  }

  /** Finds out whose `state` this is, and uses the pending request up when it is its own. */
  take(state: string): StateMatch {
    const hash = hashOf(state);
    if (this.#pending !== null && hashOf(this.#pending.request.state) === hash) {
      return { kind: 'pending', request: this.#use() };
    }
    return { kind: this.#used.includes(hash) ? 'replayed' : 'unknown' };
  }

  /** Uses the pending request up for a response without a state; `null` when none is pending. */
  takeAny(): AuthorizationRequest | null {
    return this.#pending === null ? null : this.#use();
  }

  /** Forgets the pending request, if any. Its response is then unknown. */
  cancel(): void {
    this.#pending?.stopTimer();
    this.#pending = null;
  }

  #use(): AuthorizationRequest {
    const pending = this.#pending;
    if (pending === null) throw new AppError('internal');
    this.cancel();
    this.#used.push(hashOf(pending.request.state));
    this.#used.splice(0, this.#used.length - rememberedStates);
    return pending.request;
  }
}

/** Hashes are compared and remembered, so that timing tells nothing and no state is kept. */
function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}
