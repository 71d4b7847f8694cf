import { ExpiringMap } from '../store/expiring-map';
import type { Detour } from './relying-party';

/**
 * Longer than a sign-in may take, so that whoever comes back too late can still be led to the login page
 * that they left.
 */
const lifetimeMs = 60 * 60_000;

interface Waiting {
  readonly detour: Detour;
  /** The query of the authorization request that waits for the person to come back. */
  readonly search: string;
  readonly expiresAt: number;
}

/** Sign-ins that are at another provider at the moment, by their `state`. */
export class Detours {
  readonly #waiting: ExpiringMap<Waiting>;
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
    this.#waiting = new ExpiringMap(clock, ({ expiresAt }) => expiresAt);
  }

  begin(detour: Detour, search: string): void {
    this.#waiting.set(detour.state, { detour, search, expiresAt: this.#clock() + lifetimeMs });
  }

  /** Ends the detour, which works once. */
  end(state: string): Waiting | undefined {
    return this.#waiting.take(state);
  }
}
