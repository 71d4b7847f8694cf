import { readFile, rename, stat } from 'node:fs/promises';
import { z } from 'zod';
import { accountName, idOf } from '../auth/account-id';
import type {
  AccountId,
  AccountIndex,
  AccountIndexContent,
  Log,
  StoredAccount,
} from '../auth/ports';
import { Sequencer } from '../auth/sequencer';
import { writeFileAtomically } from './atomic-file';

const storedAccountSchema: z.ZodType<StoredAccount> = z.strictObject({
  account: z.strictObject({
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
  lastActiveAt: z.number().nonnegative(),
  keep: z.boolean(),
});

/** `active` is the `accountName` of one of `accounts`, or `null` after that one signed out. */
const fileSchema = z.strictObject({
  v: z.literal(2),
  active: z.string().nullable(),
  accounts: z.array(storedAccountSchema),
});
type IndexFile = z.infer<typeof fileSchema>;

const empty: IndexFile = { v: 2, active: null, accounts: [] };

/** The account index in one JSON file. Reading never fails; writing rejects with the file's error. */
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
      const { active, accounts } = (await this.#read()) ?? empty;
      return { active: accounts.find((stored) => nameOf(stored) === active) ?? null, accounts };
    });
  }

  save(stored: StoredAccount, { active }: { active: boolean }): Promise<void> {
    const name = nameOf(stored);
    return this.#change((content) => ({
      ...content,
      active: active ? name : content.active,
      accounts: [...without(content.accounts, name), stored],
    }));
  }

  activate(account: AccountId | null): Promise<void> {
    const active = account === null ? null : accountName(account);
    return this.#change((content) => ({ ...content, active }));
  }

  discard(accounts: readonly AccountId[]): Promise<void> {
    const names = accounts.map(accountName);
    return this.#change((content) => ({
      ...content,
      accounts: content.accounts.map((stored) =>
        names.includes(nameOf(stored)) ? { ...stored, keep: false } : stored,
      ),
    }));
  }

  remove(account: AccountId): Promise<void> {
    const name = accountName(account);
    return this.#change((content) => ({
      ...content,
      active: content.active === name ? null : content.active,
      accounts: without(content.accounts, name),
    }));
  }

  #change(change: (content: IndexFile) => IndexFile): Promise<void> {
    return this.#sequencer.run(async () => {
      const before = (await this.#read()) ?? (await this.#setAside());
      const after = change(before);
      // Written only when it makes a difference: a sync to disk takes a while.
      if (JSON.stringify(after) !== JSON.stringify(before)) await this.#write(after);
    });
  }

  async #write(content: IndexFile): Promise<void> {
    await writeFileAtomically(this.#file, `${JSON.stringify(content, null, 2)}\n`);
  }

  /** `null`: there is a file, and it can't be read or understood. */
  async #read(): Promise<IndexFile | null> {
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch (error) {
      if (isMissing(error)) return empty;
      this.#log.warn('account-index.unreadable');
      return null;
    }
    const content = fileSchema.safeParse(parseJson(text));
    return content.success ? content.data : null;
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
    return empty;
  }
}

function nameOf(stored: StoredAccount): string {
  return accountName(idOf(stored));
}

function without(accounts: readonly StoredAccount[], name: string): StoredAccount[] {
  return accounts.filter((stored) => nameOf(stored) !== name);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
