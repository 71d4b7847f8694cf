import type Electron from 'electron';
import { HostObject } from '../shared/not-implemented';
import { matchesPattern, parsePattern } from './url-pattern';

type Listener<D, R> = ((details: D, callback: (response: R) => void) => void) | null;
type Filter = { urls: string[]; excludeUrls?: string[]; types?: string[] };

interface Hook<D, R> {
  readonly filter: Filter | null;
  readonly listener: (details: D, callback: (response: R) => void) => void;
}

/** `session.webRequest`: one listener per event, the last one set. https://www.electronjs.org/docs/latest/api/web-request */
export class HostWebRequest extends HostObject {
  private before: Hook<Electron.OnBeforeRequestListenerDetails, Electron.CallbackResponse> | null =
    null;
  private sending: Hook<
    Electron.OnBeforeSendHeadersListenerDetails,
    Electron.BeforeSendResponse
  > | null = null;
  private received: Hook<
    Electron.OnHeadersReceivedListenerDetails,
    Electron.HeadersReceivedResponse
  > | null = null;

  /** @param changed called when other requests than before must be paused. */
  constructor(private readonly changed: () => void) {
    super('webRequest');
  }

  onBeforeRequest(...args: unknown[]): void {
    this.before = toHook(args);
    this.changed();
  }

  onBeforeSendHeaders(...args: unknown[]): void {
    this.sending = toHook(args);
    this.changed();
  }

  onHeadersReceived(...args: unknown[]): void {
    this.received = toHook(args);
    this.changed();
  }

  get seesResponses(): boolean {
    return this.received !== null;
  }

  beforeRequest(
    details: Electron.OnBeforeRequestListenerDetails,
  ): Promise<Electron.CallbackResponse> {
    return ask(this.before, details, {});
  }

  beforeSendHeaders(
    details: Electron.OnBeforeSendHeadersListenerDetails,
  ): Promise<Electron.BeforeSendResponse> {
    return ask(this.sending, details, {});
  }

  headersReceived(
    details: Electron.OnHeadersReceivedListenerDetails,
  ): Promise<Electron.HeadersReceivedResponse> {
    return ask(this.received, details, {});
  }
}

/** What `onHeadersReceived` makes of the status; nothing if it leaves it. */
export function parseStatusLine(
  line = '',
): { readonly statusCode: number; readonly statusMessage: string } | undefined {
  const [, code, statusMessage = ''] = /^HTTP\/\S+ (\d+) ?(.*)$/.exec(line) ?? [];
  return code === undefined ? undefined : { statusCode: Number(code), statusMessage };
}

function toHook<D, R>(args: unknown[]): Hook<D, R> | null {
  const listener = (
    args.length > 1 || typeof args[0] === 'function' || args[0] === null ? args.at(-1) : undefined
  ) as Listener<D, R>;
  const filter = typeof args[0] === 'object' ? (args[0] as Filter | null) : null;
  if (filter) assertFilter(filter);
  if (listener !== null && typeof listener !== 'function')
    throw new TypeError('Must pass null or a Function');
  return listener && { filter, listener };
}

const resourceTypes =
  /^(mainFrame|subFrame|stylesheet|script|image|font|object|xhr|ping|cspReport|media|webSocket|other)$/;

function assertFilter({ urls, excludeUrls = [], types = [] }: Filter): void {
  if (!Array.isArray(urls)) throw new TypeError("Parameter 'filter' must have property 'urls'.");
  if (urls.length === 0) {
    process.emitWarning(
      "The urls array in WebRequestFilter is empty, which is deprecated. Please use '<all_urls>' to match all URLs.",
      'DeprecationWarning',
    );
  }
  for (const pattern of [...urls, ...excludeUrls]) parsePattern(pattern);
  const unknown = types.find((type) => !resourceTypes.test(type));
  if (unknown !== undefined) throw new TypeError(`Invalid type ${unknown}`);
}

function ask<D extends { url: string; resourceType: string }, R>(
  hook: Hook<D, R> | null,
  details: D,
  unchanged: R,
): Promise<R> {
  if (!hook || !applies(hook.filter, details)) return Promise.resolve(unchanged);
  return new Promise((resolve) =>
    hook.listener(details, (response) => resolve(response ?? unchanged)),
  );
}

function applies(filter: Filter | null, details: { url: string; resourceType: string }): boolean {
  if (!filter) return true;
  const { urls, excludeUrls = [], types = [] } = filter;
  return (
    (urls.length === 0 || urls.some((pattern) => matchesPattern(pattern, details.url))) &&
    !excludeUrls.some((pattern) => matchesPattern(pattern, details.url)) &&
    (types.length === 0 || types.includes(details.resourceType))
  );
}
