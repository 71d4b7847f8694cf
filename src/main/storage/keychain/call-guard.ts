import { AppError } from '../../problems/app-error';
import type { Log } from '../../util/log';

/** A late write must not undo a newer one; a late read does no harm. */
export type CallKind = 'read' | 'write';

/** Of Node's four pool threads, at most this many may be lost to a keychain that hangs. */
const mostHanging = 2;

export interface CallGuardOptions {
  /** How long one call may take, in ms. */
  readonly limitMs: number;
  /** A call has run into the limit. */
  readonly onHang?: () => void;
  /** The last of the calls that hung has succeeded. */
  readonly onBack?: () => void;
}

/**
 * Puts a time limit on native calls that can't be cancelled. A call that hangs keeps one of Node's
 * four pool threads, so after a timeout further calls are refused at once until it comes back (the
 * user answered the keyring's dialog late, the daemon was restarted). While only a read hangs, one more
 * call is allowed, so that the user can try again.
 */
export class CallGuard {
  readonly #limitMs: number;
  readonly #onHang: () => void;
  readonly #onBack: () => void;
  readonly #hanging: CallKind[] = [];

  constructor({ limitMs, onHang = () => {}, onBack = () => {} }: CallGuardOptions) {
    this.#limitMs = limitMs;
    this.#onHang = onHang;
    this.#onBack = onBack;
  }

  get isHanging(): boolean {
    return this.#hanging.length > 0;
  }

  /** @throws AppError `keychain-timeout`, at once while an earlier call hangs; else what `native` throws */
  async call<T>(kind: CallKind, native: () => Promise<T>): Promise<T> {
    if (this.#hanging.includes('write') || this.#hanging.length >= mostHanging) {
      throw new AppError('keychain-timeout');
    }
    const running = native();
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#wait(kind, running);
        reject(new AppError('keychain-timeout'));
      }, this.#limitMs);
    });
    try {
      return await Promise.race([running, limit]);
    } finally {
      clearTimeout(timer);
    }
  }

  #wait(kind: CallKind, running: Promise<unknown>): void {
    this.#hanging.push(kind);
    this.#onHang();
    const forget = () => void this.#hanging.splice(this.#hanging.indexOf(kind), 1);
    running.then(() => {
      forget();
      if (!this.isHanging) this.#onBack();
    }, forget);
  }
}

/** Functions to call on an event. If one fails, the others are called all the same. */
export class Listeners {
  readonly #all = new Set<() => void>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** @returns the function that removes the listener */
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
