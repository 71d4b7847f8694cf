import type { Keytar } from '../keytar-binding';

/** A keychain in memory that can be made to misbehave the way real ones do. */
export class FakeKeytar implements Keytar {
  readonly entries = new Map<string, string>();
  readonly calls: string[] = [];
  /** Like gnome-keyring: reads and deletes find nothing, only a write says why. */
  locked = false;
  /** Every call rejects with this sentence. */
  failure: string | null = null;
  /** Every call hangs until `release()`. */
  hanging = false;
  /** Calls that are running at the same time, and the most there were. */
  running = 0;
  mostRunning = 0;
  readonly #waiting: (() => void)[] = [];

  release(): void {
    this.hanging = false;
    for (const resume of this.#waiting.splice(0)) resume();
  }

  async getPassword(service: string, account: string): Promise<string | null> {
    await this.#call('get');
    return this.locked ? null : (this.entries.get(`${service}/${account}`) ?? null);
  }

  async setPassword(service: string, account: string, password: string): Promise<void> {
    await this.#call('set');
    if (this.locked) throw new Error('Cannot create an item in a locked collection');
    this.entries.set(`${service}/${account}`, password);
  }

  async deletePassword(service: string, account: string): Promise<boolean> {
    await this.#call('delete');
    return !this.locked && this.entries.delete(`${service}/${account}`);
  }

  async #call(name: string): Promise<void> {
    this.calls.push(name);
    this.running += 1;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    try {
      if (this.hanging) await new Promise<void>((resolve) => this.#waiting.push(resolve));
      else await new Promise((resolve) => setImmediate(resolve));
      if (this.failure !== null) throw new Error(this.failure);
    } finally {
      this.running -= 1;
    }
  }
}
