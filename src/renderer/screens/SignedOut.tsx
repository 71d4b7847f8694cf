import type { AppInfo } from '../../shared/api';
import type { Problem } from '../../shared/problem';
import type { Commands } from '../commands';
import { Button } from '../components/Button';
import { ProblemCard } from '../components/ProblemCard';
import { useInitialFocus } from '../focus';
import mark from '../mark.svg';
import { strings } from '../strings';

interface Props {
  readonly problem: Problem | null;
  readonly info: AppInfo;
  readonly commands: Commands;
}

/** Nobody is signed in. The primary button has the focus: Enter signs in. */
export function SignedOut({ problem, info, commands }: Props) {
  const words = strings.signedOut;
  const primary = useInitialFocus<HTMLButtonElement>();
  // SEC-36: who closed the window meant to; that is worth a word, not an alarm.
  const isCancelled = problem?.code === 'cancelled';
  return (
    <>
      <img className="mark" src={mark} alt="" width="64" height="64" />
      <h1>{words.heading}</h1>
      {isCancelled ? (
        <p className="lead" role="status" data-problem={problem.code}>
          {problem.message} {problem.hint}
        </p>
      ) : (
        <p className="lead">{words.lead}</p>
      )}
      {problem !== null && !isCancelled && (
        <ProblemCard
          tone="error"
          problem={problem}
          onRetry={commands.retrySignIn}
          onDismiss={commands.dismissProblem}
        />
      )}
      <div className="actions">
        <Button ref={primary} kind="primary" onPress={() => commands.signIn('sign-in')}>
          {words.signIn}
        </Button>
        {info.canSignUp && (
          <Button onPress={() => commands.signIn('sign-up')}>{words.createAccount}</Button>
        )}
      </div>
      {info.providerHost !== null && (
        <p className="provider muted">
          {words.provider} <bdi>{info.providerHost}</bdi>
        </p>
      )}
    </>
  );
}
