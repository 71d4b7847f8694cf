import { setTimeout as delay } from 'node:timers/promises';
import { CommandError } from './command-error';

/** How often AWS is asked how far it is, in ms: soon at first, then less and less often. */
export interface Pace {
  readonly first: number;
  readonly most: number;
}

export const ordinaryPace: Pace = { first: 250, most: 3_000 };

/** The pauses of one wait, each half as long again as the last. */
export class Pauses {
  readonly #pace: Pace;
  readonly #interrupted: AbortSignal;
  #next: number;

  constructor(pace: Pace, interrupted: AbortSignal) {
    this.#pace = pace;
    this.#interrupted = interrupted;
    this.#next = pace.first;
  }

  /** @throws CommandError `interrupted` */
  async pause(): Promise<void> {
    try {
      await delay(this.#next, undefined, { signal: this.#interrupted });
    } catch {
      throw new CommandError('interrupted', 'Interrupted.');
    }
    this.#next = Math.min(this.#pace.most, this.#next * 1.5);
  }

  /** Something has happened, so more will soon. */
  reset(): void {
    this.#next = this.#pace.first;
  }
}
