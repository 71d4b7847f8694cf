import { AuthError } from '../auth/errors';
import { hostOf } from './navigation-policy';

/** A load that was stopped, by us or by the next navigation: not a failure. */
const aborted = -3;
const timeouts: ReadonlySet<number> = new Set([-7, -118]);

/**
 * The error for a `did-fail-load` of the main frame, or `null` when nothing failed.
 *
 * @param errorCode Chromium's `net::Error`: negative; -200 to -299 are certificates
 */
export function errorOfLoadFailure(errorCode: number, url: string): AuthError | null {
  if (errorCode === aborted) return null;
  const detail = { host: hostOf(url) };
  if (errorCode <= -200 && errorCode > -300)
    return new AuthError('certificate-invalid', { detail });
  if (timeouts.has(errorCode)) return new AuthError('provider-timeout', { detail });
  return new AuthError('provider-unreachable', { detail });
}
