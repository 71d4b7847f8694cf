import type { Log } from '../../util/log';

/** Functions to call when something happened. One that fails keeps none of the others from it. */
export class Listeners {
  readonly #all = new Set<() => void>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** @returns the function that ends it */
  add(listener: () => void): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  call(): void {
    for (const listener of this.#all) {
      try {
        listener();
      } catch {
        this.#log.warn('keychain.listener-failed');
      }
    }
  }
}
