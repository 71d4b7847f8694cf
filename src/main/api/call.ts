import type { ApiAnswer, ApiRequest } from '../../shared/api-call';
import type { AccessTokens } from '../auth/tokens/access-token';
import { AppError } from '../problems/app-error';
import { untilAborted } from '../util/async';
import { answerHeaders } from './answer-headers';
import { apiError } from './api-error';
import { readChallenge } from './challenge';
import type { ProgressReport } from './progress-report';
import { announcedSize, readBody } from './read-body';
import type { RefusedTokens } from './refused-tokens';

/** A request that may be sent: everything in it has been checked. */
export interface CheckedRequest {
  readonly url: URL;
  readonly method: ApiRequest['method'];
  /** Without `Authorization`. */
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

export interface CallOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Of the account that the call is made as, to the end (SEC-61). */
  readonly tokens: AccessTokens;
  readonly refused: RefusedTokens;
  readonly maxBytes: number;
  readonly progress: ProgressReport;
  readonly signal: AbortSignal;
}

/**
 * One call, with the access token attached. Where the API answers 401, the token is renewed and the call
 * made once more: it may have been revoked, or the clocks may differ. Whoever calls this aborts the signal
 * in the end, whatever came of it: of an answer that is not wanted, nothing more is read.
 *
 * @throws AppError `api-*`; why there is no access token; or the signal's reason
 */
export async function call(request: CheckedRequest, options: CallOptions): Promise<ApiAnswer> {
  const { tokens, refused, signal } = options;
  const { origin, host } = request.url;
  const token = await untilAborted(tokens.accessToken(), signal);
  const response = await send(request, token, options);
  if (response.status !== 401 || refused.has(origin, token)) {
    refuseUnauthorized(response, host);
    return answerOf(response, request, [token], options);
  }
  const renewed = await untilAborted(tokens.renewedAccessToken(token), signal);
  const second = await send(request, renewed, options);
  if (second.status === 401) refused.add(origin, renewed);
  refuseUnauthorized(second, host);
  return answerOf(second, request, [token, renewed], options);
}

/** SEC-16: a redirect is not followed. It would take the token, or what the page sent, elsewhere. */
async function send(
  { url, method, headers, body }: CheckedRequest,
  token: string,
  { fetch, signal }: CallOptions,
): Promise<Response> {
  signal.throwIfAborted();
  const withToken = new Headers(headers);
  withToken.set('authorization', `Bearer ${token}`);
  const init = { method, headers: withToken, body, redirect: 'manual', signal } as const;
  const { host } = url;
  let response: Response;
  try {
    response = await untilAborted(fetch(url, init), signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw apiError(error, host);
  }
  const { status, type } = response;
  const isRedirect = type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304);
  if (isRedirect) throw new AppError('api-redirected', { detail: { host } });
  return response;
}

/** An answer about the token, not about what was asked for. */
function refuseUnauthorized(response: Response, host: string): void {
  const { error, scope } = readChallenge(response.headers.get('www-authenticate'));
  const isScopeMissing = response.status === 403 && error === 'insufficient_scope';
  if (response.status !== 401 && !isScopeMissing) return;
  if (isScopeMissing) {
    throw new AppError('api-scope-missing', {
      detail: { host, ...(scope === null ? {} : { scope }) },
    });
  }
  throw new AppError('api-unauthorized', {
    detail: { host, ...(error === null ? {} : { providerError: error }) },
  });
}

async function answerOf(
  response: Response,
  { method }: CheckedRequest,
  usedTokens: readonly string[],
  { maxBytes, progress, signal }: CallOptions,
): Promise<ApiAnswer> {
  const size = announcedSize(response);
  progress.answered(size);
  if (method !== 'HEAD' && size !== null && size > maxBytes) {
    throw new AppError('api-answer-too-large');
  }
  const onReceived = (bytes: number) => progress.received(bytes);
  const body = await readBody(response, { maxBytes, signal, onReceived });
  const headers = answerHeaders(response.headers);
  // SEC-43: an API that shows what it was sent would show the page the token.
  const texts = [Buffer.from(body.buffer), ...Object.values(headers)];
  if (usedTokens.some((token) => texts.some((text) => text.includes(token)))) {
    throw new AppError('api-answer-withheld');
  }
  return { status: response.status, headers, body };
}
