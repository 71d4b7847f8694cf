import type { ProblemCode } from '../../../shared/problem';
import { AuthError } from '../errors';
import type { AccountIndex, AccountKey, Clock, Log, SecretStore, StoredAccount } from '../ports';

/** A keychain in memory that writes down what is done to it, and fails on demand. */
export class MemorySecretStore implements SecretStore {
  readonly entries = new Map<string, string>();
  /** Operations that fail from now on, and how. */
  readonly failures: Partial<Record<'get' | 'set' | 'delete', ProblemCode>> = {};
  /** How long `set` takes, in ms. */
  setDelayMs = 0;
  /** How long `delete` takes, in ms. */
  deleteDelayMs = 0;
  readonly #journal: string[];
  readonly #listeners = new Set<() => void>();

  constructor(journal: string[] = []) {
    this.#journal = journal;
  }

  onAvailable(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The person answered the keychain's dialog at last. */
  becomeAvailable(): void {
    for (const listener of this.#listeners) listener();
  }

  async get(key: AccountKey): Promise<string | null> {
    await this.#step('get');
    return this.entries.get(nameOf(key)) ?? null;
  }

  async set(key: AccountKey, refreshToken: string): Promise<void> {
    await this.#step('set');
    if (this.setDelayMs > 0) await new Promise((done) => setTimeout(done, this.setDelayMs));
    this.entries.set(nameOf(key), refreshToken);
  }

  async delete(key: AccountKey): Promise<void> {
    await this.#step('delete');
    if (this.deleteDelayMs > 0) await new Promise((done) => setTimeout(done, this.deleteDelayMs));
    this.entries.delete(nameOf(key));
  }

  /** The only entry there is. */
  get only(): string | undefined {
    return [...this.entries.values()][0];
  }

  /** Puts another token into every entry, as another process would. */
  replaceAll(refreshToken: string): void {
    for (const name of this.entries.keys()) this.entries.set(name, refreshToken);
  }

  async #step(operation: 'get' | 'set' | 'delete'): Promise<void> {
    await Promise.resolve();
    this.#journal.push(`keychain ${operation}`);
    const failure = this.failures[operation];
    if (failure !== undefined) throw new AuthError(failure);
  }
}

function nameOf({ issuer, clientId, subject }: AccountKey): string {
  return `${issuer}|${clientId}|${subject}`;
}

export class MemoryAccountIndex implements AccountIndex {
  stored: StoredAccount | null = null;
  readonly #journal: string[];

  constructor(journal: string[] = []) {
    this.#journal = journal;
  }

  async active(): Promise<StoredAccount | null> {
    return this.stored;
  }

  async save(account: StoredAccount): Promise<void> {
    this.#journal.push('index save');
    this.stored = account;
  }

  async remove(): Promise<void> {
    this.#journal.push('index remove');
    this.stored = null;
  }
}

/** Time that stands still until it is told to go on. */
export class ManualClock implements Clock {
  #elapsed = 0;
  #slept = 0;
  readonly #start = Date.now();
  readonly #timers = new Set<{ at: number; callback: () => void }>();

  now(): number {
    return this.#start + this.#elapsed + this.#slept;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#elapsed + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How long until each timer, in ms, soonest first. */
  get pending(): number[] {
    return [...this.#timers].map(({ at }) => at - this.#elapsed).sort((a, b) => a - b);
  }

  /** The computer sleeps: the date goes on, timers and the monotonic clock do not. */
  sleep(ms: number): void {
    this.#slept += ms;
  }

  advance(ms: number): void {
    this.#elapsed += ms;
    for (const timer of [...this.#timers].sort((a, b) => a.at - b.at)) {
      if (timer.at > this.#elapsed) continue;
      this.#timers.delete(timer);
      timer.callback();
    }
  }
}

/** Keeps every line, for tests of what must not be in one. */
export class MemoryLog implements Log {
  readonly lines: string[] = [];
  info(event: string, fields: object = {}): void {
    this.lines.push(`${event} ${JSON.stringify(fields)}`);
  }
  warn(event: string, fields: object = {}): void {
    this.lines.push(`${event} ${JSON.stringify(fields)}`);
  }
}
