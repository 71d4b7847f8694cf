import { AppError } from '../../problems/app-error';
import { hostOf } from '../../util/urls';

/** A load that was stopped, by us (also beneath, in `interceptRedirects`) or by the next one: no failure. */
const stopped: ReadonlySet<number> = new Set([-3, -20]);
/** The secure connection itself failed: ERR_SSL_PROTOCOL_ERROR, ERR_SSL_VERSION_OR_CIPHER_MISMATCH. */
const insecure: ReadonlySet<number> = new Set([-107, -113]);
const timeouts: ReadonlySet<number> = new Set([-7, -118]);
/** The server wants a certificate of the person's: ERR_SSL_CLIENT_AUTH_CERT_NEEDED, ERR_BAD_SSL_CLIENT_AUTH_CERT. */
const wantsCertificate: ReadonlySet<number> = new Set([-110, -117]);
/** ERR_HTTP_RESPONSE_CODE_FAILURE: a status of 400 or more, without a page. */
export const emptyAnswer = -379;

/**
 * The error for a `did-fail-load` of the main frame, or `null` when nothing failed.
 *
 * @param errorCode Chromium's `net::Error`: negative; -200 to -299 are certificates
 * @param askedForPassword whether the page asked for one by HTTP, which the app hands out to nobody (SEC-34)
 */
export function errorOfLoadFailure(
  errorCode: number,
  url: string,
  askedForPassword: boolean,
): AppError | null {
  if (stopped.has(errorCode)) return null;
  const detail = { host: hostOf(url) };
  if ((errorCode <= -200 && errorCode > -300) || insecure.has(errorCode)) {
    return new AppError('certificate-invalid', { detail });
  }
  if (timeouts.has(errorCode)) return new AppError('provider-timeout', { detail });
  // SEC-34: what the app hands out to nobody, the person's own browser can.
  if (wantsCertificate.has(errorCode) || (errorCode === emptyAnswer && askedForPassword)) {
    return new AppError('embedded-refused', { detail });
  }
  if (errorCode === emptyAnswer) return new AppError('provider-invalid-response', { detail });
  return new AppError('provider-unreachable', { detail });
}
