import { readFile, rename, stat } from 'node:fs/promises';
import { accountIdOf, keyOf } from '../../auth/accounts/account-key';
import type {
  AccountIndex,
  AccountIndexContent,
  AccountKey,
  StoredAccount,
} from '../../auth/ports';
import { Sequencer } from '../../util/async';
import type { Log } from '../../util/log';
import {
  emptyIndex,
  type IndexEntry,
  type IndexFile,
  parseIndex,
  storedAccountOf,
  updated,
} from './account-index-file';
import { writeFileAtomically } from './atomic-file';

/**
 * The account index in one JSON file. Reading never fails; writing rejects with the file's error, and when
 * an app of a newer version has written the file: that one stays as it is.
 */
export function createAccountIndex(options: { file: string; log: Log }): AccountIndex {
  return new FileAccountIndex(options.file, options.log);
}

class FileAccountIndex implements AccountIndex {
  readonly #file: string;
  readonly #log: Log;
  readonly #sequencer = new Sequencer();

  constructor(file: string, log: Log) {
    this.#file = file;
    this.#log = log;
  }

  read(): Promise<AccountIndexContent> {
    return this.#sequencer.run(async () => {
      const content = await this.#read().catch(() => emptyIndex);
      const { active, accounts } = typeof content === 'string' ? emptyIndex : content;
      const entry = accounts.find((one) => idOf(one) === active);
      return {
        active: entry === undefined ? null : storedAccountOf(entry),
        accounts: accounts.map(storedAccountOf),
      };
    });
  }

  save(stored: StoredAccount, { active }: { active: boolean }): Promise<void> {
    const id = accountIdOf(keyOf(stored));
    return this.#change((content) => ({
      ...content,
      active: active ? id : content.active,
      accounts: [
        ...without(content.accounts, id),
        updated(
          content.accounts.find((entry) => idOf(entry) === id),
          stored,
        ),
      ],
    }));
  }

  activate(account: AccountKey | null): Promise<void> {
    const active = account === null ? null : accountIdOf(account);
    return this.#change((content) => ({ ...content, active }));
  }

  discard(accounts: readonly AccountKey[]): Promise<void> {
    const ids = accounts.map(accountIdOf);
    return this.#change((content) => ({
      ...content,
      accounts: content.accounts.map((entry) =>
        ids.includes(idOf(entry)) ? { ...entry, keep: false } : entry,
      ),
    }));
  }

  remove(account: AccountKey): Promise<void> {
    const id = accountIdOf(account);
    return this.#change((content) => ({
      ...content,
      active: content.active === id ? null : content.active,
      accounts: without(content.accounts, id),
    }));
  }

  #change(change: (content: IndexFile) => IndexFile): Promise<void> {
    return this.#sequencer.run(async () => {
      const found = await this.#read();
      if (found === 'newer') throw new Error('the index is of a newer version');
      const before = found === 'damaged' ? await this.#setAside() : found;
      const after = change(before);
      // Written only when it makes a difference: a sync to disk takes a while.
      if (JSON.stringify(after) === JSON.stringify(before)) return;
      await writeFileAtomically(this.#file, `${JSON.stringify(after, null, 2)}\n`);
    });
  }

  /** Rejects with the file's error when there is one that can't be read now: it may be fine later. */
  async #read(): Promise<ReturnType<typeof parseIndex>> {
    try {
      const content = parseIndex(await readFile(this.#file, 'utf8'));
      if (content === 'newer') this.#log.warn('account-index.newer');
      return content;
    } catch (error) {
      if (isMissing(error)) return emptyIndex;
      this.#log.warn('account-index.unreadable');
      throw error;
    }
  }

  /** Nothing is lost: a file that we can't understand is kept under another name. */
  async #setAside(): Promise<IndexFile> {
    try {
      let n = 1;
      while (await exists(`${this.#file}.damaged-${n}`)) n += 1;
      await rename(this.#file, `${this.#file}.damaged-${n}`);
      this.#log.warn('account-index.damaged', { keptAs: n });
    } catch {
      this.#log.warn('account-index.damaged', { keptAs: null });
    }
    return emptyIndex;
  }
}

function idOf(entry: IndexEntry): string {
  return accountIdOf(keyOf(entry));
}

function without(accounts: readonly IndexEntry[], id: string): IndexEntry[] {
  return accounts.filter((entry) => idOf(entry) !== id);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
