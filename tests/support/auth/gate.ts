/** A call that was stopped at a gate. */
export interface Held {
  /** Resolves when somebody has come to it. */
  readonly reached: Promise<void>;
  /** Lets them through. */
  release(): void;
}

/** Stops the next call of a kind where a test wants it, so that something else can happen meanwhile. */
export class Gate {
  readonly #held = new Map<string, { arrive: () => void; open: Promise<void> }>();

  /** The next call of this kind waits until it is let go; later ones do not. */
  hold(operation: string): Held {
    let arrive = () => {};
    let release = () => {};
    const reached = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const open = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#held.set(operation, { arrive, open });
    return { reached, release };
  }

  async pass(operation: string): Promise<void> {
    const held = this.#held.get(operation);
    if (held === undefined) return;
    this.#held.delete(operation);
    held.arrive();
    await held.open;
  }
}
