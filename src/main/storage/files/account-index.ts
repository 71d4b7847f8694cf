import { readFile, rename, stat } from 'node:fs/promises';
import { z } from 'zod';
import { flowNames } from '../../../shared/flows';
import { accountIdOf, keyOf } from '../../auth/accounts/account-key';
import type {
  AccountIndex,
  AccountIndexContent,
  AccountKey,
  StoredAccount,
} from '../../auth/ports';
import { Sequencer } from '../../util/async';
import type { Log } from '../../util/log';
import { parseJson, writeFileAtomically } from './json-file';

/** Loose, so that an older app keeps the members that a newer one has added. */
const entrySchema = z.looseObject({
  account: z.looseObject({
    issuer: z.string().min(1),
    clientId: z.string().min(1),
    subject: z.string().min(1),
    username: z.string().nullable(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    groups: z.array(z.string()),
  }),
  provider: z.string().min(1),
  startedAt: z.number().nonnegative(),
  // An index from before there was a choice, or with a flow of a later version, counts as the app's own window.
  flow: z.enum(flowNames).catch('embedded-window'),
  lastActiveAt: z.number().nonnegative(),
  /** `StoredAccount.isComplete`; renaming it would lose the accounts of an older app. */
  keep: z.boolean(),
});

/** `active` is the id of one of `accounts`, or `null` after that one signed out. */
const fileSchema = z.looseObject({
  v: z.literal(2),
  active: z.string().nullable(),
  accounts: z.array(entrySchema),
});

/** The content of the file, with members that this version doesn't know. */
type IndexFile = z.infer<typeof fileSchema>;
type IndexEntry = IndexFile['accounts'][number];

const emptyIndex: IndexFile = { v: 2, active: null, accounts: [] };

/**
 * The account index in one JSON file. Reading never fails. Writing rejects with the file's error, and does not
 * change a file that a newer version of the app has written.
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

  /** Nothing is lost: a file that can't be parsed is kept under another name. */
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

/** `newer`: a later version of the app has written it, with a meaning that this one doesn't know. */
function parseIndex(text: string): IndexFile | 'newer' | 'damaged' {
  const value = parseJson(text);
  const content = fileSchema.safeParse(value);
  if (content.success) return content.data;
  const version = value instanceof Object && 'v' in value ? value.v : null;
  return typeof version === 'number' && version > emptyIndex.v ? 'newer' : 'damaged';
}

/** The known members only: the window shows them. */
function storedAccountOf(entry: IndexEntry): StoredAccount {
  const { account, provider, startedAt, flow, lastActiveAt, keep } = entry;
  const { issuer, clientId, subject, username, name, email, groups } = account;
  return {
    account: { issuer, clientId, subject, username, name, email, groups },
    provider,
    startedAt,
    flow,
    lastActiveAt,
    isComplete: keep,
  };
}

/** The entry with the account's current data. */
function updated(entry: IndexEntry | undefined, stored: StoredAccount): IndexEntry {
  const account = { ...entry?.account, ...stored.account, groups: [...stored.account.groups] };
  const { isComplete: keep, ...rest } = stored;
  return { ...entry, ...rest, account, keep };
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
