import { AppError } from '../problems/app-error';

/**
 * What the page may set. A list of what it may not set is never complete: servers take `X_Forwarded_For` for
 * `X-Forwarded-For`, and there are headers that replace the method, the path or the user (SEC-44). A header of
 * your own API has to be added here, unless a server in front of the API gives it a meaning.
 */
const allowed: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'baggage',
  'cache-control',
  'content-language',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'last-event-id',
  'pragma',
  'prefer',
  'priority',
  'range',
  'traceparent',
  'tracestate',
  'x-amzn-trace-id',
  'x-api-key',
  'x-correlation-id',
  'x-request-id',
  'x-requested-with',
]);

/** Bytes. A smaller part could end within the token that an API repeats, and get past the search for it. */
const smallestRange = 65_536;

/** RFC 9110 §5.5, and nothing that Node or Chromium would cut off or refuse. */
const value = /^(?:[\x21-\x7e](?:[\t\x20-\x7e]{0,8000}[\x21-\x7e])?)?$/;

/**
 * The page's headers, if they are all in order.
 *
 * @throws AppError `api-call-invalid`
 */
export function requestHeaders(headers: Readonly<Record<string, string>>): Headers {
  const entries = Object.entries(headers);
  if (!entries.every((entry) => isAllowed(...entry)))
    throw new AppError('api-call-invalid', { detail: { part: 'headers' } });
  return new Headers(entries);
}

function isAllowed(headerName: string, headerValue: string): boolean {
  const lower = headerName.toLowerCase();
  if (!allowed.has(lower) || !value.test(headerValue)) return false;
  return lower !== 'range' || isLargeRange(headerValue);
}

/** One range, to the end or of a certain size (RFC 9110 §14.1.2). */
function isLargeRange(text: string): boolean {
  const range = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(text);
  if (range === null) return false;
  const [, first, last] = range;
  return last === '' || Number(last) - Number(first) >= smallestRange - 1;
}
