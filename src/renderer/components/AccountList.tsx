import type { SignOutOptions } from '../../shared/api';
import type { OtherAccount } from '../../shared/auth-state';
import { sortedByName } from '../person';
import { AccountRow, type AccountRowProps } from './AccountRow';

interface Props extends Pick<AccountRowProps, 'verb' | 'leave'> {
  readonly others: readonly OtherAccount[];
  /** The id of the heading that names the list. */
  readonly labelledBy: string;
  readonly leaving: readonly SignOutOptions[];
  readonly onPick: (id: string) => void;
  readonly onLeave: (other: OtherAccount) => void;
}

/** The accounts by name. Scrolls by itself when there are many, so that what follows stays in reach. */
export function AccountList({ others, labelledBy, leaving, onPick, onLeave, ...words }: Props) {
  return (
    <ul className="account-list" aria-labelledby={labelledBy}>
      {sortedByName(others).map((other) => (
        <AccountRow
          key={other.id}
          other={other}
          {...words}
          isLeaving={leaving.some(({ account }) => isAbout(account, other))}
          onPick={() => onPick(other.id)}
          onLeave={() => onLeave(other)}
        />
      ))}
    </ul>
  );
}

function isAbout(account: SignOutOptions['account'], { id }: OtherAccount): boolean {
  return account === 'all' || (typeof account === 'object' && account.id === id);
}
