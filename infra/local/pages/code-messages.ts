import type { CodeCheck } from '../store/mailed-codes';

/** Cognito's words for `LimitExceededException`. */
export const attemptLimitExceeded = 'Attempt limit exceeded, please try after some time.';

/** What is wrong with a code, in Cognito's words: `CodeMismatchException`, `ExpiredCodeException`. */
export const codeMessages: Record<Exclude<CodeCheck, 'right'>, string> = {
  wrong: 'Invalid verification code provided, please try again.',
  expired: 'Invalid code provided, please request a code again.',
  'too-many-attempts': attemptLimitExceeded,
};
