/** Whether bytes are an account index of ours, a later version's, or neither; in plain words. */
export function kindOf(bytes: Buffer): 'ours' | 'newer' | 'damaged' {
  const file = membersOf(parsed(bytes.toString()));
  if (file === null) return 'damaged';
  const { v, active, accounts } = file;
  const isOurs =
    v === 2 && isTextOrNull(active) && Array.isArray(accounts) && accounts.every(isEntry);
  if (isOurs) return 'ours';
  return typeof v === 'number' && v > 2 ? 'newer' : 'damaged';
}

function isEntry(value: unknown): boolean {
  const entry = membersOf(value);
  const account = membersOf(entry?.account);
  if (entry === null || account === null) return false;
  const { groups } = account;
  return (
    [account.issuer, account.clientId, account.subject, entry.provider].every(isName) &&
    [account.username, account.name, account.email].every(isTextOrNull) &&
    Array.isArray(groups) &&
    groups.every((each) => typeof each === 'string') &&
    [entry.startedAt, entry.lastActiveAt].every((at) => typeof at === 'number' && at >= 0) &&
    typeof entry.keep === 'boolean'
  );
}

const isName = (value: unknown) => typeof value === 'string' && value !== '';
const isTextOrNull = (value: unknown) => value === null || typeof value === 'string';

function membersOf(value: unknown): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(Object.entries(value));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
