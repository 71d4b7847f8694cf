import type { Outcome } from './outcomes';

/** Why a command could not do what it was asked to. Switch on `outcome`; the texts are for people. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly outcome: Outcome;
  /** What to do about it: whole sentences, or commands to copy. */
  readonly hint: string | null;

  constructor(outcome: Outcome, message: string, hint: string | null = null) {
    super(message);
    this.outcome = outcome;
    this.hint = hint;
  }
}
