import type { SessionLimits } from '../../config/types';
import { Timer } from '../../util/async';
import type { Clock } from '../../util/clock';
import type { AuthDependencies, StoredAccount } from '../ports';

/** How often it looks, in ms. */
const intervalMs = 30_000;

/** How often activity is told, in ms. */
const activityMs = 60_000;

/** What it looks at. */
export interface SessionWatchDependencies extends Pick<AuthDependencies, 'clock' | 'machine'> {
  readonly config: Pick<AuthDependencies['config'], 'limits'>;
}

export interface SessionWatchEvents {
  /** The user was active. In ms since the epoch. */
  onActivity(lastActiveAt: number): void;
  /** A limit of the settings is reached (SEC-60). */
  onLimit(): void;
  /** The computer has slept, or the network is back: timers are late, and what failed may work. */
  onWake(): void;
  /** The clock was turned back, which hides how long the computer may have slept. */
  onDoubt(): void;
}

/** Looks every half minute at what no event tells: the limits, the date and the network (SEC-56). */
export class SessionWatch {
  readonly #dependencies: SessionWatchDependencies;
  readonly #events: SessionWatchEvents;
  readonly #clocks: ClockWatch;
  readonly #timer: Timer;
  #age: Age = { startedAt: 0, lastActiveAt: 0 };
  #toldAt = 0;
  #wasOnline = true;

  constructor(dependencies: SessionWatchDependencies, events: SessionWatchEvents) {
    this.#dependencies = dependencies;
    this.#events = events;
    this.#clocks = new ClockWatch(dependencies.clock);
    this.#timer = new Timer(dependencies.clock, () => this.#tick());
  }

  /** @returns false when the session is over its limit already */
  start(stored: StoredAccount): boolean {
    const { startedAt, lastActiveAt } = stored;
    this.#age = { startedAt, lastActiveAt };
    return this.#tick();
  }

  stop(): void {
    this.#timer.stop();
  }

  /** Looks now. @returns false when the session is over its limit */
  check(): boolean {
    const { config, clock, machine } = this.#dependencies;
    const now = clock.now();
    // A date ahead of now, of a clock that was wrong or of a file that someone has changed, must not hide any absence.
    const startedAt = Math.min(this.#age.startedAt, now);
    this.#age = { startedAt, lastActiveAt: Math.min(this.#age.lastActiveAt, now) };
    if (isOverLimit(this.#age, config.limits, now)) {
      this.#events.onLimit();
      return false;
    }
    const lastActiveAt = Math.max(this.#age.lastActiveAt, now - machine.idleMs());
    this.#age = { startedAt, lastActiveAt };
    if (Math.abs(lastActiveAt - this.#toldAt) >= activityMs) {
      this.#toldAt = lastActiveAt;
      this.#events.onActivity(lastActiveAt);
    }
    const isOnline = machine.isOnline();
    const isBack = isOnline && !this.#wasOnline;
    this.#wasOnline = isOnline;
    const jump = this.#clocks.takeJump();
    if (jump < 0) this.#events.onDoubt();
    else if (jump > 0 || isBack) this.#events.onWake();
    return true;
  }

  /** Continues until it is stopped, also over a limit: the listener may be busy with another sign-out. */
  #tick(): boolean {
    this.#timer.set(intervalMs);
    return this.check();
  }
}

/** What is known of a session's age. Milliseconds; points in time since the epoch. */
type Age = Pick<StoredAccount, 'startedAt' | 'lastActiveAt'>;

/**
 * Whether the session has to end now (SEC-60): too long since the user authenticated, or unused
 * for too long.
 *
 * @param now in ms since the epoch
 */
export function isOverLimit({ startedAt, lastActiveAt }: Age, limits: SessionLimits, now: number) {
  const { absoluteMs, idleMs } = limits;
  return (
    (absoluteMs !== null && now - startedAt >= absoluteMs) ||
    (idleMs !== null && now - lastActiveAt >= idleMs)
  );
}

/**
 * When the session ends whatever the user does: at the absolute limit, when the refresh token runs out,
 * which a rotated one does at the same moment as the first (SEC-57), or without one at `lastToken`.
 *
 * @param lastToken when the access token expires that nothing follows, in ms since the epoch
 * @returns in ms since the epoch; `null`: not known
 */
export function endOf(
  startedAt: number,
  { absoluteMs, refreshTokenMs }: SessionLimits,
  lastToken: number | null,
): number | null {
  const ends = [absoluteMs, refreshTokenMs].map((ms) => (ms === null ? null : startedAt + ms));
  const known = [...ends, lastToken].filter((end) => end !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Clocks that are being kept on time by the network move by less than this, in ms. */
const toleranceMs = 5_000;

/**
 * Notices that the computer has slept or that its date was set: then the wall clock has moved and the
 * monotonic one has not (SEC-56).
 */
export class ClockWatch {
  readonly #clock: Clock;
  #offset: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#offset = this.#now();
  }

  /** By how much the wall clock has jumped since this was last asked, in ms; negative: it was turned back. */
  takeJump(): number {
    const jump = this.#now() - this.#offset;
    if (Math.abs(jump) < toleranceMs) return 0;
    this.#offset = this.#now();
    return jump;
  }

  #now(): number {
    return this.#clock.now() - this.#clock.monotonic();
  }
}
