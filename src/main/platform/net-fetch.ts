import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { IncomingMessage, Net } from 'electron';

/** Their responses have no body (Fetch Standard, "null body status"). */
const nullBodyStatus = [204, 205, 304];

/**
 * `fetch` through Chromium's network stack: the system's proxy settings and certificates count. Without cookies and
 * without a cache, since both would be written to disk (SEC-51). No redirect is followed: its response is returned with
 * `Location` alone (SEC-16).
 *
 * Made of `net.request`, because `net.fetch` throws in a listener for a response that `Response` does not accept: its
 * promise never settles, and Electron shows an error dialog (electron/electron#42244). This function rejects with
 * `net::ERR_INVALID_HTTP_RESPONSE`; with Chromium's name of any other failure; or with the signal's reason.
 */
export function createProviderFetch(net: Pick<Net, 'request'>): typeof globalThis.fetch {
  return async (input, init) => {
    const { url, method, headers, signal, ...rest } = await readRequest(new Request(input, init));
    signal.throwIfAborted();
    return new Promise<Response>((resolve, reject) => {
      const request = net.request({
        url,
        method,
        headers,
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
      });
      const abort = () => {
        reject(signal.reason);
        request.abort();
      };
      signal.addEventListener('abort', abort, { once: true });
      request.on('error', reject);
      request.on('abort', () => reject(new Error('net::ERR_ABORTED')));
      request.on('redirect', (status, _method, location) => {
        resolve(new Response(null, { status, headers: { location } }));
        request.abort();
      });
      request.on('response', (message) => {
        try {
          resolve(responseOf(message, method));
        } catch (cause) {
          reject(new Error('net::ERR_INVALID_HTTP_RESPONSE', { cause }));
          request.abort();
        }
      });
      if (rest.body.length > 0) request.write(rest.body);
      request.end();
    });
  };
}

async function readRequest(request: Request) {
  const { url, method, signal } = request;
  const headers = Object.fromEntries(request.headers);
  return { url, method, headers, signal, body: Buffer.from(await request.arrayBuffer()) };
}

/** @throws RangeError, TypeError for a status or a header that the Fetch Standard does not allow */
function responseOf(message: IncomingMessage, method: string): Response {
  const status = message.statusCode;
  if (status < 200 || status > 599) throw new RangeError(`status ${status}`);
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headers)) {
    // Electron decodes UTF-8; the Fetch Standard has one character for each byte.
    for (const value of [values].flat())
      headers.append(name, Buffer.from(value).toString('latin1'));
  }
  const stream = message as unknown as Readable;
  if (method !== 'HEAD' && !nullBodyStatus.includes(status)) {
    const body = Readable.toWeb(stream) as ReadableStream<Uint8Array>;
    return new Response(body as BodyInit, { status, headers });
  }
  stream.on('error', () => {}).resume();
  return new Response(null, { status, headers });
}
