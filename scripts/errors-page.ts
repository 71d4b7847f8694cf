import { describe } from '../src/main/auth/problem-texts';
import { problemCodes } from '../src/shared/problem';

/** The text of `docs/errors.md`, made from the one table that the app itself uses. */
export function errorsPage(): string {
  const rows = problemCodes.map((code) => {
    const { message, hint, retryable } = describe(code, {});
    return `| \`${code}\` | ${message} | ${hint} | ${retryable ? 'yes' : 'no'} |`;
  });
  return [
    '# Problems and their codes',
    '',
    'What the app can say, word for word. The code is stable: switch on it, never on the text. Inside the main',
    'process a problem is an `AuthError` (`src/main/auth/errors.ts`); only these four fields reach the window.',
    'This page is made from `src/main/auth/problem-texts.ts` by `npm run docs`.',
    '',
    '| code | message | what to do | trying again can help |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
