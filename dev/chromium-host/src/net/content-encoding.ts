import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** What Chromium accepts, without zstd, which this Node does not decode. */
export function acceptEncoding(url: string): string {
  return url.startsWith('https:') ? 'gzip, deflate, br' : 'gzip, deflate';
}

const decoders = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress };

/** The decoded body. As in Electron, the response keeps its `content-encoding`. */
export function decodedBody(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding']?.toLowerCase() ?? '';
  if (!Object.hasOwn(decoders, encoding)) return response;
  const decoder = decoders[encoding as keyof typeof decoders]();
  response.once('error', (error) => decoder.destroy(error));
  decoder.once('close', () => response.destroy());
  return response.pipe(decoder);
}
