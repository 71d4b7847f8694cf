import { ExpiringMap } from '../util/expiring-map';

const windowMs = 3_600_000;

/** Counts what somebody tries, in hours that begin with the first try. */
export class Attempts {
  readonly #perHour: number;
  readonly #counts: ExpiringMap<{ tries: number }>;

  constructor(perHour: number, clock: () => number) {
    this.#perHour = perHour;
    this.#counts = new ExpiringMap(clock, windowMs);
  }

  /** Counts one more try; false when there were too many in this hour. */
  take(who: string): boolean {
    const count = this.#counts.get(who);
    if (count) count.tries += 1;
    else this.#counts.set(who, { tries: 1 });
    return (count?.tries ?? 1) <= this.#perHour;
  }

  forget(who: string): void {
    this.#counts.take(who);
  }
}
