import {
  deletionFailed,
  describe,
  globalSignOutFailed,
  revocationFailed,
} from '../src/main/auth/problem-texts';
import { identity } from '../src/shared/identity';
import { type Problem, problemCodes } from '../src/shared/problem';

/** The text of `docs/errors.md`, made from the one table that the app itself uses. */
export function errorsPage(): string {
  const rows = problemCodes.map((code) => {
    const { message, hint, retryable } = describe(code, {});
    return `| \`${code}\` | ${message} | ${hint} | ${retryable ? 'yes' : 'no'} |`;
  });
  const cause: Problem = { code: 'internal', ...describe('internal', {}) };
  const halfWay = [
    revocationFailed(cause),
    globalSignOutFailed(cause),
    deletionFailed(cause, identity.keychainService),
  ];
  return [
    '# Problems and their codes',
    '',
    'What the app can say. Where it knows them, it names the app client, the address or the server as well.',
    'The code is stable: switch on it, never on the text. Inside the main process a problem is an `AppError`',
    '(`src/main/auth/errors.ts`); only these four fields reach the window.',
    'This page is made from `src/main/auth/problem-texts.ts` by `npm run docs`.',
    '',
    '| code | message | what to do | trying again can help |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    'A sign-out that went only half way has the code of its cause, and one of these texts:',
    '',
    ...halfWay.map(({ message, hint }) => `- ${message} ${hint}`),
    '',
  ].join('\n');
}
