/** What an error of the AWS SDK is about. The SDK names errors by `name`, Node's network by `code`. */

const throttling = [
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'SlowDown',
];

const network = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'TimeoutError',
];

/** `Throttling`, `ECONNREFUSED` and so on; empty when it has none. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

export function textOf(error: unknown): string {
  // Node joins what several addresses answered, and leaves the message empty.
  if (error instanceof AggregateError && error.message === '') return textOf(error.errors[0]);
  return error instanceof Error ? error.message.trim() || error.name : String(error);
}

/** The HTTP status that AWS answered with; 0 without an answer. */
export function statusOf(error: unknown): number {
  const metadata = (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata;
  return metadata?.httpStatusCode ?? 0;
}

export function isThrottling(error: unknown): boolean {
  return throttling.includes(nameOf(error));
}

/** No answer at all, or one of a server in trouble. */
export function isNetworkFailure(error: unknown): boolean {
  return network.includes(nameOf(error)) || statusOf(error) >= 500;
}

/** The account does not allow it. */
export function isDenied(error: unknown): boolean {
  return /^(AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized)$/.test(nameOf(error));
}
