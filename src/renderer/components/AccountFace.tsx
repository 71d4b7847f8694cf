import type { Account } from '../../shared/auth-state';
import { listName, text } from '../person';
import { Avatar } from './Avatar';

interface Props {
  readonly account: Account;
  /** Said before the name, and not shown: "Switch to". */
  readonly verb?: string;
}

/** An account in one line: avatar, name and e-mail. Spans only, so that it may stand in a button. */
export function AccountFace({ account, verb }: Props) {
  const name = listName(account);
  const email = text(account.email);
  return (
    <span className="face">
      <Avatar account={account} small />
      <span className="face-text">
        {verb !== undefined && <span className="visually-hidden">{verb} </span>}
        <bdi className="face-name">{name}</bdi>
        {email !== null && email !== name && (
          <>
            {' '}
            <bdi className="face-email">{email}</bdi>
          </>
        )}
      </span>
    </span>
  );
}
