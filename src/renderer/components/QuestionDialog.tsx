import { useId, useLayoutEffect, useRef } from 'react';
import type { Question } from '../question';
import { strings } from '../strings';
import { AccountFace } from './AccountFace';
import { Button } from './Button';

interface Props {
  readonly question: Question;
  readonly onAnswer: (isYes: boolean) => void;
}

/**
 * Asks before something is destroyed. The browser does the rest: what is behind a modal dialog can't be
 * reached, Escape closes it, and the focus goes back to the button that asked.
 */
export function QuestionDialog({ question, onAnswer }: Props) {
  const words = strings.questions[question.kind];
  const [title, text] = [useId(), useId()];
  const dialog = useRef<HTMLDialogElement>(null);
  const safeChoice = useRef<HTMLButtonElement>(null);
  // Layout effects: closed while it is still in the document, or the focus would not go back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    safeChoice.current?.focus();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="question"
      role="alertdialog"
      aria-labelledby={title}
      aria-describedby={text}
      onClose={({ currentTarget }) => !currentTarget.open && onAnswer(false)}
    >
      <h2 id={title}>{words.title}</h2>
      {'other' in question && <AccountFace account={question.other.account} />}
      <p id={text}>{words.text}</p>
      <div className="question-buttons">
        <Button ref={safeChoice} onPress={() => onAnswer(false)}>
          {strings.questions.cancel}
        </Button>
        <Button kind="danger" onPress={() => onAnswer(true)}>
          {words.confirm}
        </Button>
      </div>
    </dialog>
  );
}
