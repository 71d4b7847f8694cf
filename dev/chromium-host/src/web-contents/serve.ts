import type { Protocol } from 'devtools-protocol';
import type { CdpSession } from '../chromium/connection';
import { type NetError, toNetError } from '../navigation/net-errors';
import { askHandler } from '../net/local-response';
import { schemes } from '../session/schemes';
import type { HostSession } from '../session/session';
import { notImplemented } from '../shared/not-implemented';

/**
 * Answers a request to a custom scheme with what the app's `protocol.handle` handler returns.
 * @returns the error to fail the request with, or null when it was answered.
 */
export async function serveFromHandler(
  cdp: CdpSession,
  session: HostSession,
  event: Protocol.Fetch.RequestPausedEvent,
): Promise<NetError | null> {
  const { requestId, request } = event;
  const url = schemes.toApp(request.url);
  const handler = session.protocol.handlerFor(new URL(url).protocol.slice(0, -1));
  if (!handler) return toNetError('ERR_UNKNOWN_URL_SCHEME');
  const asked = toRequest(url, request);
  let response: Response;
  try {
    response = await askHandler(handler, asked);
  } catch (error) {
    return toNetError((error as Error).message);
  }
  const body = Buffer.from(await response.arrayBuffer());
  const location = response.headers.get('location');
  const headers = [...response.headers].map(([name, value]) => ({ name, value }));
  cdp.post('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: location
      ? [
          ...headers.filter(({ name }) => name !== 'location'),
          { name: 'location', value: schemes.toChromium(new URL(location, url).href) },
        ]
      : headers,
    body: body.toString('base64'),
  });
  return null;
}

function toRequest(url: string, request: Protocol.Network.Request): Request {
  const entries = request.postDataEntries ?? [];
  // DevTools has the bytes of neither a stream nor a file.
  if (entries.some(({ bytes }) => bytes === undefined))
    throw notImplemented(`${request.method} of a stream or file to ${url}`);
  const body = Buffer.concat(entries.map(({ bytes = '' }) => Buffer.from(bytes, 'base64')));
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (/^origin$/i.test(name) && value === 'null') continue;
    headers.set(name, /^(referer|origin)$/i.test(name) ? schemes.toApp(value) : value);
  }
  return new Request(url, {
    method: request.method,
    headers,
    ...(body.length > 0 ? { body } : {}),
  });
}
