import type { Account } from '../../shared/auth-state';
import { Person } from '../components/Person';
import { ScreenHeading } from '../components/ScreenHeading';
import { Spinner } from '../components/Spinner';
import { strings } from '../strings';

/** At launch: who was here last, known without any network, while the session is being checked. */
export function Restoring({ account }: { readonly account: Account | null }) {
  return (
    <>
      {account === null ? (
        <ScreenHeading>{strings.restoring.heading}</ScreenHeading>
      ) : (
        <Person account={account} />
      )}
      <Spinner />
      <p className="lead">{strings.restoring.status}</p>
    </>
  );
}
