import type { ProblemCode } from '../../shared/problem';
import { AppError } from './app-error';
import type { ProblemDetail } from './problem-text';

/** What Node's and Electron's network stacks call it; first match wins. */
const causes: readonly (readonly [RegExp, ProblemCode])[] = [
  // Node: CERT_HAS_EXPIRED, ERR_TLS_CERT_ALTNAME_INVALID…; Electron: net::ERR_CERT_…, net::ERR_SSL_…
  [/CERT|ERR_TLS|ERR_SSL|UNABLE_TO_(GET|VERIFY)|EPROTO/, 'certificate-invalid'],
  [/TIMEDOUT|TIMED_OUT|_TIMEOUT/, 'provider-timeout'],
  [/INVALID_HTTP_RESPONSE|_REDIRECT/, 'provider-invalid-response'],
];

/** A failed `fetch` as an AppError: no route, no name, no connection, no trust, no response. */
export function networkError(error: unknown, detail: ProblemDetail): AppError {
  const text = chain(error)
    .map(({ message, code }) => `${code} ${message}`)
    .join('\n');
  const code = causes.find(([pattern]) => pattern.test(text))?.[1] ?? 'provider-unreachable';
  return new AppError(code, { cause: error, detail });
}

/** The error and what caused it, outermost first. */
export function chain(error: unknown): { error: Error; message: string; code: string }[] {
  const links: { error: Error; message: string; code: string }[] = [];
  let next = error;
  while (next instanceof Error && links.length < 10) {
    const code = 'code' in next ? String(next.code) : '';
    links.push({ error: next, message: next.message, code });
    next = next.cause;
  }
  return links;
}
