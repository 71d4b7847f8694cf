import { Readable } from 'node:stream';
import type { HostSession } from '../session/session';
import type { createNetRequest } from './client-request';
import type { NetResponse } from './net-response';
import { anyScheme, type NetRequestOptions } from './request-options';

type NetRequest = ReturnType<typeof createNetRequest>;

/**
 * `net.fetch` and `session.fetch`: a `ClientRequest` for any scheme.
 * Source: lib/browser/api/net-fetch.ts of Electron
 */
export function fetchWith(
  netRequest: NetRequest,
  session: HostSession,
  input: string | Request,
  init?: RequestInit,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new Request(input, init);
    const { signal } = request;
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const origin = request.headers.get('origin') ?? undefined;
    const options: NetRequestOptions = {
      [anyScheme]: true,
      session: session as unknown as Electron.Session,
      method: request.method,
      url: request.url,
      ...(origin === undefined ? {} : { origin }),
      credentials:
        request.credentials === 'same-origin' && !origin ? 'include' : request.credentials,
      redirect: request.redirect,
    };
    const sent = netRequest(options);
    signal.addEventListener(
      'abort',
      () => {
        reject(signal.reason as Error);
        sent.abort();
      },
      { once: true },
    );
    for (const [name, value] of request.headers) sent.setHeader(name, value);
    sent.once('response', (response: NetResponse) => {
      if (signal.aborted) return;
      // As in Electron, what these refuse is thrown here: the promise then never settles.
      const headers = new Headers();
      for (const [name, value] of Object.entries(response.headers))
        headers.set(name, Array.isArray(value) ? value.join(', ') : value);
      const isEmpty =
        [101, 204, 205, 304].includes(response.statusCode) || request.method === 'HEAD';
      const body = isEmpty ? null : (Readable.toWeb(response) as ReadableStream);
      const { statusCode: status, statusMessage: statusText } = response;
      resolve(new Response(body, { headers, status, statusText }));
    });
    sent.on('error', reject);
    void request.arrayBuffer().then((body) => {
      if (body.byteLength > 0) sent.write(Buffer.from(body));
      sent.end();
    }, reject);
  });
}
