import type { ProblemCode } from '../../shared/problem';
import { AppError } from '../problems/app-error';
import { chain, networkError } from '../problems/network-error';

/** The same failure, told of an API. */
const codes: Partial<Record<ProblemCode, ProblemCode>> = {
  'provider-unreachable': 'api-unreachable',
  'provider-timeout': 'api-timeout',
  'certificate-invalid': 'api-certificate-invalid',
  'provider-invalid-response': 'api-answer-invalid',
};

/** A `fetch` from an API that failed, as an AppError. */
export function apiError(error: unknown, host: string): AppError {
  // A redirect to an address that Chromium refuses is a failure, with no response.
  const isRedirect = chain(error).some(({ message }) => message.includes('_REDIRECT'));
  const code = isRedirect ? 'api-redirected' : codes[networkError(error, {}).code];
  return new AppError(code ?? 'api-unreachable', { cause: error, detail: { host } });
}
