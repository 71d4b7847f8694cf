import type { RefObject } from 'react';
import type { ApiAnswer, ApiResult } from '../../shared/api-call';
import { ProblemCard } from '../components/ProblemCard';
import { strings } from '../strings';
import { answerText } from './answer-text';
import { formatBytes } from './bytes';

interface Props {
  readonly result: ApiResult;
  readonly onDismiss: () => void;
  /** What has the focus when this goes while holding it. */
  readonly returnTo: RefObject<HTMLElement | null>;
}

/** What came of the call: the answer, or what to do about there being none. */
export function ApiCallResult({ result, onDismiss, returnTo }: Props) {
  if (result.ok) return <Answer answer={result.answer} />;
  const { problem } = result;
  // Whoever cancelled it knows; that is no alarm.
  if (problem.code === 'api-cancelled') {
    return (
      <p className="muted" data-problem={problem.code}>
        {problem.message}
      </p>
    );
  }
  return <ProblemCard tone="error" problem={problem} onDismiss={onDismiss} returnTo={returnTo} />;
}

function Answer({ answer }: { readonly answer: ApiAnswer }) {
  const words = strings.api;
  const { status, headers, body } = answer;
  const { text, isCut } = answerText(answer);
  const meaning = words.meaning(status);
  return (
    <div className="api-answer" data-status={status}>
      <p>
        <strong>{status}</strong>{' '}
        <span className="muted">
          {[formatBytes(body.byteLength, strings.language), headers['content-type']]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      {meaning !== null && <p>{meaning}</p>}
      {text === null && <p className="muted">{words.noText}</p>}
      {text !== null && text !== '' && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard too
        <section className="api-text" tabIndex={0} aria-label={words.answer}>
          <pre>{text}</pre>
        </section>
      )}
      {isCut && <p className="muted">{words.cut}</p>}
    </div>
  );
}
