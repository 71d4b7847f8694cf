import type { ApiProgress, ApiRequest, ApiResult } from '../../shared/api-call';
import type { ProblemCode } from '../../shared/problem';
import type { AccessTokens } from '../auth/tokens/access-token';
import type { ApiSettings } from '../config/types';
import { AppError } from '../problems/app-error';
import type { Clock } from '../util/clock';
import type { Log } from '../util/log';
import { apiUrl } from './api-url';
import { type CheckedRequest, call } from './call';
import { ProgressReport } from './progress-report';
import { RefusedTokens } from './refused-tokens';
import { requestHeaders } from './request-headers';

/** So many calls at a time: each may hold its limit's worth of bytes. */
const maxInFlight = 32;

export interface ApiClientOptions {
  /** `null`: every call is refused. */
  readonly settings: ApiSettings | null;
  readonly fetch: typeof globalThis.fetch;
  /** The tokens of the account in use. @throws AppError `login-required` */
  readonly auth: { accessTokens(): AccessTokens };
  readonly clock: Clock;
  readonly log: Log;
  readonly onProgress: (progress: ApiProgress) => void;
}

/**
 * Calls an API for the page: to configured origins, with the access token of the account in use, which the
 * page never sees (SEC-44), and with limits to size and time (SEC-17).
 */
export class ApiClient {
  readonly #options: ApiClientOptions;
  readonly #refused: RefusedTokens;
  readonly #inFlight = new Map<string | symbol, AbortController>();

  constructor(options: ApiClientOptions) {
    this.#options = options;
    this.#refused = new RefusedTokens(options.clock);
  }

  /** Does not reject: what came of it is in the result. */
  async request(request: ApiRequest): Promise<ApiResult> {
    try {
      return { ok: true, answer: await this.#limited(request) };
    } catch (thrown) {
      const { code, ...problem } = AppError.from(thrown).toProblem();
      this.#options.log.warn('api.failed', { code });
      return { ok: false, problem: { code, ...problem } };
    }
  }

  /** Ends the call of this id, if there is one. */
  cancel(id: string): void {
    this.#inFlight.get(id)?.abort(new AppError('api-cancelled'));
  }

  /** Ends every call. None that comes later is touched. */
  cancelAll(reason: Extract<ProblemCode, 'api-cancelled' | 'api-account-changed'>): void {
    for (const abort of this.#inFlight.values()) abort.abort(new AppError(reason));
  }

  async #limited(request: ApiRequest) {
    const { settings, auth, clock, fetch, onProgress } = this.#options;
    const checked = this.#check(request);
    if (this.#inFlight.size >= maxInFlight) throw new AppError('api-busy');
    const name = request.id ?? Symbol('a call without an id');
    if (this.#inFlight.has(name)) throw invalid('id');
    const { maxBytes = 0, timeoutMs = 0 } = settings ?? {};
    const abort = new AbortController();
    const { host } = checked.url;
    const timedOut = () => abort.abort(new AppError('api-timeout', { detail: { host } }));
    const stopTimer = clock.after(timeoutMs, timedOut);
    this.#inFlight.set(name, abort);
    try {
      return await call(checked, {
        fetch,
        tokens: auth.accessTokens(),
        refused: this.#refused,
        maxBytes,
        progress: new ProgressReport({
          id: request.id,
          toSend: checked.body?.byteLength ?? 0,
          clock,
          tell: onProgress,
        }),
        signal: abort.signal,
      });
    } finally {
      this.#inFlight.delete(name);
      stopTimer();
      // Electron lets go of a connection at an abort alone, not when nobody reads any more.
      abort.abort(new AppError('api-cancelled'));
    }
  }

  #check({ method, path, origin, headers = {}, body }: ApiRequest): CheckedRequest {
    const { origins = [], maxBytes = 0 } = this.#options.settings ?? {};
    const url = apiUrl(path, origin, origins);
    const checkedHeaders = requestHeaders(headers);
    if (body === undefined) return { url, method, headers: checkedHeaders, body: null };
    if (method === 'GET' || method === 'HEAD') throw invalid('body');
    const isText = typeof body === 'string';
    const bytes = isText ? Buffer.from(body, 'utf8') : new Uint8Array(body);
    if (bytes.byteLength > maxBytes) throw new AppError('api-call-too-large');
    if (!checkedHeaders.has('content-type')) {
      const type = isText ? 'text/plain;charset=UTF-8' : 'application/octet-stream';
      checkedHeaders.set('content-type', type);
    }
    return { url, method, headers: checkedHeaders, body: bytes };
  }
}

function invalid(part: 'body' | 'id'): AppError {
  return new AppError('api-call-invalid', { detail: { part } });
}
