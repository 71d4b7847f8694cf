import { uiOrigin } from '../../shared/identity';
import { parseUrl } from '../../shared/parse-url';

/**
 * Whether `url` is our redirect URI with a response in its query: same scheme, host, port and path of the
 * parsed URLs, no user name, no fragment (SEC-4). An empty path is the same as `/`, also with a private-use
 * scheme, where the parser keeps the two apart (RFC 3986 §6.2.3). Comparing texts by prefix would let
 * `https://app.example.com.evil.net` through.
 */
export function isCallback(redirectUri: string, url: string): boolean {
  const expected = new URL(redirectUri);
  const actual = parseUrl(url);
  return (
    actual !== null &&
    actual.protocol === expected.protocol &&
    actual.hostname === expected.hostname &&
    actual.port === expected.port &&
    (actual.pathname || '/') === (expected.pathname || '/') &&
    actual.username === '' &&
    actual.password === '' &&
    actual.hash === ''
  );
}

/** Whether a URL is one of the app's own pages, by its parsed origin (SEC-38, SEC-42). */
export function isUiUrl(url: string): boolean {
  const parsed = parseUrl(url);
  return parsed !== null && `${parsed.protocol}//${parsed.host}` === uiOrigin;
}

/** Host name for a message or a log line; for a scheme without hosts, the scheme. */
export function hostOf(url: string): string {
  const parsed = parseUrl(url);
  if (parsed === null) return 'unknown';
  const { hostname, protocol } = parsed;
  return hostname === '' ? protocol : hostname;
}

/** The URL up to its fragment, which no server is ever told (RFC 9110 §7.1). */
export function withoutFragment(url: string): string {
  const start = url.indexOf('#');
  return start === -1 ? url : url.slice(0, start);
}
