import type { CustomFetch } from 'openid-client';
import { AppError } from '../../problems/app-error';
import { networkError } from '../../problems/network-error';
import { errorCode } from '../../problems/provider-words';
import { untilAborted } from '../../util/async';
import type { Clock } from '../../util/clock';
import { jsonWithoutEmpty } from '../../util/empty-members';

/** SEC-17: the longest call, including the response's body. */
export const requestTimeoutMs = 10_000;

/** SEC-17: the largest response. A token response has 5 kB, a large JWKS 20 kB. */
export const maxBodyBytes = 1_048_576;

export interface HttpOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** How many redirects to follow, on the same origin only. Default: none. */
  readonly redirects?: number;
}

/** A server that is up and can't handle the request now: 429 or 5xx. The `cause` of the AppError. */
export class BusyServer extends Error {
  override readonly name = 'BusyServer';
  readonly status: number;
  /** What `Retry-After` asks for (RFC 9110 §10.2.3), in ms; `null` when it asks for nothing. */
  readonly retryAfterMs: number | null;

  constructor(status: number, retryAfter: string | null, now: number) {
    super(`status ${status}`);
    this.status = status;
    this.retryAfterMs = retryAfterMs(retryAfter, now);
  }
}

/**
 * `fetch` with limits: a time limit for the whole response, a size limit, and no redirects (SEC-16:
 * a redirected token request would hand the code or the refresh token to another server). In JSON,
 * `null` and empty texts are removed: they count as absent.
 *
 * The function it returns throws AppError `provider-unreachable`, `provider-timeout`,
 * `certificate-invalid` or `provider-invalid-response`; or the signal's reason when that aborts.
 */
export function limitedFetch({ fetch, clock, signal, redirects = 0 }: HttpOptions): CustomFetch {
  return async (url, init) => {
    const detail = { host: new URL(url).host };
    const timeout = new AbortController();
    const stopTimer = clock.after(requestTimeoutMs, () =>
      timeout.abort(new AppError('provider-timeout', { detail })),
    );
    const limits = AbortSignal.any([signal, timeout.signal]);
    const invalid = (cause?: Error) =>
      new AppError('provider-invalid-response', { detail, ...(cause ? { cause } : {}) });
    try {
      const { body, method, headers } = init;
      const request: RequestInit = {
        // Callers set the content type of their forms and JSON themselves.
        body: body instanceof URLSearchParams || typeof body === 'string' ? String(body) : null,
        method,
        headers,
        redirect: 'manual',
        signal: limits,
      };
      // Not every `fetch` ends a body that is being read when its signal aborts; this does.
      const response = await untilAborted(send(fetch, url, request, redirects), limits);
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        throw invalid();
      }
      if (response.status === 429 || response.status >= 500) {
        throw invalid(
          new BusyServer(response.status, response.headers.get('retry-after'), clock.now()),
        );
      }
      const bytes = await untilAborted(readBody(response, invalid), limits);
      const { status, statusText, headers: responseHeaders } = response;
      return new Response(bytes.length === 0 ? null : new Uint8Array(jsonWithoutEmpty(bytes)), {
        status,
        statusText,
        headers: responseHeaders,
      });
    } catch (error) {
      if (limits.aborted) throw limits.reason;
      throw error instanceof AppError ? error : networkError(error, detail);
    } finally {
      stopTimer();
    }
  };
}

async function send(
  fetch: HttpOptions['fetch'],
  url: string,
  request: RequestInit,
  redirects: number,
): Promise<Response> {
  const response = await fetch(url, request);
  const location = response.headers.get('location');
  if (response.status < 300 || response.status >= 400 || location === null || redirects === 0) {
    return response;
  }
  const target = new URL(location, url);
  if (target.origin !== new URL(url).origin) return response;
  return send(fetch, target.href, request, redirects - 1);
}

async function readBody(response: Response, tooLarge: () => AppError): Promise<Buffer> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBodyBytes) {
      void reader.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

function retryAfterMs(value: string | null, now: number): number | null {
  if (value === null) return null;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(wait) && wait >= 0 ? wait : null;
}

/**
 * A `fetch` that posts once and then returns the same response again: the response to a code or a rotated
 * refresh token can be had only once, but may have to be checked twice.
 *
 * @param onResponse gets each response first, and is waited for
 */
export function replayingPosts(
  fetch: CustomFetch,
  onResponse: (response: Response, isPost: boolean) => Promise<void>,
): CustomFetch {
  let posted: Response | null = null;
  return async (url, init) => {
    const isPost = init.method === 'POST';
    if (isPost && posted !== null) return posted.clone();
    const response = await fetch(url, init);
    if (isPost) posted = response.clone();
    await onResponse(response, isPost);
    return response;
  };
}

/**
 * A refusal that openid-client can read. It takes an error only from JSON that is called JSON, and sees a
 * challenge first; but `invalid_grant` ends a session however it is labelled (SEC-54).
 *
 * @throws AppError `provider-refused` when there is no error code, or one with status 200, as some providers
 *   send it against RFC 6749 §5.2: that ends no session
 */
export async function legibleRefusal(response: Response): Promise<Response> {
  const { status, statusText } = response;
  // Of a revocation, for which openid-client wants 200 (RFC 7009 §2.2).
  if (status === 204) return new Response(null, { headers: response.headers });
  if (status !== 200 && (status < 400 || status >= 500)) return response;
  const text = await response.clone().text();
  const error = errorIn(text);
  if (status === 200) {
    if (error === null) return response;
    throw new AppError('provider-refused', { detail: { providerError: errorCode(error) } });
  }
  if (error === null) {
    if (response.headers.has('www-authenticate')) return response;
    // Of a firewall, or at a wrong address.
    throw new AppError('provider-refused', { detail: { providerError: `HTTP ${status}` } });
  }
  const headers = new Headers(response.headers);
  headers.set('content-type', 'application/json');
  headers.delete('www-authenticate');
  return new Response(text, { status, statusText, headers });
}

/** The error code in a body; `null`: there is none, or an access token beside it. */
function errorIn(text: string): string | null {
  try {
    const { error, access_token: token } = Object(JSON.parse(text)) as Record<string, unknown>;
    return typeof error === 'string' && token === undefined ? error : null;
  } catch {
    return null;
  }
}

/**
 * A larger difference is not believed, in seconds. A wrong time zone, a resumed virtual machine or a drifting clock is
 * off by less. With a clock that is further off, certificates fail sooner or later; and a provider whose `Date` could say anything could have
 * a token accepted long after its `exp`.
 */
const longestSkewSeconds = 3 * 24 * 3_600;

/** Differences below this are the network's and the header's own roughness, in seconds. */
const toleranceSeconds = 5;

/**
 * How far this computer's clock is off the provider's, as the `Date` of its responses shows (RFC 9110
 * §6.6.1). An ID token that comes straight from the provider is judged by the provider's clock, so that
 * a computer whose date is wrong keeps its session.
 */
export class ProviderClock {
  readonly #now: () => number;
  #skewSeconds = 0;

  /** @param now milliseconds since the epoch, by this computer */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** To be added to this computer's time to get the provider's. */
  get skewSeconds(): number {
    return this.#skewSeconds;
  }

  /** Milliseconds since the epoch, by the provider. */
  now(): number {
    return this.#now() + this.#skewSeconds * 1000;
  }

  note(response: Response): void {
    const date = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(date)) return;
    const skew = Math.round((date - this.#now()) / 1000);
    const size = Math.abs(skew);
    this.#skewSeconds = size > toleranceSeconds && size <= longestSkewSeconds ? skew : 0;
  }
}
