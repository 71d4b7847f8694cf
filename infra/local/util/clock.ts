/** Time as the pool sees it. Tests move it forward instead of waiting. */
export class PoolClock {
  readonly #base: () => number;
  #ahead = 0;

  /** @param base milliseconds since the epoch */
  constructor(base: () => number) {
    this.#base = base;
  }

  /** Milliseconds since the epoch. Bound, so that it can be handed on as a function. */
  readonly now = (): number => this.#base() + this.#ahead;

  /** Moves the time on: tokens, codes and sessions age by this many milliseconds. */
  advance(ms: number): void {
    this.#ahead += ms;
  }
}
