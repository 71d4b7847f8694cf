import type { ApiProgress } from '../../shared/api-call';
import type { Clock } from '../util/clock';

/** The page is told ten times a second at most: each chunk would be some hundred thousand messages. In ms. */
const intervalMs = 100;

export interface ProgressReportOptions {
  /** Without an id nobody is told. */
  readonly id: string | undefined;
  readonly toSend: number;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly tell: (progress: ApiProgress) => void;
}

/** Tells how far one call is. The last bytes are told by its answer. */
export class ProgressReport {
  readonly #options: ProgressReportOptions;
  #lastTold = Number.NEGATIVE_INFINITY;
  #sent = 0;
  #toReceive: number | null = null;

  constructor(options: ProgressReportOptions) {
    this.#options = options;
    if (options.toSend > 0) this.#tell(0);
  }

  /** The API has taken all that was sent, and begins to answer. */
  answered(toReceive: number | null): void {
    this.#sent = this.#options.toSend;
    this.#toReceive = toReceive;
    this.#tell(0);
  }

  received(bytes: number): void {
    if (this.#options.clock.monotonic() - this.#lastTold >= intervalMs) this.#tell(bytes);
  }

  #tell(received: number): void {
    const { id, toSend, clock, tell } = this.#options;
    if (id === undefined) return;
    this.#lastTold = clock.monotonic();
    tell({ id, sent: this.#sent, toSend, received, toReceive: this.#toReceive });
  }
}
