import type { AuthState } from '../../shared/auth-state';
import type { Commands } from '../commands';
import { Button } from '../components/Button';
import { Groups } from '../components/Groups';
import { Person } from '../components/Person';
import { ProblemCard } from '../components/ProblemCard';
import { SessionDetails } from '../components/SessionDetails';
import { strings } from '../strings';

interface Props {
  readonly state: Extract<AuthState, { kind: 'signed-in' }>;
  readonly commands: Commands;
}

/** Who is signed in, since when, and what they can do about it. */
export function SignedIn({ state, commands }: Props) {
  return (
    <>
      <Person account={state.account} />
      <Groups groups={state.account.groups} />
      {state.notice !== null && (
        <ProblemCard
          tone="warning"
          problem={state.notice}
          onRetry={commands.refresh}
          onDismiss={commands.dismissProblem}
        />
      )}
      <SessionDetails session={state.session} />
      <div className="actions actions-row">
        <Button busy={state.refreshing} onPress={commands.refresh}>
          {strings.signedIn.refresh}
        </Button>
        <Button onPress={commands.signOut}>{strings.signedIn.signOut}</Button>
      </div>
    </>
  );
}
