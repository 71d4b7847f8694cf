import { accountIdOf, keyOf } from '../../../src/main/auth/accounts/account-key';
import type {
  AccountIndex,
  AccountIndexContent,
  AccountKey,
  Machine,
  SecretStore,
  StoredAccount,
} from '../../../src/main/auth/ports';
import { AppError } from '../../../src/main/problems/app-error';
import { Sequencer } from '../../../src/main/util/async';
import type { Clock } from '../../../src/main/util/clock';
import type { Log } from '../../../src/main/util/log';
import type { ProblemCode } from '../../../src/shared/problem';
import { Gate } from './gate';

/** A keychain in memory, one call after another as ours are; it writes down what is done, and fails on demand. */
export class MemorySecretStore implements SecretStore {
  readonly entries = new Map<string, string>();
  /** Operations that fail from now on, and how. */
  readonly failures: Partial<Record<'get' | 'set' | 'delete', ProblemCode>> = {};
  readonly gate = new Gate();
  /** How long `set` takes, in ms. */
  setDelayMs = 0;
  /** How long `delete` takes, in ms. */
  deleteDelayMs = 0;
  readonly #journal: string[];
  readonly #sequencer = new Sequencer();
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

  get(key: AccountKey): Promise<string | null> {
    return this.#step('get', async () => this.entries.get(entryName(key)) ?? null);
  }

  set(key: AccountKey, refreshToken: string): Promise<void> {
    return this.#step('set', async () => {
      if (this.setDelayMs > 0) await new Promise((done) => setTimeout(done, this.setDelayMs));
      this.entries.set(entryName(key), refreshToken);
    });
  }

  delete(key: AccountKey): Promise<void> {
    return this.#step('delete', async () => {
      if (this.deleteDelayMs > 0) await new Promise((done) => setTimeout(done, this.deleteDelayMs));
      this.entries.delete(entryName(key));
    });
  }

  /** The only entry there is. */
  get only(): string | undefined {
    return [...this.entries.values()][0];
  }

  /** Puts another token into every entry, as another process would. */
  replaceAll(refreshToken: string): void {
    for (const name of this.entries.keys()) this.entries.set(name, refreshToken);
  }

  #step<T>(operation: 'get' | 'set' | 'delete', work: () => Promise<T>): Promise<T> {
    return this.#sequencer.run(async () => {
      this.#journal.push(`keychain ${operation}`);
      await this.gate.pass(operation);
      const failure = this.failures[operation];
      if (failure !== undefined) throw new AppError(failure);
      return work();
    });
  }
}

function entryName({ issuer, clientId, subject }: AccountKey): string {
  return `${issuer}|${clientId}|${subject}`;
}

/** The account index in memory, one call after another as ours is, with its writes in the journal. */
export class MemoryAccountIndex implements AccountIndex {
  content: AccountIndexContent = { active: null, accounts: [] };
  /** What every write fails with from now on. */
  failure: Error | null = null;
  readonly gate = new Gate();
  readonly #journal: string[];
  readonly #sequencer = new Sequencer();

  constructor(journal: string[] = []) {
    this.#journal = journal;
  }

  read(): Promise<AccountIndexContent> {
    return this.#sequencer.run(async () => {
      await this.gate.pass('read');
      return this.content;
    });
  }

  save(stored: StoredAccount, { active }: { active: boolean }): Promise<void> {
    return this.#write(`save${stored.isComplete ? '' : ' pending'}`, () => {
      const accounts = [...this.#without(keyOf(stored)), stored];
      const wanted = active ? stored : this.content.active;
      this.content = { active: this.#find(accounts, wanted), accounts };
    });
  }

  activate(account: AccountKey | null): Promise<void> {
    return this.#write('activate', () => {
      const { accounts } = this.content;
      const active = accounts.find((stored) => account && isSame(keyOf(stored), account)) ?? null;
      this.content = { active, accounts };
    });
  }

  discard(discarded: readonly AccountKey[]): Promise<void> {
    return this.#write('discard', () => {
      const accounts = this.content.accounts.map((stored) =>
        discarded.some((account) => isSame(keyOf(stored), account))
          ? { ...stored, isComplete: false }
          : stored,
      );
      this.content = { active: this.#find(accounts, this.content.active), accounts };
    });
  }

  remove(account: AccountKey): Promise<void> {
    return this.#write('remove', () => {
      const accounts = this.#without(account);
      this.content = { active: this.#find(accounts, this.content.active), accounts };
    });
  }

  #without(account: AccountKey): readonly StoredAccount[] {
    return this.content.accounts.filter((stored) => !isSame(keyOf(stored), account));
  }

  #find(accounts: readonly StoredAccount[], wanted: StoredAccount | null): StoredAccount | null {
    return accounts.find((stored) => wanted && isSame(keyOf(stored), keyOf(wanted))) ?? null;
  }

  #write(operation: string, change: () => void): Promise<void> {
    return this.#sequencer.run(async () => {
      this.#journal.push(`index ${operation}`);
      await this.gate.pass(operation);
      if (this.failure !== null) throw this.failure;
      change();
    });
  }
}

function isSame(one: AccountKey, other: AccountKey): boolean {
  return accountIdOf(one) === accountIdOf(other);
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
