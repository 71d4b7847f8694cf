import { ClockWatch } from './clock-watch';
import { isOverLimit } from './limits';
import type { SessionDependencies, StoredAccount } from './ports';
import { Timer } from './timer';

/** How often it looks, in ms. */
const intervalMs = 30_000;

/** How often activity is told, in ms. */
const activityMs = 60_000;

/** What it looks at. */
export interface SessionWatchDependencies extends Pick<SessionDependencies, 'clock' | 'machine'> {
  readonly config: Pick<SessionDependencies['config'], 'limits'>;
}

export interface SessionWatchEvents {
  /** The person was there. In ms since the epoch. */
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
  #age: Pick<StoredAccount, 'startedAt' | 'lastActiveAt'> = { startedAt: 0, lastActiveAt: 0 };
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
    if (isOverLimit(this.#age, config.limits, now)) {
      this.#events.onLimit();
      return false;
    }
    // A date that was ahead once must not hide a day of absence when it is right again.
    const known = Math.min(this.#age.lastActiveAt, now);
    const lastActiveAt = Math.max(known, now - machine.idleMs());
    this.#age = { ...this.#age, lastActiveAt };
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

  /** Goes on until it is stopped, also over a limit: whoever is told may be busy with something else. */
  #tick(): boolean {
    this.#timer.set(intervalMs);
    return this.check();
  }
}
