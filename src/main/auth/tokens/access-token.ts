import type { Clock } from '../../util/clock';

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
