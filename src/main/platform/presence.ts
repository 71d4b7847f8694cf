import type { App, PowerMonitor, WebContents } from 'electron';
import type { Log } from '../util/log';

/** So many zeros in a row, and the system is taken not to measure at all. */
const doubtfulZeros = 6;

/** Zeros closer together than this count once, in ms. */
const spacingMs = 20_000;

export interface PresenceOptions {
  readonly powerMonitor: Pick<PowerMonitor, 'getSystemIdleTime'>;
  /** Wall-clock time, in ms since the epoch: time asleep counts. */
  readonly now: () => number;
  readonly platform: NodeJS.Platform;
  readonly log: Log;
}

/**
 * How long the user has touched neither mouse nor keyboard (SEC-60). On Linux, Chromium knows it from X11 and from some
 * Wayland compositors; on the others `getSystemIdleTime` is always 0 (electron/electron#34826), and no session would
 * ever be idle. As long as it has never been anything but 0, input in the app's own windows counts instead.
 */
export class Presence {
  readonly #options: PresenceOptions;
  #isMeasured: boolean;
  #zeros = 0;
  #zeroAt = Number.NEGATIVE_INFINITY;
  #inputAt: number;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.#isMeasured = options.platform !== 'linux';
    this.#inputAt = options.now();
  }

  /** Notices input in the windows of an app: those that exist, and those to come. */
  watch(app: Pick<App, 'on'>, existing: readonly WebContents[]): void {
    const noteInput = () => this.noteInput();
    app.on('browser-window-focus', noteInput);
    app.on('web-contents-created', (_event, contents) => contents.on('input-event', noteInput));
    for (const contents of existing) contents.on('input-event', noteInput);
  }

  noteInput(): void {
    this.#inputAt = this.#options.now();
  }

  /** @returns how long there was no input, in ms */
  idleMs(): number {
    const { powerMonitor, now, log } = this.#options;
    const seconds = powerMonitor.getSystemIdleTime();
    this.#isMeasured ||= seconds > 0;
    if (this.#isMeasured) return seconds * 1000;
    if (Math.abs(now() - this.#zeroAt) >= spacingMs) {
      this.#zeroAt = now();
      this.#zeros += 1;
      if (this.#zeros === doubtfulZeros) log.warn('presence.not-measured');
    }
    return this.#zeros < doubtfulZeros ? 0 : Math.max(0, now() - this.#inputAt);
  }
}
