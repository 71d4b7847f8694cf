import { readFile, rename, stat } from 'node:fs/promises';
import { z } from 'zod';
import type { AccountIndex, AccountKey, Log, StoredAccount } from '../auth/ports';
import { accountName } from './account-name';
import { writeFileAtomically } from './atomic-file';
import { Sequencer } from './sequencer';

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
  startedAt: z.number().nonnegative(),
});

/** `active` is the `accountName` of one of `accounts`, or `null` after that one signed out. */
const fileSchema = z.strictObject({
  v: z.literal(1),
  active: z.string().nullable(),
  accounts: z.array(storedAccountSchema),
});
type IndexFile = z.infer<typeof fileSchema>;

const empty: IndexFile = { v: 1, active: null, accounts: [] };

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

  active(): Promise<StoredAccount | null> {
    return this.#sequencer.run(async () => {
      const { active, accounts } = await this.#read();
      return accounts.find(({ account }) => accountName(account) === active) ?? null;
    });
  }

  save(stored: StoredAccount): Promise<void> {
    return this.#sequencer.run(async () => {
      const name = accountName(stored.account);
      await this.#write({
        v: 1,
        active: name,
        accounts: [...without((await this.#read()).accounts, name), stored],
      });
    });
  }

  remove(key: AccountKey): Promise<void> {
    return this.#sequencer.run(async () => {
      const name = accountName(key);
      const { active, accounts } = await this.#read();
      const remaining = without(accounts, name);
      if (remaining.length === accounts.length) return;
      await this.#write({ v: 1, active: active === name ? null : active, accounts: remaining });
    });
  }

  async #write(content: IndexFile): Promise<void> {
    await writeFileAtomically(this.#file, `${JSON.stringify(content, null, 2)}\n`);
  }

  async #read(): Promise<IndexFile> {
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch (error) {
      if (!isMissing(error)) this.#log.warn('account-index.unreadable');
      return empty;
    }
    const content = fileSchema.safeParse(parseJson(text));
    if (content.success) return content.data;
    await this.#setAside();
    return empty;
  }

  /** Nothing is lost: a file that we can't understand is kept under another name. */
  async #setAside(): Promise<void> {
    try {
      let n = 1;
      while (await exists(`${this.#file}.damaged-${n}`)) n += 1;
      await rename(this.#file, `${this.#file}.damaged-${n}`);
      this.#log.warn('account-index.damaged', { keptAs: n });
    } catch {
      this.#log.warn('account-index.damaged', { keptAs: null });
    }
  }
}

function without(accounts: readonly StoredAccount[], name: string): StoredAccount[] {
  return accounts.filter(({ account }) => accountName(account) !== name);
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
