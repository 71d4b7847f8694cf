import type { RefObject } from 'react';
import { type FlowName, flowCapabilities } from '../../shared/flows';
import type { Problem } from '../../shared/problem';
import { useReturnFocus } from '../focus';
import { strings } from '../strings';
import { Button } from './Button';
import { Prose } from './Prose';

interface Props {
  readonly problem: Problem;
  /** `warning`: the work goes on. `error`: it ended. */
  readonly tone: 'error' | 'warning';
  /** What "Try again" does; the button is there only when the problem says that it can help. */
  readonly onRetry?: () => void;
  /** What the button is called instead of "Try again". */
  readonly retryLabel?: string | undefined;
  readonly onDismiss: () => void;
  /** Signs in by the flow that the problem names. */
  readonly onOtherFlow?: (flow: FlowName) => void;
  /** What has the focus when the card goes while holding it. */
  readonly returnTo?: RefObject<HTMLElement | null>;
}

/** What went wrong, what to do about it, and the code to quote when asking for help. */
export function ProblemCard(props: Props) {
  const { problem, tone, onRetry, retryLabel, onDismiss, onOtherFlow, returnTo } = props;
  const { providerSays, otherFlow } = problem;
  return (
    <section
      ref={useReturnFocus<HTMLElement>(returnTo)}
      className={`problem problem-${tone}`}
      role="alert"
      data-problem={problem.code}
    >
      <p className="problem-message">
        <Prose text={problem.message} />
      </p>
      <p>
        <Prose text={problem.hint} />
      </p>
      {providerSays !== undefined && (
        <details className="problem-details">
          <summary>{strings.problem.details}</summary>
          <p>
            {strings.problem.providerSays} <q>{providerSays}</q>
          </p>
        </details>
      )}
      <div className="problem-foot">
        <p className="problem-code">
          {strings.problem.code}: <code>{problem.code}</code>
        </p>
        <div className="problem-buttons">
          {problem.retryable && onRetry !== undefined && (
            <Button kind="quiet" onPress={onRetry}>
              {retryLabel ?? strings.problem.tryAgain}
            </Button>
          )}
          {otherFlow !== undefined && onOtherFlow !== undefined && (
            <Button kind="quiet" onPress={() => onOtherFlow(otherFlow)}>
              {flowCapabilities[otherFlow].realBrowser
                ? strings.signedOut.inBrowser
                : strings.signedOut.inWindow}
            </Button>
          )}
          <Button kind="quiet" onPress={onDismiss}>
            {strings.problem.dismiss}
          </Button>
        </div>
      </div>
    </section>
  );
}
