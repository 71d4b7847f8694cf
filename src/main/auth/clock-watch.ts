import type { Clock } from './ports';

/** Clocks that are being kept on time by the network move by less than this, in ms. */
const toleranceMs = 5_000;

/**
 * Notices that the computer has slept or that its date was set: then the wall clock has moved and the
 * monotonic one has not (SEC-56).
 */
export class ClockWatch {
  readonly #clock: Clock;
  #offset: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#offset = this.#now();
  }

  /** By how much the wall clock has jumped since this was last asked, in ms; negative: it was turned back. */
  takeJump(): number {
    const jump = this.#now() - this.#offset;
    if (Math.abs(jump) < toleranceMs) return 0;
    this.#offset = this.#now();
    return jump;
  }

  #now(): number {
    return this.#clock.now() - this.#clock.monotonic();
  }
}
