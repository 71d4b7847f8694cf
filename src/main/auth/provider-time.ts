/** Differences below this are the network's and the header's own roughness, in seconds. */
const toleranceSeconds = 5;

/**
 * How far this computer's clock is off the provider's, as the `Date` of its answers shows (RFC 9110
 * §6.6.1). An ID token that comes straight from the provider is judged by the provider's clock, so that
 * a computer whose date is wrong keeps its session.
 */
export class ProviderTime {
  readonly #now: () => number;
  #skewSeconds = 0;

  /** @param now milliseconds since the epoch, by this computer */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** To be added to this computer's time to get the provider's. */
  get skewSeconds(): number {
    return this.#skewSeconds;
  }

  /** Milliseconds since the epoch, by the provider. */
  now(): number {
    return this.#now() + this.#skewSeconds * 1000;
  }

  note(response: Response): void {
    const date = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(date)) return;
    const skew = Math.round((date - this.#now()) / 1000);
    this.#skewSeconds = Math.abs(skew) > toleranceSeconds ? skew : 0;
  }
}
