import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { HostSession } from '../session/session';
import { isBadPort } from './bad-ports';
import { acceptEncoding, decodedBody } from './content-encoding';
import { type LoadedResponse, loadFile, loadFromHandler } from './local-response';
import { netFailure } from './net-failure';
import { filterRequest, filterResponse } from './web-request-filter';

export interface LoadRequest {
  method: string;
  url: string;
  /** By name as it is sent. */
  headers: Record<string, string>;
  body: Buffer | null;
  readonly sendsCookies: boolean;
}

export interface Redirect {
  readonly statusCode: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string[]>;
}

export interface LoaderOptions {
  /** Null where there is no session: no cookies, no handlers, nobody who listens. */
  readonly session: HostSession | null;
  readonly tls: Pick<RequestOptions, 'ca'>;
  readonly signal: AbortSignal;
  /** Called for each redirect. @returns whether to follow it */
  onRedirect(redirect: Redirect): boolean;
}

const maxRedirects = 20;

/**
 * Loads a URL through a session: its `webRequest` listeners, its cookies, its protocol handlers.
 * Source: shell/common/api/electron_api_url_loader.cc of Electron
 * @returns null when a redirect was not followed
 * @throws Error whose message is `net::` and Chromium's name of the failure
 */
export async function loadUrl(
  request: LoadRequest,
  options: LoaderOptions,
): Promise<LoadedResponse | null> {
  const { session } = options;
  for (let hops = 0; hops <= maxRedirects; hops++) {
    const redirectUrl = session ? await filterRequest(session, request) : null;
    if (redirectUrl !== null) {
      if (!follow(request, 307, redirectUrl, {}, options)) return null;
      continue;
    }
    const response = await load(request, options);
    const location = response.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
    if (location === undefined || ![301, 302, 303, 307, 308].includes(response.statusCode))
      return response;
    response.body.destroy();
    if (!URL.canParse(location, request.url)) throw new Error('net::ERR_INVALID_REDIRECT');
    const target = new URL(location, request.url).href;
    const headers: Record<string, string[]> = {};
    for (const [name, value] of response.headers)
      headers[name.toLowerCase()] = [...(headers[name.toLowerCase()] ?? []), value];
    if (!follow(request, response.statusCode, target, headers, options)) return null;
  }
  throw new Error('net::ERR_TOO_MANY_REDIRECTS');
}

async function load(request: LoadRequest, options: LoaderOptions): Promise<LoadedResponse> {
  const { session, signal, tls } = options;
  const scheme = new URL(request.url).protocol.slice(0, -1);
  const handler = session?.protocol.handlerFor(scheme);
  if (handler) {
    const { url, method, headers, body } = request;
    const sent = body === null ? {} : { body: new Uint8Array(body) };
    return loadFromHandler(handler, new Request(url, { method, headers, ...sent }));
  }
  if (scheme === 'file') return loadFile(request.url);
  if (scheme === 'data') return loadFromHandler((data) => fetch(data), new Request(request.url));
  if (scheme !== 'http' && scheme !== 'https') throw new Error('net::ERR_UNKNOWN_URL_SCHEME');
  if (isBadPort(request.url)) throw new Error('net::ERR_UNSAFE_PORT');
  const cookie = request.sendsCookies ? await session?.cookies.headerFor(request.url) : undefined;
  const response = await send(request, cookie ? { Cookie: cookie } : {}, { signal, ...tls });
  if (request.sendsCookies && session)
    await session.cookies.store(request.url, response.headers['set-cookie'] ?? []);
  const { statusCode = 0, statusMessage = '', rawHeaders } = response;
  const headers = rawHeaders.flatMap((name, i) =>
    i % 2 === 0 ? [[name, rawHeaders[i + 1] ?? ''] as const] : [],
  );
  const head = { statusCode, statusMessage, headers, body: decodedBody(response) };
  return session ? filterResponse(session, request, head) : head;
}

function send(
  { url, method, headers, body }: LoadRequest,
  extra: Record<string, string>,
  options: RequestOptions,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const start = url.startsWith('https:') ? httpsRequest : httpRequest;
    // A new connection: an aborted one must not be reused.
    const sent = start(url, {
      ...options,
      method,
      headers: { ...headers, ...extra },
      agent: false,
    });
    if (!sent.hasHeader('accept-encoding')) sent.setHeader('Accept-Encoding', acceptEncoding(url));
    sent.on('response', resolve);
    sent.on('error', (error) => reject(netFailure(error)));
    sent.end(body ?? undefined);
  });
}

/** Asks whether to go where a redirect leads, and turns `request` there; Chromium's `RedirectInfo`. */
function follow(
  request: LoadRequest,
  statusCode: number,
  url: string,
  headers: Record<string, string[]>,
  { onRedirect }: LoaderOptions,
): boolean {
  const toGet =
    (statusCode === 303 && request.method !== 'HEAD') ||
    ((statusCode === 301 || statusCode === 302) && request.method === 'POST');
  const method = toGet ? 'GET' : request.method;
  if (!onRedirect({ statusCode, method, url, headers })) return false;
  // content::IsSafeRedirectTarget
  const isFile = url.startsWith('file:') && request.url.startsWith('file:');
  if (/^(about|data|file|filesystem|blob|chrome|devtools):/.test(url) && !isFile)
    throw new Error('net::ERR_UNSAFE_REDIRECT');
  const isForeign = new URL(url).origin !== new URL(request.url).origin;
  const dropped = [
    ...(toGet ? ['content-type', 'content-length'] : []),
    ...(isForeign ? ['authorization'] : []),
  ];
  request.headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !dropped.includes(name.toLowerCase())),
  );
  if (toGet) request.body = null;
  Object.assign(request, { url, method });
  return true;
}
