import type { Protocol } from 'devtools-protocol';
import type { CdpSession } from '../chromium/connection';
import { schemes } from '../session/schemes';
import type { HostSession } from '../session/session';

/** Answers a request to a custom scheme with what the app's `protocol.handle` handler returns. */
export async function serveFromHandler(
  cdp: CdpSession,
  session: HostSession,
  event: Protocol.Fetch.RequestPausedEvent,
): Promise<void> {
  const { requestId, request } = event;
  const url = schemes.toApp(request.url);
  const handler = session.protocol.handlerFor(new URL(url).protocol.slice(0, -1));
  if (!handler) {
    cdp.post('Fetch.failRequest', { requestId, errorReason: 'Failed' });
    return;
  }
  const response = await answer(handler, toRequest(url, request));
  if (response.type === 'error') {
    cdp.post('Fetch.failRequest', { requestId, errorReason: 'Failed' });
    return;
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
}

function toRequest(url: string, request: Protocol.Network.Request): Request {
  const entries = request.postDataEntries ?? [];
  const body = Buffer.concat(entries.map(({ bytes = '' }) => Buffer.from(bytes, 'base64')));
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    headers.set(name, /^(referer|origin)$/i.test(name) ? schemes.toApp(value) : value);
  }
  return new Request(url, {
    method: request.method,
    headers,
    ...(body.length > 0 ? { body } : {}),
  });
}

/** A handler that throws fails the request, as in Electron. */
async function answer(
  handler: (request: Request) => Response | Promise<Response>,
  request: Request,
): Promise<Response> {
  try {
    return await handler(request);
  } catch (error) {
    console.error(error);
    return Response.error();
  }
}
