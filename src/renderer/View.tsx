import type { AppInfo } from '../shared/api';
import type { AuthState } from '../shared/auth-state';
import type { Commands } from './commands';
import { Misconfigured } from './screens/Misconfigured';
import { Restoring } from './screens/Restoring';
import { SignedIn } from './screens/SignedIn';
import { SignedOut } from './screens/SignedOut';
import { SigningIn } from './screens/SigningIn';
import { SigningOut } from './screens/SigningOut';
import { strings } from './strings';

export interface ViewProps {
  readonly state: AuthState;
  readonly info: AppInfo;
  readonly commands: Commands;
}

/** The whole window for one state. Draws what it is given and keeps nothing. */
export function View({ state, info, commands }: ViewProps) {
  return (
    <div className="app" data-state={state.kind}>
      {/* Stays while screens change, since a live region speaks only of what changes inside it. */}
      <p className="visually-hidden" role="status">
        {announcement(state)}
      </p>
      {/* A key per screen: React starts each afresh, which moves the focus and plays the fade. */}
      <main className="screen" key={state.kind}>
        {screen({ state, info, commands })}
      </main>
      <footer className="footer">{strings.footer(info.name, info.version)}</footer>
    </div>
  );
}

function screen({ state, info, commands }: ViewProps) {
  switch (state.kind) {
    case 'misconfigured':
      return <Misconfigured problems={state.problems} />;
    case 'restoring':
      return <Restoring account={state.account} />;
    case 'signed-out':
      return <SignedOut problem={state.problem} info={info} commands={commands} />;
    case 'signing-in':
      return <SigningIn state={state} commands={commands} />;
    case 'signed-in':
      return <SignedIn state={state} commands={commands} />;
    case 'signing-out':
      return <SigningOut account={state.account} />;
    default:
      return unknownState(state);
  }
}

function announcement(state: AuthState): string {
  if (state.kind === 'signing-in') return strings.announcements[state.phase];
  if (state.kind === 'signed-in' && state.refreshing) return strings.announcements.refreshing;
  return strings.announcements[state.kind];
}

/** Does not compile while a state has no screen; at run time the error boundary catches it. */
function unknownState(state: never): never {
  throw new Error(`No screen for ${JSON.stringify(state)}`);
}
