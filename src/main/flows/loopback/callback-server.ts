import {
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { AppError } from '../../problems/app-error';
import type { Log } from '../../util/log';
import { addressesOf, listen } from './listen';
import { answerHeaders, pageOf } from './page';
import type { PageName } from './page-texts';
import { looksLikeResponse, routeOf } from './route';

export interface CallbackServerOptions {
  /** Where to listen: the first that is free. */
  readonly redirectUris: readonly string[];
  /** The page to show for a callback that was waited for; `null` for any other (SEC-6). */
  judge(callbackUrl: string): PageName | null;
  /** Of the app, for a browser that wants no language that there is. */
  readonly locale: string;
  /** A request that may have been the provider's response, and could not be taken: its reason. */
  onRefused?(reason: string): void;
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

/** So many refusals are logged one by one: any program can send requests without end. */
const loggedRefusals = 20;

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
  { judge, locale, onRefused, log }: CallbackServerOptions,
): Promise<CallbackServer> {
  let resolve: (callbackUrl: string) => void = () => undefined;
  const callback = new Promise<string>((settle) => {
    resolve = settle;
  });
  const pagePath = `${new URL(redirectUri).pathname.replace(/\/$/, '')}/done`;
  let page: PageName | null = null;
  let timer: NodeJS.Timeout | undefined;
  let refused = 0;

  const note = (status: number, mayBeResponse: boolean) => {
    refused++;
    if (refused <= loggedRefusals) {
      log.warn('loopback.refused', { code: 'callback-refused', status });
    }
    const reason = reasons[status];
    if (mayBeResponse && page === null && reason !== undefined) onRefused?.(reason);
  };
  const onRequest: RequestListener = (request, response) => {
    const show = (status: number, name: PageName) =>
      send(response, status, pageOf(name, { header: request.headers['accept-language'], locale }));
    const refuse = (status: number) => {
      note(status, looksLikeResponse(request, redirectUri));
      show(status, 'unexpected');
    };
    const route = routeOf(request, redirectUri);
    if (route.kind === 'callback') {
      const expected = page === null ? judge(route.url) : null;
      if (expected === null) {
        refuse(400);
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
      refuse(route.kind === 'refused' ? route.status : 404);
    }
  };
  // What Node can't read: one with too large headers was a browser's, with all its cookies for localhost.
  const onUnreadable = (status: number) => {
    note(status, status === 431);
    return rawResponse(status, pageOf('unexpected', { header: undefined, locale }));
  };
  const onOtherUser = () => {
    note(403, false);
    if (page === null) onRefused?.('another user of this computer sent it');
  };
  const options = { onUnreadable, onOtherUser };
  const closePort = await listen(addressesOf(redirectUri), onRequest, options);
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

/** By status: why a request at the loopback listener was refused. Those without one are nothing to worry about. */
const reasons: Readonly<Record<number, string>> = {
  404: 'its path is not that of the redirect URI',
  405: 'its method is not GET',
  414: 'its address is too long',
  421: 'its host name is not that of the redirect URI',
  431: 'it has too many cookies for localhost',
};

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { ...answerHeaders, 'Content-Type': htmlType });
  response.end(html);
}

function rawResponse(status: number, html: string): string {
  const headers = { ...answerHeaders, 'Content-Type': htmlType };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${html}`;
}

const htmlType = 'text/html; charset=utf-8';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
