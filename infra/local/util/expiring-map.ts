/** Below this many entries nothing is swept: it would cost more than it frees. */
const fewest = 64;

interface Entry<V> {
  readonly value: V;
  readonly setAt: number;
}

/**
 * A map whose entries expire. Expired ones are removed whenever it has doubled, so that it never holds
 * more than twice what is alive, and adding stays cheap however full it is.
 */
export class ExpiringMap<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #clock: () => number;
  readonly #endOf: (entry: Entry<V>) => number;
  #sweepAt = fewest;

  /**
   * @param lifetime milliseconds from `set`; or a function that gives a value's end by the clock, which
   * may change later on
   */
  constructor(clock: () => number, lifetime: number | ((value: V) => number)) {
    this.#clock = clock;
    this.#endOf =
      typeof lifetime === 'number'
        ? ({ setAt }) => setAt + lifetime
        : ({ value }) => lifetime(value);
  }

  /** How many are held, including expired ones that were not removed yet. */
  get size(): number {
    return this.#entries.size;
  }

  set(key: string, value: V): void {
    if (this.#entries.size >= this.#sweepAt) {
      this.#sweep();
      this.#sweepAt = Math.max(fewest, 2 * this.#entries.size);
    }
    this.#entries.set(key, { value, setAt: this.#clock() });
  }

  /** The value, unless it has expired. */
  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && this.#isAlive(entry) ? entry.value : undefined;
  }

  /** The same, and removes it. */
  take(key: string): V | undefined {
    const value = this.get(key);
    this.#entries.delete(key);
    return value;
  }

  /** Everything that has not expired, oldest first. */
  values(): readonly V[] {
    this.#sweep();
    return [...this.#entries.values()].map(({ value }) => value);
  }

  #sweep(): void {
    for (const [key, entry] of this.#entries) {
      if (!this.#isAlive(entry)) this.#entries.delete(key);
    }
  }

  #isAlive(entry: Entry<V>): boolean {
    return this.#endOf(entry) > this.#clock();
  }
}
