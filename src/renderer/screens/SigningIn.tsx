import { useEffect } from 'react';
import type { AuthState } from '../../shared/auth-state';
import { flowCapabilities } from '../../shared/flows';
import type { Commands } from '../commands';
import { Avatar } from '../components/Avatar';
import { Button } from '../components/Button';
import { ProblemCard } from '../components/ProblemCard';
import { ScreenHeading } from '../components/ScreenHeading';
import { Spinner } from '../components/Spinner';
import { listName } from '../person';
import { strings } from '../strings';

interface Props {
  readonly state: Extract<AuthState, { kind: 'signing-in' }>;
  readonly commands: Commands;
}

/** The person is at the provider's page, or the code that came back is being exchanged. */
export function SigningIn({ state, commands }: Props) {
  const words = strings.signingIn;
  const inBrowser = state.flow !== null && flowCapabilities[state.flow].realBrowser;
  useEscape(commands.cancelSignIn);
  return (
    <>
      <Spinner />
      <ScreenHeading>{words.heading}</ScreenHeading>
      <p className="lead">{lead(state)}</p>
      {state.warning !== null && (
        <ProblemCard
          tone="warning"
          problem={state.warning}
          onOtherFlow={commands.signInBy}
          onDismiss={commands.dismissProblem}
        />
      )}
      {state.current !== null && (
        <p className="stays">
          <Avatar account={state.current} small />
          <span>
            <bdi>{listName(state.current)}</bdi> {words.stays}
          </span>
        </p>
      )}
      <div className="actions">
        {state.phase === 'waiting' && inBrowser && (
          <Button onPress={commands.showSignIn}>{words.showAgain}</Button>
        )}
        <Button onPress={commands.cancelSignIn}>{words.cancel}</Button>
      </div>
      <p className="muted">{words.escape}</p>
    </>
  );
}

function lead({ phase, flow, intent }: Props['state']): string {
  const words = strings.signingIn;
  if (phase === 'finishing') return words.finishing;
  if (flow === null) return words.opening;
  return (flowCapabilities[flow].realBrowser ? words.inBrowser : words.inWindow)[intent];
}

function useEscape(onEscape: () => void) {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.repeat) onEscape();
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [onEscape]);
}
