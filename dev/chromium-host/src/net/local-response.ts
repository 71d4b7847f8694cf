import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { fileURLToPath } from 'node:url';
import type { Handler } from '../session/protocol';
import type { ResponseHead } from './net-response';

export interface LoadedResponse extends ResponseHead {
  readonly body: Readable;
}

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

export async function loadFile(url: string): Promise<LoadedResponse> {
  const path = fileURLToPath(url);
  const body = await readFile(path).catch(() => {
    throw new Error('net::ERR_FILE_NOT_FOUND');
  });
  const type = types[extname(path).toLowerCase()] ?? 'application/octet-stream';
  const headers = [['content-type', type]] as const;
  return { statusCode: 200, statusMessage: 'OK', headers, body: Readable.from([body]) };
}

/** What a handler of `protocol.handle` answers. @throws Error that names Chromium's error for a bad answer */
export async function askHandler(handler: Handler, request: Request): Promise<Response> {
  let response: unknown;
  try {
    response = await handler(request);
  } catch (error) {
    console.error(error);
    throw new Error('net::ERR_UNEXPECTED');
  }
  if (!isResponse(response)) throw new Error('net::ERR_UNEXPECTED');
  if (response.type === 'error') throw new Error('net::ERR_FAILED');
  return response instanceof Response ? response : new Response(response.body ?? null, response);
}

/** Also accepts the Response class of a library. Source: validateResponse in lib/browser/api/protocol.ts of Electron */
function isResponse(value: unknown): value is Partial<Response> {
  if (typeof value !== 'object' || value === null) return false;
  const { status, statusText, headers, body } = value as Partial<Record<keyof Response, unknown>>;
  return (
    (status === undefined || typeof status === 'number') &&
    (statusText === undefined || typeof statusText === 'string') &&
    (headers === undefined || typeof headers === 'object') &&
    (body === undefined || body === null || body instanceof ReadableStream)
  );
}

export async function loadFromHandler(handler: Handler, request: Request): Promise<LoadedResponse> {
  const { status, statusText, headers, body } = await askHandler(handler, request);
  return {
    statusCode: status,
    statusMessage: statusText,
    headers: [...headers],
    body: body ? Readable.fromWeb(body as NodeStream) : Readable.from([]),
  };
}
