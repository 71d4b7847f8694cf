import type { AppInfo, SignOutOptions } from '../../shared/api';
import type { AuthState } from '../../shared/auth-state';
import mark from '../../shared/mark.svg';
import type { ProblemCode } from '../../shared/problem';
import type { Commands } from '../commands';
import { Button } from '../components/Button';
import { OtherAccounts } from '../components/OtherAccounts';
import { ProblemCard } from '../components/ProblemCard';
import { ScreenHeading } from '../components/ScreenHeading';
import { SignInFlows } from '../components/SignInFlows';
import { useInitialFocus } from '../focus';
import { strings } from '../strings';

interface Props {
  readonly state: Extract<AuthState, { kind: 'signed-out' }>;
  readonly info: AppInfo;
  readonly leaving: readonly SignOutOptions[];
  readonly commands: Commands;
}

/** Nothing failed that the user has just asked for. */
const mild: readonly ProblemCode[] = ['browser-session-open', 'link-refused'];

/**
 * Nobody is signed in. The primary button has the focus: Enter signs in. With accounts to choose from,
 * it is the heading: nothing is chosen by an Enter too many.
 */
export function SignedOut({ state: { problem, others }, info, leaving, commands }: Props) {
  const words = strings.signedOut;
  const primary = useInitialFocus<HTMLButtonElement>();
  const hasOthers = others.length > 0;
  // SEC-36: who closed the window meant to; that is worth a word, not an alarm.
  const isCancelled = problem?.code === 'cancelled';
  return (
    <>
      <img className="mark" src={mark} alt="" width="64" height="64" />
      {hasOthers ? <ScreenHeading>{words.heading}</ScreenHeading> : <h1>{words.heading}</h1>}
      {isCancelled ? (
        <p className="lead" role="status" data-problem={problem.code}>
          {problem.message} {problem.hint}
        </p>
      ) : (
        <p className="lead">{hasOthers ? words.leadWithAccounts : words.lead}</p>
      )}
      {problem !== null && !isCancelled && (
        <ProblemCard
          tone={mild.includes(problem.code) ? 'warning' : 'error'}
          problem={problem}
          onRetry={commands.retrySignIn}
          onDismiss={commands.dismissProblem}
        />
      )}
      {hasOthers && (
        <OtherAccounts others={others} info={null} leaving={leaving} commands={commands} />
      )}
      <div className="actions">
        <Button
          ref={hasOthers ? null : primary}
          kind="primary"
          onPress={() => commands.signIn({ intent: 'sign-in' })}
        >
          {words.signIn}
        </Button>
        {info.canSignUp && (
          <Button onPress={() => commands.signIn({ intent: 'sign-up' })}>
            {words.createAccount}
          </Button>
        )}
        <SignInFlows info={info} commands={commands} />
      </div>
      {info.providerHost !== null && (
        <p className="provider muted">
          {words.provider} <bdi>{info.providerHost}</bdi>
        </p>
      )}
    </>
  );
}
