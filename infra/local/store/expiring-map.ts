/** Below this many entries nothing is swept: it would cost more than it frees. */
const fewest = 64;

/**
 * A map whose entries end at a time of their own. The dead are swept out whenever it has doubled, so
 * that it never holds more than twice what is alive, and adding stays cheap however full it is.
 */
export class ExpiringMap<V> {
  readonly #entries = new Map<string, V>();
  readonly #clock: () => number;
  readonly #endOf: (value: V) => number;
  #sweepAt = fewest;

  /** @param endOf when a value is dead, in milliseconds by the clock; may change later on */
  constructor(clock: () => number, endOf: (value: V) => number) {
    this.#clock = clock;
    this.#endOf = endOf;
  }

  /** How many are held, the dead that were not swept yet included. */
  get size(): number {
    return this.#entries.size;
  }

  set(key: string, value: V): void {
    if (this.#entries.size >= this.#sweepAt) {
      this.#sweep();
      this.#sweepAt = Math.max(fewest, 2 * this.#entries.size);
    }
    this.#entries.set(key, value);
  }

  /** The value, while it is alive. */
  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    return value !== undefined && this.#isAlive(value) ? value : undefined;
  }

  /** The same, and it is gone from the map. */
  take(key: string): V | undefined {
    const value = this.get(key);
    this.#entries.delete(key);
    return value;
  }

  /** Everything alive, in the order in which it came. */
  values(): readonly V[] {
    this.#sweep();
    return [...this.#entries.values()];
  }

  #sweep(): void {
    for (const [key, value] of this.#entries) {
      if (!this.#isAlive(value)) this.#entries.delete(key);
    }
  }

  #isAlive(value: V): boolean {
    return this.#endOf(value) > this.#clock();
  }
}
