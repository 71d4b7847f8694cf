import { AppError } from '../problems/app-error';
import { untilAborted } from '../util/async';

export interface ReadBodyOptions {
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Called with the number of bytes so far. */
  readonly onReceived: (bytes: number) => void;
}

/**
 * The whole body, as it is after decompression: that is what is counted, so that a small answer can't
 * become a large one. The bytes have a buffer of their own: what crosses to the page is the whole buffer
 * behind them, and Node's pooled ones hold whatever else is in memory (SEC-43).
 *
 * @throws AppError `api-answer-too-large`, `api-answer-invalid`; or the signal's reason
 */
export async function readBody(response: Response, options: ReadBodyOptions): Promise<Uint8Array> {
  const { maxBytes, signal, onReceived } = options;
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    while (reader !== undefined) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) break;
      size += value.byteLength;
      if (size > maxBytes) throw new AppError('api-answer-too-large');
      chunks.push(value);
      onReceived(size);
    }
  } catch (error) {
    if (signal.aborted || error instanceof AppError) throw error;
    throw new AppError('api-answer-invalid', { cause: error });
  }
  const body = new Uint8Array(size);
  let position = 0;
  for (const chunk of chunks) {
    body.set(chunk, position);
    position += chunk.byteLength;
  }
  return body;
}

/** How many bytes the body will have, or `null`: not said, or said of its compressed form. */
export function announcedSize({ headers }: Response): number | null {
  const length = headers.get('content-length');
  if (length === null || !/^\d{1,15}$/.test(length)) return null;
  return (headers.get('content-encoding') ?? 'identity') === 'identity' ? Number(length) : null;
}
