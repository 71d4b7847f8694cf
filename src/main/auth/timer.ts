import type { Clock } from './ports';

/** JavaScript timers go wrong beyond 24 days; a day is soon enough to look again, in ms. */
const longestMs = 24 * 3_600_000;

/** One thing that is to be done later; setting it anew replaces what was set before. */
export class Timer {
  readonly #clock: Clock;
  readonly #callback: () => void;
  #cancel: () => void = () => {};

  constructor(clock: Clock, callback: () => void) {
    this.#clock = clock;
    this.#callback = callback;
  }

  set(ms: number): void {
    this.stop();
    this.#cancel = this.#clock.after(Math.min(ms, longestMs), this.#callback);
  }

  stop(): void {
    this.#cancel();
    this.#cancel = () => {};
  }
}
