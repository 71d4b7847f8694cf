import type { IncomingMessage, ClientRequest as NodeRequest } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import type Electron from 'electron';
import { HostObject, notImplemented } from '../shared/not-implemented';

/**
 * `net.request` for a GET over https whose redirects the app looks at itself.
 * https://www.electronjs.org/docs/latest/api/client-request
 *
 * @param tls which certificates are believed; the default is Node's (`NODE_EXTRA_CA_CERTS`)
 */
export function createNetRequest(tls: Pick<RequestOptions, 'ca'> = {}) {
  return (options: Electron.ClientRequestConstructorOptions | string): Electron.ClientRequest => {
    if (typeof options === 'string' || options.redirect !== 'manual') {
      throw notImplemented('net.request without redirect: manual');
    }
    return new HostClientRequest(options, tls) as never;
  };
}

class HostClientRequest extends HostObject {
  private readonly request: NodeRequest;
  private readonly url: URL;
  private isAborted = false;

  constructor(options: Electron.ClientRequestConstructorOptions, tls: Pick<RequestOptions, 'ca'>) {
    super('ClientRequest');
    const { protocol, hostname, port, path, method = 'GET', headers = {} } = options;
    this.url = new URL(path ?? '/', `${protocol}//${hostname}:${port ?? 443}`);
    // A connection of its own, as one that was given up must not be used again.
    const where = { protocol, hostname, port, path, agent: false };
    this.request = request({
      ...where,
      ...tls,
      method,
      headers: { ...headers },
    } as RequestOptions);
    this.request.on('response', (response) => this.answer(response));
    this.request.on('error', (error) => {
      if (!this.isAborted) this.emit('error', error);
    });
    this.request.on('close', () => this.emit('close'));
  }

  end(body?: Buffer): void {
    this.request.end(body);
  }

  /** As in Electron, what is aborted says so, and reports no error. */
  abort(): void {
    if (this.isAborted) return;
    this.isAborted = true;
    this.request.destroy();
    this.emit('abort');
  }

  private answer(response: IncomingMessage): void {
    const { statusCode = 0, headers } = response;
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined) {
      this.emit('response', response);
      return;
    }
    const url = URL.canParse(headers.location, this.url.href)
      ? new URL(headers.location, this.url).href
      : null;
    if (url === null) this.emit('error', new Error('net::ERR_INVALID_REDIRECT'));
    else this.emit('redirect', statusCode, 'GET', url, headers);
    if (url !== null && !this.isAborted) this.emit('error', new Error('Redirect was cancelled'));
    this.request.destroy();
  }
}
