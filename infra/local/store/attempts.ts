import { ExpiringMap } from './expiring-map';

const windowMs = 3_600_000;

/** Counts what somebody tries, in hours that begin with the first try. */
export class Attempts {
  readonly #perHour: number;
  readonly #clock: () => number;
  readonly #counts: ExpiringMap<{ since: number; tries: number }>;

  constructor(perHour: number, clock: () => number) {
    this.#perHour = perHour;
    this.#clock = clock;
    this.#counts = new ExpiringMap(clock, ({ since }) => since + windowMs);
  }

  /** Counts one more try; false when there were too many in this hour. */
  take(who: string): boolean {
    const count = this.#counts.get(who) ?? { since: this.#clock(), tries: 0 };
    count.tries += 1;
    this.#counts.set(who, count);
    return count.tries <= this.#perHour;
  }

  forget(who: string): void {
    this.#counts.take(who);
  }
}
