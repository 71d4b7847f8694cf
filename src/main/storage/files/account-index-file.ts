import { z } from 'zod';
import { flowNames } from '../../../shared/flows';
import type { StoredAccount } from '../../auth/ports';
import { parseJson } from './parse-json';

/** Loose, so that what a newer app has added is still there when an older one has written. */
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
  // An index from before there was a choice, or of a later way, counts as the app's own window.
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

/** The index as it stands in the file, with what we do not know of in it. */
export type IndexFile = z.infer<typeof fileSchema>;
export type IndexEntry = IndexFile['accounts'][number];

export const emptyIndex: IndexFile = { v: 2, active: null, accounts: [] };

/** `newer`: an app of a later version has written it, and what it means we can't know. */
export function parseIndex(text: string): IndexFile | 'newer' | 'damaged' {
  const value = parseJson(text);
  const content = fileSchema.safeParse(value);
  if (content.success) return content.data;
  const version = value instanceof Object && 'v' in value ? value.v : null;
  return typeof version === 'number' && version > emptyIndex.v ? 'newer' : 'damaged';
}

/** What we know of, and nothing else: it is shown in the window. */
export function storedAccountOf(entry: IndexEntry): StoredAccount {
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

/** The entry with the account as it is now. */
export function updated(entry: IndexEntry | undefined, stored: StoredAccount): IndexEntry {
  const account = { ...entry?.account, ...stored.account, groups: [...stored.account.groups] };
  const { isComplete: keep, ...rest } = stored;
  return { ...entry, ...rest, account, keep };
}
