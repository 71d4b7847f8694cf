import type { Keytar } from '../src/main/keychain/keytar-binding';

/** Windows Credential Manager's limit for one entry, in bytes. */
const limitBytes = 2_560;

/** A keychain in memory with Windows' limit, whose process ends after `lives` calls. */
export class MapKeytar implements Keytar {
  readonly #entries: Map<string, string>;
  #lives: number;

  constructor(entries: Map<string, string>, lives = Number.POSITIVE_INFINITY) {
    this.#entries = entries;
    this.#lives = lives;
  }

  async getPassword(_service: string, account: string): Promise<string | null> {
    this.#call();
    return this.#entries.get(account) ?? null;
  }

  async setPassword(_service: string, account: string, password: string): Promise<void> {
    this.#call();
    if (Buffer.byteLength(password) > limitBytes) throw new Error('The stub received bad data.');
    this.#entries.set(account, password);
  }

  async deletePassword(_service: string, account: string): Promise<boolean> {
    this.#call();
    return this.#entries.delete(account);
  }

  #call(): void {
    this.#lives -= 1;
    if (this.#lives < 0) throw new Error('the process has ended');
  }
}
