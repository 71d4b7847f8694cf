import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../problems/app-error';
import type { Log } from '../../util/log';
import { addressesOf, listen } from './listen';
import { answerHeaders, pageOf } from './page';
import type { PageName } from './page-texts';
import { routeOf } from './route';

export interface CallbackServerOptions {
  /** Where to listen: the first that is free. */
  readonly redirectUris: readonly string[];
  /** The page to show for a callback that was waited for; `null` for any other (SEC-6). */
  judge(callbackUrl: string): PageName | null;
  /** Of the app, for a browser that wants no language that there is. */
  readonly locale: string;
  readonly log: Log;
}

/** Waits at a port of this computer for the browser to come back, once. */
export interface CallbackServer {
  readonly redirectUri: string;
  /** The first callback that was waited for. Its page is shown for a moment longer, then all is closed. */
  readonly callback: Promise<string>;
  /** Closes the port and every connection, now. */
  close(): Promise<void>;
}

/** How long a browser has to fetch the page that it was sent to, in ms. */
const pageMs = 10_000;

/** @throws AppError `loopback-ports-taken` when none of the ports can be had (SEC-23) */
export async function startCallbackServer(options: CallbackServerOptions): Promise<CallbackServer> {
  const { redirectUris, log } = options;
  for (const redirectUri of redirectUris) {
    try {
      return await startAt(redirectUri, options);
    } catch (error) {
      log.info('loopback.port-taken', { code: codeOf(error) });
    }
  }
  const ports = redirectUris.map((uri) => addressesOf(uri).port).join(', ');
  throw new AppError('loopback-ports-taken', { detail: { ports } });
}

async function startAt(
  redirectUri: string,
  { judge, locale, log }: CallbackServerOptions,
): Promise<CallbackServer> {
  let resolve: (callbackUrl: string) => void = () => undefined;
  const callback = new Promise<string>((settle) => {
    resolve = settle;
  });
  const pagePath = `${new URL(redirectUri).pathname.replace(/\/$/, '')}/done`;
  let page: PageName | null = null;
  let timer: NodeJS.Timeout | undefined;
  let refused = 0;

  const closePort = await listen(addressesOf(redirectUri), (request, response) => {
    const show = (status: number, name: PageName) =>
      send(response, status, pageOf(name, { header: request.headers['accept-language'], locale }));
    const route = routeOf(request, redirectUri);
    if (route.kind === 'callback') {
      const expected = page === null ? judge(route.url) : null;
      if (expected === null) {
        refused++;
        show(400, 'unexpected');
        return;
      }
      page = expected;
      timer = setTimeout(close, pageMs);
      // To an address without the code, which the history then shows (SEC-22).
      response.writeHead(303, { ...answerHeaders, Location: pagePath }).end();
      resolve(route.url);
    } else if (route.kind === 'path' && page !== null && route.path === pagePath) {
      closeAfter(request, close);
      show(200, page);
    } else {
      refused++;
      send(response, route.kind === 'refused' ? route.status : 404);
    }
  });
  let closed: Promise<void> | null = null;
  // `count`: requests that were none of this sign-in's.
  const close = () => {
    clearTimeout(timer);
    if (closed === null) log.info('loopback.closed', { count: refused });
    closed ??= closePort();
    return closed;
  };
  return { redirectUri, callback, close };
}

/** Once the browser has the page. */
function closeAfter({ socket }: IncomingMessage, close: () => void): void {
  socket.once('close', close);
}

function send(response: ServerResponse, status: number, html?: string): void {
  const type = html === undefined ? 'text/plain' : 'text/html';
  response.writeHead(status, { ...answerHeaders, 'Content-Type': `${type}; charset=utf-8` });
  response.end(html ?? `${status}\n`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
