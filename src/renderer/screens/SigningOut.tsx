import type { Account } from '../../shared/auth-state';
import { Person } from '../components/Person';
import { Progress } from '../components/Progress';
import { strings } from '../strings';

/** The token is being revoked and the provider's own session ended. */
export function SigningOut({ account }: { readonly account: Account }) {
  return (
    <>
      <Person account={account} />
      <Progress>{strings.signingOut.status}</Progress>
    </>
  );
}
