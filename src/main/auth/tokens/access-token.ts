import type { AppError } from '../../problems/app-error';
import { Timer } from '../../util/async';
import type { Clock } from '../../util/clock';
import { askedDelayMs, isWorthRetrying, retryDelayMs } from './back-off';

/**
 * One account's access tokens, for API calls from the main process. Never for a renderer (SEC-44).
 * Both throw an AppError that says why none could be had.
 */
export interface AccessTokens {
  /** One that is good for a moment at least, refreshed when it is about to expire. */
  accessToken(): Promise<string>;
  /**
   * Another one than `rejected`, which an API did not take: the current one when that was renewed
   * meanwhile, else a new one. However many calls were rejected, one request is made (SEC-53).
   */
  renewedAccessToken(rejected: string): Promise<string>;
}

/** An access token in memory, and how long it is good. It cannot be turned into text by accident. */
export class AccessToken {
  readonly #value: string;
  readonly #clock: Clock;
  /** On the clock that never goes backwards, so that setting the wall clock does not revive it (SEC-56). */
  readonly #deadline: number;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;

  /**
   * @param requestedAt `clock.monotonic()` before the request: the lifetime counts from when the
   *   provider made the token, between request and response.
   */
  constructor(value: string, lifetimeMs: number, requestedAt: number, clock: Clock) {
    this.#value = value;
    this.#clock = clock;
    this.#deadline = requestedAt + lifetimeMs;
    this.expiresAt = clock.now() + this.#deadline - clock.monotonic();
  }

  /** Milliseconds until it expires, by whichever clock says less: one stops while the computer sleeps. */
  get remainingMs(): number {
    return Math.min(this.#deadline - this.#clock.monotonic(), this.expiresAt - this.#clock.now());
  }

  /** The token itself, for an `Authorization` header. */
  reveal(): string {
    return this.#value;
  }
}

/**
 * A new access token is fetched this long before the old one expires, and up to half as long again, by
 * chance, so that a thousand apps do not ask in the same second. In ms.
 */
const leadMs = 60_000;

/** Even a provider with very short tokens is not asked more often, in ms. */
const shortestIntervalMs = 10_000;

/** When the next access token is fetched. All times in ms. */
export class RefreshSchedule {
  readonly #clock: Clock;
  readonly #timer: Timer;
  #isPaused = false;
  #failures = 0;
  /** Until when the provider wants to be left alone, by `clock.monotonic()`. */
  #notBefore = 0;

  constructor(clock: Clock, refresh: () => void) {
    this.#clock = clock;
    this.#timer = new Timer(clock, refresh);
  }

  /** False while the provider has said when to come back, and that is still to come (SEC-55). */
  get mayAsk(): boolean {
    return this.#clock.monotonic() >= this.#notBefore;
  }

  /** Schedules by a new token, which is valid for this long. */
  renewed(remainingMs: number): void {
    this.#failures = 0;
    this.#notBefore = 0;
    const lead = leadMs * (1 + Math.random() / 2);
    this.set(Math.max(shortestIntervalMs, remainingMs - lead));
  }

  /** Once more later, when that can help. */
  failed(error: AppError): void {
    this.#failures++;
    this.#notBefore = this.#clock.monotonic() + askedDelayMs(error);
    const delay = isWorthRetrying(error) ? retryDelayMs(this.#failures, error) : null;
    if (delay !== null) this.set(delay);
  }

  /** To be called after time has passed that no timer has seen. @returns true when it is time now */
  isDue(remainingMs: number): boolean {
    if (remainingMs <= leadMs) return true;
    this.set(remainingMs - leadMs);
    return false;
  }

  set(ms: number): void {
    if (!this.#isPaused) this.#timer.set(ms);
  }

  /** Until the next call of one of the others. */
  stop(): void {
    this.#timer.stop();
  }

  /** Whatever is called: nothing happens until `resume`. */
  pause(): void {
    this.#isPaused = true;
    this.#timer.stop();
  }

  resume(): void {
    this.#isPaused = false;
  }
}
