import type { ProblemCode } from '../../../shared/problem';
import { accountName, idOf } from '../account-id';
import { AuthError } from '../errors';
import type {
  AccountId,
  AccountIndex,
  AccountIndexContent,
  AccountKey,
  Clock,
  Log,
  Machine,
  SecretStore,
  StoredAccount,
} from '../ports';

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

/** The account index in memory, with its writes in the journal. */
export class MemoryAccountIndex implements AccountIndex {
  content: AccountIndexContent = { active: null, accounts: [] };
  /** What every write fails with from now on. */
  failure: Error | null = null;
  readonly #journal: string[];

  constructor(journal: string[] = []) {
    this.#journal = journal;
  }

  async read(): Promise<AccountIndexContent> {
    return this.content;
  }

  async save(stored: StoredAccount, { active }: { active: boolean }): Promise<void> {
    this.#write(`save${stored.keep ? '' : ' pending'}`);
    const accounts = [...this.#without(idOf(stored)), stored];
    this.content = {
      active: active ? stored : this.#find(accounts, this.content.active),
      accounts,
    };
  }

  async activate(account: AccountId | null): Promise<void> {
    this.#write('activate');
    const { accounts } = this.content;
    const active = accounts.find((stored) => account && isSame(idOf(stored), account)) ?? null;
    this.content = { active, accounts };
  }

  async discard(discarded: readonly AccountId[]): Promise<void> {
    this.#write('discard');
    const accounts = this.content.accounts.map((stored) =>
      discarded.some((account) => isSame(idOf(stored), account))
        ? { ...stored, keep: false }
        : stored,
    );
    this.content = { active: this.#find(accounts, this.content.active), accounts };
  }

  async remove(account: AccountId): Promise<void> {
    this.#write('remove');
    const accounts = this.#without(account);
    this.content = { active: this.#find(accounts, this.content.active), accounts };
  }

  #without(account: AccountId): readonly StoredAccount[] {
    return this.content.accounts.filter((stored) => !isSame(idOf(stored), account));
  }

  #find(accounts: readonly StoredAccount[], wanted: StoredAccount | null): StoredAccount | null {
    return accounts.find((stored) => wanted && isSame(idOf(stored), idOf(wanted))) ?? null;
  }

  #write(operation: string): void {
    this.#journal.push(`index ${operation}`);
    if (this.failure !== null) throw this.failure;
  }
}

function isSame(one: AccountId, other: AccountId): boolean {
  return accountName(one) === accountName(other);
}

/** A computer whose network and person are what a test says. */
export class FakeMachine implements Machine {
  online = true;
  idle = 0;

  isOnline(): boolean {
    return this.online;
  }

  idleMs(): number {
    return this.idle;
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
