import type Electron from 'electron';
import type { HostSession } from '../session/session';
import { parseStatusLine } from '../session/web-request';
import type { LoadedResponse } from './local-response';
import type { LoadRequest } from './url-loader';

let lastId = 0;

function detailsOf({ url, method, body }: LoadRequest): Electron.OnBeforeRequestListenerDetails {
  return {
    id: ++lastId,
    url,
    method,
    resourceType: 'other',
    referrer: '',
    timestamp: Date.now(),
    ...(body ? { uploadData: [{ bytes: body } as Electron.UploadData] } : {}),
    // Without a body Electron leaves `uploadData` out, which its types do not know.
  } as Electron.OnBeforeRequestListenerDetails;
}

/**
 * Shows a request to the session's `webRequest` listeners and lets them change its headers.
 * @returns where they redirect it, or null
 * @throws Error `net::ERR_BLOCKED_BY_CLIENT` when it was cancelled
 */
export async function filterRequest(
  { webRequest }: HostSession,
  request: LoadRequest,
): Promise<string | null> {
  const details = detailsOf(request);
  const { cancel, redirectURL } = await webRequest.beforeRequest(details);
  if (cancel) throw new Error('net::ERR_BLOCKED_BY_CLIENT');
  if (redirectURL) return redirectURL;
  const sent = await webRequest.beforeSendHeaders({
    ...details,
    requestHeaders: { ...request.headers },
  });
  if (sent.cancel) throw new Error('net::ERR_BLOCKED_BY_CLIENT');
  if (sent.requestHeaders) {
    const headers = Object.entries(sent.requestHeaders);
    request.headers = Object.fromEntries(headers.map(([name, value]) => [name, String(value)]));
  }
  return null;
}

/** Shows a response to `onHeadersReceived`, which may change its headers. */
export async function filterResponse(
  { webRequest }: HostSession,
  request: LoadRequest,
  response: LoadedResponse,
): Promise<LoadedResponse> {
  const responseHeaders: Record<string, string[]> = {};
  for (const [name, value] of response.headers)
    responseHeaders[name] = [...(responseHeaders[name] ?? []), value];
  const { statusCode, statusMessage } = response;
  const answer = await webRequest.headersReceived({
    ...detailsOf(request),
    statusCode,
    statusLine: `HTTP/1.1 ${statusCode} ${statusMessage}`.trim(),
    responseHeaders,
  });
  if (answer.cancel) {
    response.body.destroy();
    throw new Error('net::ERR_BLOCKED_BY_CLIENT');
  }
  if (!answer.responseHeaders) return response;
  const headers = Object.entries(answer.responseHeaders).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, value] as const),
  );
  const status = parseStatusLine(answer.statusLine);
  return { ...response, ...status, headers };
}
