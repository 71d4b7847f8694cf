import type { AuthState } from '../../shared/auth-state';
import type { Commands } from '../commands';
import { strings } from '../strings';
import { OfflineLine } from './OfflineLine';
import { ProblemCard } from './ProblemCard';

interface Props {
  readonly state: Extract<AuthState, { kind: 'signed-in' }>;
  readonly commands: Commands;
}

/** The one thing to be said: what was just tried and failed, else what is degraded. */
export function SignedInMessage({ state, commands }: Props) {
  const { problem, notice, offline } = state;
  const onDismiss = commands.dismissProblem;
  if (problem !== null) {
    const { retrySignIn: onRetry, signInBy: onOtherFlow } = commands;
    return <ProblemCard tone="warning" {...{ problem, onRetry, onOtherFlow, onDismiss }} />;
  }
  if (offline) return <OfflineLine code={notice?.code} />;
  if (notice === null) return null;
  // Nothing is left to refresh with: only the person can go on.
  const isOver = notice.code === 'login-required' || notice.code === 'refresh-refused';
  return (
    <ProblemCard
      tone="warning"
      problem={notice}
      onRetry={isOver ? commands.signInAgain : commands.refresh}
      retryLabel={isOver ? strings.signedIn.signInAgain : undefined}
      onDismiss={onDismiss}
    />
  );
}
