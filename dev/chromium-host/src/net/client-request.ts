import type { RequestOptions } from 'node:https';
import { Writable } from 'node:stream';
import type { HostSession } from '../session/session';
import { notImplemented, refuseUnknown } from '../shared/not-implemented';
import { netFailure } from './net-failure';
import { NetResponse } from './net-response';
import {
  assertHeader,
  type NetRequestOptions,
  type ParsedOptions,
  parseRequestOptions,
} from './request-options';
import { loadUrl, type Redirect } from './url-loader';

export interface RequestEnvironment {
  /** Which certificates are believed; the default is Node's (`NODE_EXTRA_CA_CERTS`). */
  readonly tls?: Pick<RequestOptions, 'ca'>;
  /** The session of a partition, or the default one; without it there is none. */
  sessionOf?(partition: string): HostSession;
}

/** `net.request`. https://www.electronjs.org/docs/latest/api/client-request */
export function createNetRequest({ tls = {}, sessionOf }: RequestEnvironment = {}) {
  return (
    options: NetRequestOptions | string,
    callback?: (response: NetResponse) => void,
  ): HostClientRequest => {
    const parsed = parseRequestOptions(options);
    const { session } = parsed;
    const used = typeof session === 'object' && session ? session : sessionOf?.(session ?? '');
    used?.assertNoProxy();
    const request = new HostClientRequest(parsed, used ?? null, tls);
    if (callback) request.once('response', callback);
    return refuseUnknown(request, 'ClientRequest');
  };
}

/**
 * A request is a stream that is destroyed once it is written, as in Electron: its `close` comes before its
 * `response`, and it reports errors all the same.
 * Source: lib/common/api/net-client-request.ts of Electron
 */
export class HostClientRequest extends Writable {
  private readonly chunks: Buffer[] = [];
  private readonly aborter = new AbortController();
  private started = false;
  private aborted = false;
  private response: NetResponse | null = null;
  private follows: (() => void) | null = null;

  constructor(
    private readonly options: ParsedOptions,
    private readonly session: HostSession | null,
    private readonly tls: Pick<RequestOptions, 'ca'>,
  ) {
    super({ autoDestroy: true });
  }

  get chunkedEncoding(): boolean {
    return false;
  }

  set chunkedEncoding(value: boolean) {
    if (value) throw notImplemented('ClientRequest.chunkedEncoding');
  }

  setHeader(name: string, value: string): void {
    if (this.started || this.chunks.length > 0)
      throw new Error("Can't set headers after they are sent");
    assertHeader(name, value);
    this.options.headers.set(name.toLowerCase(), { name, value });
  }

  getHeader(name: string): string | string[] | undefined {
    return this.options.headers.get(name.toLowerCase())?.value;
  }

  removeHeader(name: string): void {
    if (this.started || this.chunks.length > 0)
      throw new Error("Can't remove headers after they are sent");
    this.options.headers.delete(name.toLowerCase());
  }

  override _write(chunk: Buffer, _encoding: string, callback: () => void): void {
    this.chunks.push(chunk);
    callback();
  }

  override _final(callback: () => void): void {
    void this.load();
    callback();
  }

  followRedirect(): void {
    if (!this.follows)
      throw new Error('followRedirect() called, but was not waiting for a redirect');
    this.follows();
  }

  /** As in Electron, what is aborted says so, and reports no error. */
  abort(): void {
    if (!this.aborted) process.nextTick(() => this.emit('abort'));
    this.aborted = true;
    this.die();
  }

  private async load(): Promise<void> {
    this.started = true;
    const destination = String(this.getHeader('sec-fetch-dest'));
    const mode = this.getHeader('sec-fetch-mode');
    if (/^(document|i?frame|fencedframe)$/.test(destination) && mode !== 'navigate') {
      this.die(
        new TypeError(
          "sec-fetch-dest of 'document', 'frame', 'iframe' or 'fencedframe' requires sec-fetch-mode 'navigate'",
        ),
      );
      return;
    }
    const { method, url, headers, sendsCookies } = this.options;
    const sent = [...headers.values()].map(({ name, value }) => [name, String(value)]);
    const body = this.chunks.length === 0 ? null : Buffer.concat(this.chunks);
    const agent = headers.has('user-agent') ? undefined : this.session?.getUserAgent();
    try {
      const loaded = await loadUrl(
        {
          method,
          url,
          headers: { ...(agent ? { 'User-Agent': agent } : {}), ...Object.fromEntries(sent) },
          body,
          sendsCookies,
        },
        {
          session: this.session,
          tls: this.tls,
          signal: this.aborter.signal,
          onRedirect: (redirect) => this.redirected(redirect),
        },
      );
      if (!loaded || this.aborted) return;
      if (loaded.statusCode === 401 && this.listenerCount('login') > 0)
        throw notImplemented("ClientRequest's event login");
      const response = refuseUnknown(
        new NetResponse(loaded, loaded.body),
        'response',
        'IncomingMessage',
      );
      this.response = response;
      loaded.body.on('error', (error) => {
        if (!this.aborted) this.die(this.cutOff(error));
      });
      // Beyond this promise: what a listener throws is nobody's failure but its own.
      setImmediate(() => this.emit('response', response));
    } catch (error) {
      if (!this.aborted) this.die(netFailure(error));
    }
  }

  private redirected({ statusCode, method, url, headers }: Redirect): boolean {
    if (this.aborted) return false;
    const policy = this.options.redirect;
    if (policy === 'error') {
      this.die(new Error("Attempted to redirect, but redirect policy was 'error'"));
      return false;
    }
    let follows = policy === 'follow';
    this.follows = () => {
      follows = true;
    };
    try {
      this.emit('redirect', statusCode, method, url, headers);
    } finally {
      this.follows = null;
      if (!follows && !this.aborted) this.die(new Error('Redirect was cancelled'));
    }
    return follows && !this.aborted;
  }

  /** What Chromium says of a body that ends too early. */
  private cutOff(error: unknown): Error {
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') return netFailure(error);
    const hasLength = this.response?.headers['content-length'] !== undefined;
    const name = hasLength ? 'ERR_CONTENT_LENGTH_MISMATCH' : 'ERR_INCOMPLETE_CHUNKED_ENCODING';
    return new Error(`net::${name}`);
  }

  private die(error?: Error): void {
    // A stream that was destroyed emits nothing by itself.
    if (this.destroyed && error) this.emit('error', error);
    this.destroy(error);
    this.aborter.abort();
    this.response?.destroy(error);
  }
}
