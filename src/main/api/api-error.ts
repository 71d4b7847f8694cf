import type { ProblemCode } from '../../shared/problem';
import { AppError } from '../problems/app-error';
import { networkError } from '../problems/network-error';

/** The same failure, told of an API. */
const codes: Partial<Record<ProblemCode, ProblemCode>> = {
  'provider-unreachable': 'api-unreachable',
  'provider-timeout': 'api-timeout',
  'certificate-invalid': 'api-certificate-invalid',
  // Electron fails where a redirect is not followed; Node answers with it.
  'provider-invalid-response': 'api-redirected',
};

/** A `fetch` from an API that failed, as an AppError. */
export function apiError(error: unknown, host: string): AppError {
  const { code } = networkError(error, {});
  return new AppError(codes[code] ?? 'api-unreachable', { cause: error, detail: { host } });
}
