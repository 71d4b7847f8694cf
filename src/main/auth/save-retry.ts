import { retryDelayMs } from './back-off';
import type { AppError } from './errors';
import type { Clock } from './ports';
import { Timer } from './timer';

export interface SaveRetryOptions {
  readonly clock: Clock;
  /** Tries to save what is not saved yet; gives what stood in the way, or `null`. */
  readonly save: () => Promise<AppError | null>;
  /** Nothing is left to save. */
  readonly onSaved: () => void;
}

/**
 * SEC-52: what the keychain refused is offered to it again, at growing intervals. Not to a locked one,
 * which would ask the person for its password each time: that waits for the next refresh.
 */
export class SaveRetry {
  readonly #options: SaveRetryOptions;
  readonly #timer: Timer;
  #refusals = 0;
  #running: Promise<void> | null = null;
  #isStopped = false;

  constructor(options: SaveRetryOptions) {
    this.#options = options;
    this.#timer = new Timer(options.clock, () => {
      this.#running = this.#run().finally(() => {
        this.#running = null;
      });
    });
  }

  /** What came of the last try to save; `null`: it is saved. */
  note(refusal: AppError | null): void {
    this.#refusals = refusal === null ? 0 : this.#refusals + 1;
    const isHopeless =
      refusal === null || ['keychain-locked', 'keychain-too-large'].includes(refusal.code);
    const delay = isHopeless ? null : retryDelayMs(this.#refusals, refusal);
    if (delay === null || this.#isStopped) this.#timer.stop();
    else this.#timer.set(delay);
  }

  /** Resolves when no try is under way. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** For good. Resolves when nothing of it can be written any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#timer.stop();
    await this.#running;
  }

  async #run(): Promise<void> {
    const refusal = await this.#options.save();
    if (this.#isStopped) return;
    this.note(refusal);
    if (refusal === null) this.#options.onSaved();
  }
}
