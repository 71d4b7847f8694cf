import * as fc from 'fast-check';
import { authorizationError } from '../../../src/main/auth/sign-in/authorization-response';
import { errorFromProviderPage } from '../../../src/main/flows/embedded-window/provider-error-page';
import { AppError } from '../../../src/main/problems/app-error';
import { problemCodes } from '../../../src/shared/problem';
import { configFor, pool } from '../oidc';
import { check, type Target } from '../target';
import { oddText } from '../texts';

/** What a provider, or somebody who plays one, would like the person to read. */
const lure = fc.oneof(
  fc.constantFrom('Call +1 800 555 0100 now', '<b>x</b>', 'evil.example', 'Call_Us_Now'),
  oddText.map((text) => `QQ${text}QQ`),
);
const known = fc.constantFrom(
  ...['access_denied', 'invalid_scope', 'invalid_request', 'server_error', 'login_required'],
  ...['unauthorized_client', 'redirect_mismatch', 'temporarily_unavailable', 'ACCESS_DENIED'],
);
const error = fc.oneof(
  known,
  lure,
  fc.tuple(known, lure).map(([code, text]) => code + text),
  fc.string({ unit: fc.constantFrom(...'abcz_'), minLength: 1, maxLength: 80, size: 'max' }),
);
const description = fc.oneof(lure, known, fc.constant(null));

/** A code of RFC 6749 by its looks: all that may be shown of what a provider says. */
const isCode = (text: string) => text !== '' && text.length <= 40 && !/[^a-z_]/.test(text);

/** The sentences that this code has anyway; what the provider said may stand in brackets, as a code. */
function checkShown(problem: AppError, said: string): void {
  check(problemCodes.includes(problem.code), `code ${problem.code}`);
  const ours = new AppError(problem.code, {
    detail: { clientId, redirectUri, provider: 'cognito' },
  });
  const { message, hint } = problem.toProblem();
  const shown = isCode(said) ? message.replace(` (${said})`, '') : message;
  check(shown === ours.message && hint === ours.hint, `it says: ${message} ${hint}`);
}

const config = configFor(pool);
const { clientId, redirectUri } = config;
const page = `${pool.domain}/oauth2/authorize?client_id=${clientId}`;

export const errorTextTargets: readonly Target[] = [
  {
    name: "the provider's words in a redirect",
    runs: 100_000,
    shortRuns: 2_000,
    open: () => ({
      property: fc.property(error, description, (code, text) => {
        checkShown(authorizationError(code, text, config), code);
      }),
    }),
  },
  {
    name: "the provider's words on its error page",
    runs: 100_000,
    shortRuns: 2_000,
    open: () => ({
      property: fc.property(error, fc.constantFrom(200, 400, 403, 500), (code, status) => {
        const url = new URL('/error', pool.domain);
        url.searchParams.set('error', code);
        url.searchParams.set('error_description', code);
        const problem = errorFromProviderPage(url.href, status, {
          authorizationUrl: page,
          redirectUri,
          provider: 'cognito',
        });
        check(problem !== null, 'an error page that is none');
        const read = url.searchParams.get('error') ?? '';
        checkShown(problem, read);
      }),
    }),
  },
];
