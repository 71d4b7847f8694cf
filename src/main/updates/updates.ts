import type { UpdateState } from '../../shared/update';
import { AppError } from '../problems/app-error';
import type { Log } from '../util/log';
import type { Offer, UpdateEngine } from './engine';

export interface UpdatesOptions {
  /** Loads the engine; called at the first check. */
  readonly loadEngine: () => Promise<UpdateEngine>;
  /** Whether a restart would cut something off that the person is doing: a sign-in, a sign-out. */
  readonly isBusy: () => boolean;
  /** Waits for what must not be cut off. */
  readonly beforeInstall: () => Promise<void>;
  readonly onChange: (state: UpdateState) => void;
  readonly log: Log;
}

const idle: UpdateState = { kind: 'idle' };

/**
 * Which update there is, and how far it is. A check that nobody has asked for says nothing until it has
 * found something, and nothing at all when it fails.
 */
export class Updates {
  readonly #options: UpdatesOptions;
  #state: UpdateState = idle;
  #engine: Promise<UpdateEngine> | null = null;
  /** Whether the person waits for what the work under way comes to. */
  #isAsked = false;
  #isWorking = false;
  /** A version that the person does not want just now: only asking brings it back. */
  #declined: string | null = null;

  constructor(options: UpdatesOptions) {
    this.#options = options;
  }

  get state(): UpdateState {
    return this.#state;
  }

  /**
   * Looks for a newer version and fetches it. Resolves when there is no more to do; never rejects.
   * @param isAsked whether the person has asked, and so wants to hear of it whatever comes
   */
  async check(isAsked: boolean): Promise<void> {
    const { kind } = this.#state;
    if (kind === 'ready' || kind === 'downloading') return;
    if (isAsked) {
      this.#isAsked = true;
      this.#declined = null;
      this.#become({ kind: 'checking' });
    }
    if (this.#isWorking) return;
    this.#isWorking = true;
    try {
      await this.#work();
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#isWorking = false;
      this.#isAsked = false;
    }
  }

  /** Ends a download, and takes away what is said otherwise; an update that is ready stays ready. */
  async dismiss(): Promise<void> {
    const state = this.#state;
    if (state.kind === 'ready') return;
    if ('version' in state) this.#declined = state.version;
    this.#isAsked = false;
    this.#become(idle);
    if (state.kind === 'downloading') (await this.#load()).cancel();
  }

  /** Restarts into the update that is ready. Does nothing without one, or during a sign-in. */
  async restart(): Promise<void> {
    const { isBusy, beforeInstall, log } = this.#options;
    if (this.#state.kind !== 'ready' || isBusy()) return;
    await beforeInstall();
    if (isBusy()) return;
    try {
      log.info('update.installing', { version: this.#state.version });
      (await this.#load()).install();
    } catch (error) {
      this.#isAsked = true;
      this.#failed(error);
      this.#isAsked = false;
    }
  }

  async #work(): Promise<void> {
    const engine = await this.#load();
    const offer = await engine.check();
    if (offer === null) return this.#become(this.#isAsked ? { kind: 'up-to-date' } : idle);
    if (offer.version === this.#declined) return;
    this.#options.log.info('update.available', { version: offer.version });
    if (!offer.isInstallable) return this.#become({ kind: 'available', version: offer.version });
    await this.#download(engine, offer);
  }

  async #download(engine: UpdateEngine, { version }: Offer): Promise<void> {
    this.#become({ kind: 'downloading', version, percent: 0 });
    await engine.download((percent) => {
      const state = this.#state;
      // Whole percents only: the page need not be told more often.
      if (state.kind !== 'downloading' || state.percent === percent) return;
      this.#become({ kind: 'downloading', version, percent });
    });
    if (this.#declined === version) return;
    this.#options.log.info('update.ready', { version });
    this.#become({ kind: 'ready', version });
  }

  #failed(error: unknown): void {
    const failure = AppError.from(error);
    if (failure.code === 'cancelled') return;
    this.#options.log.warn('update.failed', { code: failure.code });
    this.#become(this.#isAsked ? { kind: 'failed', problem: failure.toProblem() } : idle);
  }

  #load(): Promise<UpdateEngine> {
    this.#engine ??= this.#options.loadEngine();
    return this.#engine;
  }

  #become(state: UpdateState): void {
    if (state.kind === 'idle' && this.#state.kind === 'idle') return;
    this.#state = state;
    this.#options.onChange(state);
  }
}
