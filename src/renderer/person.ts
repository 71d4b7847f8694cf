import type { Account, OtherAccount } from '../shared/auth-state';
import { strings } from './strings';

/** Name, else e-mail, else username; `null` when the provider told none of them. */
export function displayName(account: Account): string | null {
  return text(account.name) ?? text(account.email) ?? text(account.username);
}

/** The name that is shown. An account without any is told apart by its subject. */
export function listName(account: Account): string {
  return displayName(account) ?? strings.accounts.unnamed(account.subject.slice(0, 8));
}

/** In the order of their names, so that everyone stays where they are however often they are used. */
export function sortedByName(others: readonly OtherAccount[]): readonly OtherAccount[] {
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  const key = ({ account }: OtherAccount) => `${listName(account)} ${account.email ?? ''}`;
  return [...others].sort((one, other) => compare(key(one), key(other)));
}

/** One or two letters for the avatar; empty when there is nothing to take them from. */
export function initials(account: Account): string {
  const words = (displayName(account) ?? '')
    .split('@', 1)
    .join()
    .split(/[\s._-]+/u)
    .map(firstLetter)
    .filter((letter) => letter !== '');
  const [first = '', ...rest] = words;
  return `${first}${rest.at(-1) ?? ''}`;
}

/** A number from 0 to `tones` − 1 that stays the same for an account, to colour its avatar. */
export function tone(account: Account, tones: number): number {
  let sum = 0;
  for (const character of account.subject)
    sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % tones;
}

/** The value, or `null` when it is absent or blank: providers send both. */
export function text(value: string | null): string | null {
  return value === null || value.trim() === '' ? null : value.trim();
}

/** The first letter or digit, upper case, with its combining marks. */
function firstLetter(word: string): string {
  return /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0].toLocaleUpperCase() ?? '';
}
