import { AppError } from '../problems/app-error';

/** A path and query from one slash on, without what a URL parser would take for something else. */
const ownPath = /^\/(?![/\\])[^\s\\#\p{Cc}]*$/u;

/**
 * The address of a call: one of the configured origins, and below it what the page wants (SEC-44).
 * `//other.example`, `/\other.example` and whole addresses lead away from the origin, and are refused.
 *
 * @param origins the configured ones; a call without an origin goes to the first
 * @throws AppError `api-not-configured`, `api-call-invalid`
 */
export function apiUrl(path: string, origin: string | undefined, origins: readonly string[]): URL {
  const base = origin ?? origins[0];
  if (base === undefined || origins.length === 0) throw new AppError('api-not-configured');
  if (!origins.includes(base)) {
    throw new AppError('api-call-invalid', { detail: { part: 'origin' } });
  }
  const url = ownPath.test(path) ? new URL(path, base) : null;
  // The rule above is ours; this is the parser's word on it.
  if (url === null || url.origin !== base) {
    throw new AppError('api-call-invalid', { detail: { part: 'path' } });
  }
  return url;
}
