import { useMemo, useState } from 'react';
import type { AuthState } from '../shared/auth-state';
import type { Commands } from './commands';
import { fits, type Question, signOutOf } from './question';

interface Asking extends Pick<Commands, 'ask' | 'answer'> {
  /** What is being asked; `null` as soon as it makes no sense any more. */
  readonly question: Question | null;
}

interface Asked {
  readonly question: Question;
  /** A question is about who was signed in when it came up, and about nobody else. */
  readonly about: string | null;
}

/** Holds the question that is on the screen, and signs out when the answer is yes. */
export function useQuestion(state: AuthState | null, signOut: Commands['signOut']): Asking {
  const [asked, setAsked] = useState<Asked | null>(null);
  const about = state?.kind === 'signed-in' ? state.account.subject : null;
  const isOpen =
    asked !== null && state !== null && asked.about === about && fits(asked.question, state);
  const question = isOpen ? asked.question : null;
  // One that no longer fits is dropped for good: it must not come back with the state.
  if (asked !== null && !isOpen) setAsked(null);
  return useMemo(
    () => ({
      question,
      ask: (next: Question) => setAsked({ question: next, about }),
      answer: (isYes: boolean) => {
        setAsked(null);
        if (isYes && question !== null) signOut(signOutOf(question));
      },
    }),
    [question, about, signOut],
  );
}
