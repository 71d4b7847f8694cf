/** Node's error codes, as Chromium names the same failures. https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h */
const names: Record<string, string> = {
  Z_DATA_ERROR: 'ERR_CONTENT_DECODING_FAILED',
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: 'ERR_NAME_NOT_RESOLVED',
  ETIMEDOUT: 'ERR_TIMED_OUT',
  EHOSTUNREACH: 'ERR_ADDRESS_UNREACHABLE',
  ENETUNREACH: 'ERR_ADDRESS_UNREACHABLE',
  ENETDOWN: 'ERR_INTERNET_DISCONNECTED',
  EPROTO: 'ERR_SSL_PROTOCOL_ERROR',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'ERR_CERT_AUTHORITY_INVALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'ERR_CERT_AUTHORITY_INVALID',
  CERT_HAS_EXPIRED: 'ERR_CERT_DATE_INVALID',
  CERT_NOT_YET_VALID: 'ERR_CERT_DATE_INVALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'ERR_CERT_COMMON_NAME_INVALID',
};

/** The error that Electron reports: its message is `net::` and Chromium's name. */
export function netFailure(error: unknown): Error {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (message.startsWith('net::')) return new Error(message);
  if (message.endsWith('in the Chromium host')) return error as Error;
  if (message === 'socket hang up') return new Error('net::ERR_EMPTY_RESPONSE', { cause: error });
  const name = code.startsWith('HPE_') ? 'ERR_INVALID_HTTP_RESPONSE' : names[code];
  return new Error(`net::${name ?? 'ERR_FAILED'}`, { cause: error });
}
