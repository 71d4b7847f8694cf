import { type IncomingMessage, type ClientRequest as NodeRequest, request } from 'node:http';
import { type RequestOptions, request as secureRequest } from 'node:https';
import { Writable } from 'node:stream';
import type Electron from 'electron';
import { notImplemented } from '../shared/not-implemented';

type Options = Electron.ClientRequestConstructorOptions;

/**
 * `net.request` over http and https, for an app that looks at redirects itself.
 * https://www.electronjs.org/docs/latest/api/client-request
 *
 * @param tls which certificates are believed; the default is Node's (`NODE_EXTRA_CA_CERTS`)
 */
export function createNetRequest(tls: Pick<RequestOptions, 'ca'> = {}) {
  return (options: Options | string): Electron.ClientRequest => {
    if (typeof options === 'string' || options.redirect !== 'manual') {
      throw notImplemented('net.request without redirect: manual');
    }
    return new HostClientRequest(options, tls) as never;
  };
}

/**
 * As in Electron (net-client-request.ts), a Writable that is destroyed when it is written: `close` follows `finish`,
 * before there is a response, and errors come after it.
 */
class HostClientRequest extends Writable {
  private readonly url: URL;
  private readonly headers: NonNullable<Options['headers']>;
  private readonly body: Buffer[] = [];
  private sent: NodeRequest | undefined;
  private response: IncomingMessage | undefined;
  private isAborted = false;

  constructor(
    private readonly options: Options,
    private readonly tls: Pick<RequestOptions, 'ca'>,
  ) {
    super({ autoDestroy: true });
    const { url, protocol = 'http:', hostname = 'localhost', port, path = '/', headers } = options;
    this.url = new URL(url ?? `${protocol}//${hostname}${port ? `:${port}` : ''}${path}`);
    this.headers = { ...headers };
  }

  setHeader(name: string, value: string): void {
    this.headers[name] = value;
  }

  followRedirect(): never {
    throw notImplemented('ClientRequest.followRedirect');
  }

  getUploadProgress(): never {
    throw notImplemented('ClientRequest.getUploadProgress');
  }

  abort(): void {
    if (!this.isAborted) process.nextTick(() => this.emit('abort'));
    this.isAborted = true;
    this.die();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.body.push(chunk);
    done();
  }

  override _final(done: () => void): void {
    const body = Buffer.concat(this.body);
    const { method = 'GET' } = this.options;
    const send = this.url.protocol === 'https:' ? secureRequest : request;
    // A connection of its own, as one that was given up must not be used again.
    const sent = send(this.url, { ...this.tls, agent: false, method, headers: this.headers });
    this.sent = sent;
    sent.on('response', (response) => this.answer(response));
    sent.on('error', (error) => {
      if (!this.isAborted) this.die(error);
    });
    sent.end(body.length === 0 ? undefined : body);
    done();
  }

  private answer(response: IncomingMessage): void {
    const { statusCode = 0, headers } = response;
    const { location } = headers;
    if (statusCode < 300 || statusCode >= 400 || location === undefined) {
      this.response = response;
      response.on('error', (error) => {
        if (!this.isAborted) this.die(error);
      });
      this.emit('response', response);
      return;
    }
    if (!URL.canParse(location, this.url.href)) {
      this.die(new Error('net::ERR_INVALID_REDIRECT'));
      return;
    }
    this.emit('redirect', statusCode, 'GET', new URL(location, this.url).href, headers);
    if (!this.isAborted) this.die(new Error('Redirect was cancelled'));
  }

  /** A Writable that is destroyed already reports no error by itself. */
  private die(error?: Error): void {
    if (this.destroyed && error !== undefined) this.emit('error', error);
    this.destroy(error);
    this.response?.destroy(error);
    this.sent?.destroy();
  }
}
