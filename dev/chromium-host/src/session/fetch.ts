import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HostProtocol } from './protocol';

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
};

/**
 * `net.fetch` and `session.fetch`: Node's fetch, and what Electron adds to it: `file:` URLs and the
 * schemes that the session handles. https://www.electronjs.org/docs/latest/api/net#netfetchinput-init
 */
export async function hostFetch(
  session: { protocol: HostProtocol },
  input: string | Request | URL,
  init?: RequestInit & { bypassCustomProtocolHandlers?: boolean },
): Promise<Response> {
  const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url);
  const handler = init?.bypassCustomProtocolHandlers
    ? undefined
    : session.protocol.handlerFor(url.protocol.slice(0, -1));
  if (handler) return handler(input instanceof Request ? input : new Request(url, init));
  if (url.protocol === 'file:') return fetchFile(url);
  try {
    return await fetch(input, init);
  } catch (error) {
    throw toNetError(error);
  }
}

async function fetchFile(url: URL): Promise<Response> {
  const path = fileURLToPath(url);
  try {
    const body = await readFile(path);
    return new Response(new Uint8Array(body), {
      headers: { 'content-type': types[extname(path).toLowerCase()] ?? 'application/octet-stream' },
    });
  } catch (error) {
    throw new Error('net::ERR_FILE_NOT_FOUND', { cause: error });
  }
}

const netErrors: Record<string, string> = {
  ECONNREFUSED: 'net::ERR_CONNECTION_REFUSED',
  ECONNRESET: 'net::ERR_CONNECTION_RESET',
  ENOTFOUND: 'net::ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: 'net::ERR_NAME_NOT_RESOLVED',
  ETIMEDOUT: 'net::ERR_TIMED_OUT',
  UND_ERR_CONNECT_TIMEOUT: 'net::ERR_CONNECTION_TIMED_OUT',
  UND_ERR_SOCKET: 'net::ERR_EMPTY_RESPONSE',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'net::ERR_CERT_AUTHORITY_INVALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'net::ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'net::ERR_CERT_AUTHORITY_INVALID',
  CERT_HAS_EXPIRED: 'net::ERR_CERT_DATE_INVALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'net::ERR_CERT_COMMON_NAME_INVALID',
};

/** Electron rejects with Chromium's name of the failure; an abort stays an abort. */
function toNetError(error: unknown): unknown {
  if (!(error instanceof TypeError)) return error;
  const cause = error.cause as { code?: string } | undefined;
  const name = netErrors[cause?.code ?? ''];
  return name === undefined ? error : new Error(name, { cause: error });
}
