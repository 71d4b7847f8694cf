import type { Clock } from './clock';

/** JavaScript timers go wrong beyond 24 days; a day is soon enough to look again, in ms. */
const longestMs = 24 * 3_600_000;

/** One thing that is to be done later; setting it again replaces what was set before. */
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

/** Waits for `ms`. Rejects with the signal's reason when that aborts, and leaves no timer. */
export function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      stopTimer();
      reject(signal.reason);
    };
    const stopTimer = clock.after(ms, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** The result of `work`, or the signal's reason as soon as that aborts, whatever becomes of the work. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Runs tasks one after another, in the order they were handed in; a failed one stops nothing. */
export class Sequencer {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
