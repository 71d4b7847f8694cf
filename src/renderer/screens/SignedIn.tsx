import type { AppInfo, SignOutOptions } from '../../shared/api';
import type { AuthState } from '../../shared/auth-state';
import { ApiPanel } from '../api-panel/ApiPanel';
import type { Commands } from '../commands';
import { Button } from '../components/Button';
import { Groups } from '../components/Groups';
import { OtherAccounts } from '../components/OtherAccounts';
import { Person } from '../components/Person';
import { SessionDetails } from '../components/SessionDetails';
import { SignedInMessage } from '../components/SignedInMessage';
import { strings } from '../strings';

interface Props {
  readonly state: Extract<AuthState, { kind: 'signed-in' }>;
  readonly info: AppInfo;
  readonly leaving: readonly SignOutOptions[];
  readonly commands: Commands;
}

/** Who is signed in, since when, and what they can do about it. */
export function SignedIn({ state, info, leaving, commands }: Props) {
  return (
    <>
      <Person account={state.account} />
      <Groups groups={state.account.groups} />
      <SignedInMessage state={state} commands={commands} />
      <SessionDetails session={state.session} onSignInAgain={commands.signInAgain} />
      <div className="actions actions-row">
        <Button busy={state.refreshing} onPress={commands.refresh}>
          {strings.signedIn.refresh}
        </Button>
        <Button onPress={() => commands.signOut()}>{strings.signedIn.signOut}</Button>
      </div>
      <OtherAccounts others={state.others} info={info} leaving={leaving} commands={commands} />
      {info.apiOrigins.length > 0 && (
        <ApiPanel origins={info.apiOrigins} callApi={commands.callApi} />
      )}
    </>
  );
}
