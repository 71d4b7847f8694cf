const windowMs = 3_600_000;

/** Counts what somebody tries, in hours that begin with the first try. */
export class Attempts {
  readonly #perHour: number;
  readonly #clock: () => number;
  readonly #counts = new Map<string, { since: number; tries: number }>();

  constructor(perHour: number, clock: () => number) {
    this.#perHour = perHour;
    this.#clock = clock;
  }

  /** Counts one more try; false when there were too many in this hour. */
  take(who: string): boolean {
    const now = this.#clock();
    const last = this.#counts.get(who);
    const count = last && now - last.since < windowMs ? last : { since: now, tries: 0 };
    count.tries += 1;
    this.#counts.set(who, count);
    return count.tries <= this.#perHour;
  }

  forget(who: string): void {
    this.#counts.delete(who);
  }
}
