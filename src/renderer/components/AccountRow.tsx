import type { OtherAccount } from '../../shared/auth-state';
import { useReturnFocus } from '../focus';
import { listName, text } from '../person';
import { strings } from '../strings';
import { AccountFace } from './AccountFace';
import { Button } from './Button';

export interface AccountRowProps {
  readonly other: OtherAccount;
  /** Said before the name: what a press on it does. */
  readonly verb: string;
  readonly onPick: () => void;
  /** What the small button beside it is called. */
  readonly leave: string;
  readonly onLeave: () => void;
  readonly isLeaving: boolean;
}

/** One account to go on with, and the small button that signs it out. */
export function AccountRow(props: AccountRowProps) {
  const { other, verb, onPick, leave, onLeave, isLeaving } = props;
  const { account } = other;
  return (
    <li className="account" ref={useReturnFocus<HTMLLIElement>()}>
      <Button kind="row" disabled={isLeaving} onPress={onPick}>
        <AccountFace account={account} verb={verb} />
      </Button>
      <Button kind="quiet" busy={isLeaving} onPress={onLeave}>
        {isLeaving ? strings.accounts.leaving : leave}
        {/* Which one, for who hears the button and does not see the row. */}
        <bdi className="visually-hidden"> {text(account.email) ?? listName(account)}</bdi>
      </Button>
    </li>
  );
}
