import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'hono';
import { z } from 'zod';
import { streamOf } from '../http/stream-of';

const query = z.object({
  megabytes: z.coerce.number().min(0.1).max(1_000).default(5),
  seconds: z.coerce.number().min(0).max(600).default(3),
});
const steps = 50;

/** `GET /download?megabytes=5&seconds=3`: so many bytes, in so much time, with their number announced. */
export function download(c: Context): Response {
  const wanted = query.safeParse(c.req.query());
  if (!wanted.success) {
    const message = '`megabytes` is from 0.1 to 1000, and `seconds` from 0 to 600.';
    return c.json({ error: 'invalid_query', message }, 400);
  }
  const size = Math.round(wanted.data.megabytes * 1_000_000);
  const headers = { 'Content-Type': 'text/plain', 'Content-Length': String(size) };
  return c.body(streamOf(pieces(size, wanted.data.seconds * 1_000)), 200, headers);
}

/** @param ms how long all of them take; the next one waits until the last is taken */
async function* pieces(size: number, ms: number): AsyncGenerator<Uint8Array> {
  const length = Math.ceil(size / steps);
  const piece = Buffer.alloc(length, 'All work and no play makes a download.\n');
  for (let at = 0; at < size; at += length) {
    await sleep(ms / steps);
    yield piece.subarray(0, Math.min(length, size - at));
  }
}
