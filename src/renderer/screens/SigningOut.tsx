import type { Account } from '../../shared/auth-state';
import { Person } from '../components/Person';
import { Spinner } from '../components/Spinner';
import { strings } from '../strings';

/** The token is being revoked and the provider's own session ended. */
export function SigningOut({ account }: { readonly account: Account }) {
  return (
    <>
      <Person account={account} />
      <Spinner />
      <p className="lead">{strings.signingOut.status}</p>
    </>
  );
}
