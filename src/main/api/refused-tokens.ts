import type { Clock } from '../util/clock';

/** An API that refuses even a new token has it renewed once in so long, in ms. */
const restMs = 60_000;

/**
 * The tokens that an API refused though they were new. Renewing them again would help nobody: without this,
 * an API that always answers 401 would have the provider asked for a new token with every call.
 */
export class RefusedTokens {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #byOrigin = new Map<string, { readonly token: string; readonly until: number }>();

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  add(origin: string, token: string): void {
    this.#byOrigin.set(origin, { token, until: this.#clock.monotonic() + restMs });
  }

  has(origin: string, token: string): boolean {
    const refused = this.#byOrigin.get(origin);
    return refused?.token === token && this.#clock.monotonic() < refused.until;
  }
}
