import type { Account } from '../../shared/auth-state';
import { listName, text } from '../person';
import { Avatar } from './Avatar';
import { ScreenHeading } from './ScreenHeading';

/** Who is signed in. `bdi` keeps a name in another script, or a hostile one, from turning its surroundings. */
export function Person({ account }: { readonly account: Account }) {
  const heading = listName(account);
  const email = text(account.email);
  return (
    <div className="person">
      <Avatar account={account} />
      <ScreenHeading>
        <bdi data-testid={heading === email ? 'email' : undefined}>{heading}</bdi>
      </ScreenHeading>
      {email !== null && email !== heading && (
        <p className="lead">
          <bdi data-testid="email">{email}</bdi>
        </p>
      )}
    </div>
  );
}
