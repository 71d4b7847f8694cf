import { ExpiringMap } from '../util/expiring-map';

/** Failures before the first lock-out, and the longest one. */
const freeFailures = 5;
const longestMs = 15 * 60_000;

interface Failures {
  count: number;
  lockedUntil: number;
  /** The last attempt of any kind: a quarter of an hour without one wipes the slate. */
  lastAttempt: number;
}

/**
 * Holds off whoever guesses passwords. The fifth wrong one locks the account for a second, and each
 * further one for twice as long as before, up to 15 minutes. Attempts during a lock-out are refused
 * unseen and do not make it longer (authentication page: "Lockout behavior for failed sign-in
 * attempts"). Told apart by address, known or not.
 */
export class LockOut {
  readonly #failures: ExpiringMap<Failures>;
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
    this.#failures = new ExpiringMap(clock, forgottenAt);
  }

  /** To be asked before the password is looked at. */
  isLocked(email: string): boolean {
    const failures = this.#failures.get(nameOf(email));
    if (!failures) return false;
    failures.lastAttempt = this.#clock();
    return failures.lockedUntil > this.#clock();
  }

  failed(email: string): void {
    const now = this.#clock();
    const count = (this.#failures.get(nameOf(email))?.count ?? 0) + 1;
    const lockMs = count < freeFailures ? 0 : 1000 * 2 ** (count - freeFailures);
    const lockedUntil = now + Math.min(lockMs, longestMs);
    this.#failures.set(nameOf(email), { count, lockedUntil, lastAttempt: now });
  }

  succeeded(email: string): void {
    this.#failures.take(nameOf(email));
  }
}

function forgottenAt({ lastAttempt, lockedUntil }: Failures): number {
  return Math.max(lastAttempt, lockedUntil) + longestMs;
}

function nameOf(email: string): string {
  return email.trim().toLowerCase();
}
