import type { Account } from '../../shared/auth-state';
import { Person } from '../components/Person';
import { Progress } from '../components/Progress';
import { ScreenHeading } from '../components/ScreenHeading';
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
      <Progress>{strings.restoring.status}</Progress>
    </>
  );
}
