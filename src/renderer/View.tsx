import type { AppInfo, SignOutOptions } from '../shared/api';
import type { AuthState } from '../shared/auth-state';
import type { UpdateState } from '../shared/update';
import { announcement } from './announcement';
import type { Commands } from './commands';
import { QuestionDialog } from './components/QuestionDialog';
import { UpdateLine } from './components/UpdateLine';
import type { Question } from './question';
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
  /** The sign-outs under way. */
  readonly leaving: readonly SignOutOptions[];
  /** What the person is being asked. */
  readonly question: Question | null;
  /** What is known of newer versions of the app. */
  readonly update: UpdateState;
  readonly commands: Commands;
}

/** The whole window for one state. Draws what it is given and keeps nothing. */
export function View(props: ViewProps) {
  const { state, info, question, update, commands } = props;
  return (
    <div className="app" data-state={state.kind}>
      {/* Stays while screens change, since a live region speaks only of what changes inside it. */}
      <p className="visually-hidden" role="status">
        {announcement(state)}
      </p>
      {/* A key per screen: React starts each afresh, which moves the focus and plays the fade. */}
      <main className="screen" key={screenKey(state)}>
        {screen(props)}
      </main>
      <UpdateLine {...{ update, commands }} isSigningIn={state.kind === 'signing-in'} />
      <footer className="footer">{strings.footer(info.name, info.version)}</footer>
      {question !== null && (
        <QuestionDialog key={question.kind} question={question} onAnswer={commands.answer} />
      )}
    </div>
  );
}

/** Another person is another screen, and so is the one without a list once the last of it is removed. */
function screenKey(state: AuthState): string {
  if (state.kind === 'signed-in') return `${state.kind} ${state.account.subject}`;
  if (state.kind === 'signed-out') return `${state.kind} ${state.others.length > 0}`;
  return state.kind;
}

function screen({ state, info, leaving, commands }: ViewProps) {
  switch (state.kind) {
    case 'misconfigured':
      return <Misconfigured problems={state.problems} />;
    case 'restoring':
      return <Restoring account={state.account} />;
    case 'signed-out':
      return <SignedOut {...{ state, info, leaving, commands }} />;
    case 'signing-in':
      return <SigningIn state={state} commands={commands} />;
    case 'signed-in':
      return <SignedIn {...{ state, info, leaving, commands }} />;
    case 'signing-out':
      return <SigningOut account={state.account} />;
    default:
      return unknownState(state);
  }
}

/** Does not compile while a state has no screen; at run time the error boundary catches it. */
function unknownState(state: never): never {
  throw new Error(`No screen for ${JSON.stringify(state)}`);
}
