import { AppError } from '../problems/app-error';

const maxHeaders = 50;

/**
 * What the page can't set. `authorization` is ours (SEC-44), and this app has no cookies. Most others are
 * the network's (Fetch §2.2.2, "forbidden request-header"), or have a server take the request for another
 * one than it is: another method, or another sender.
 */
const forbidden: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'cookie2',
  'set-cookie',
  'host',
  'origin',
  'referer',
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'access-control-request-private-network',
  'connection',
  'content-length',
  'date',
  'dnt',
  'expect',
  'forwarded',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
]);
const forbiddenBeginnings = ['proxy-', 'sec-', 'x-forwarded-'];

/** RFC 9110 §5.6.2: a token. */
const name = /^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/i;
/** RFC 9110 §5.5, and nothing that Node or Chromium would cut off or refuse. */
const value = /^(?:[\x21-\x7e](?:[\t\x20-\x7e]{0,8000}[\x21-\x7e])?)?$/;

/**
 * The page's headers, if they are all in order.
 *
 * @throws AppError `api-call-invalid`
 */
export function requestHeaders(headers: Readonly<Record<string, string>>): Headers {
  const entries = Object.entries(headers);
  const isInOrder = entries.length <= maxHeaders && entries.every((entry) => isAllowed(...entry));
  if (!isInOrder) throw new AppError('api-call-invalid', { detail: { part: 'headers' } });
  return new Headers(entries);
}

function isAllowed(headerName: string, headerValue: string): boolean {
  const lower = headerName.toLowerCase();
  return (
    name.test(headerName) &&
    value.test(headerValue) &&
    !forbidden.has(lower) &&
    !forbiddenBeginnings.some((beginning) => lower.startsWith(beginning))
  );
}
