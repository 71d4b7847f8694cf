import type { Keytar } from '../../../src/main/storage/keychain/keychain-store';

/** A keychain in memory that can be made to misbehave the way real ones do. */
export class FakeKeytar implements Keytar {
  readonly entries: Map<string, string>;
  readonly calls: string[] = [];
  /** The account names that were read, in order. */
  readonly reads: string[] = [];
  /** Like Windows Credential Manager: refuses more than these many bytes (2560). */
  limitBytes = Number.POSITIVE_INFINITY;
  /** Runs before every call; a process that ends is one whose calls all reject. */
  beforeCall: () => Promise<void> | void = () => {};
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

  /** @param entries what stands in the keychain already, for instance of another process */
  constructor(entries = new Map<string, string>()) {
    this.entries = entries;
  }

  release(): void {
    this.hanging = false;
    for (const resume of this.#waiting.splice(0)) resume();
  }

  async getPassword(service: string, account: string): Promise<string | null> {
    await this.#call('get');
    this.reads.push(account);
    return this.locked ? null : (this.entries.get(`${service}/${account}`) ?? null);
  }

  async setPassword(service: string, account: string, password: string): Promise<void> {
    await this.#call('set');
    if (this.locked) throw new Error('Cannot create an item in a locked collection');
    // RPC_X_BAD_STUB_DATA, in the words of Windows (node-keytar#112)
    if (Buffer.byteLength(password, 'utf8') > this.limitBytes) {
      throw new Error('The stub received bad data.\r\n');
    }
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
      await this.beforeCall();
      if (this.hanging) await new Promise<void>((resolve) => this.#waiting.push(resolve));
      else await new Promise((resolve) => setImmediate(resolve));
      if (this.failure !== null) throw new Error(this.failure);
    } finally {
      this.running -= 1;
    }
  }
}
