import { AuthError } from '../auth/errors';

/**
 * Puts a time limit on native calls that can't be cancelled. A call that hangs keeps one of Node's
 * four pool threads; so after a timeout every further call is refused at once, until the hanging
 * one comes back (the person answered the keyring's dialog late, the daemon was restarted).
 */
export class CallGuard {
  readonly #limitMs: number;
  #hanging = 0;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** @throws AuthError `keychain-timeout`; `keychain-unavailable` while an earlier call hangs. */
  async call<T>(native: () => Promise<T>): Promise<T> {
    if (this.#hanging > 0) throw new AuthError('keychain-unavailable');

    const running = native();
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#hanging += 1;
        const back = () => {
          this.#hanging -= 1;
        };
        running.then(back, back);
        reject(new AuthError('keychain-timeout'));
      }, this.#limitMs);
    });
    try {
      return await Promise.race([running, limit]);
    } finally {
      clearTimeout(timer);
    }
  }
}
