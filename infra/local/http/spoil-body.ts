import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { streamOf } from './stream-of';

type Outgoing = HttpBindings['outgoing'];

/** Announces the whole body, sends half of it and cuts the connection. */
export async function truncate(answer: Response, outgoing: Outgoing): Promise<Response> {
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = Object.fromEntries(answer.headers);
  outgoing.writeHead(answer.status, { ...headers, 'content-length': String(body.length) });
  // Only once the half is on its way, or the cut would take it along.
  const half = body.subarray(0, Math.floor(body.length / 2));
  (outgoing as ServerResponse).write(half, () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

/** The same answer, a few bytes at a time. */
export function dribble(answer: Response, ms: number, bytes: number): Response {
  return withBody(answer, async function* (body) {
    for (let at = 0; at < body.length; at += bytes) {
      await sleep(ms);
      yield body.subarray(at, at + bytes);
    }
  });
}

/** The same answer, and then white space for as long as the client takes it. */
export function neverEnd(answer: Response): Response {
  const blank = Buffer.alloc(16 * 1024, ' ');
  return withBody(answer, async function* (body) {
    yield body;
    for (;;) {
      yield blank;
      // A timer's turn, or the connections of others would starve.
      await sleep(1);
    }
  });
}

function withBody(
  answer: Response,
  spoil: (body: Uint8Array) => AsyncGenerator<Uint8Array>,
): Response {
  const whole = answer.arrayBuffer();
  const parts = (async function* () {
    yield* spoil(new Uint8Array(await whole));
  })();
  return new Response(streamOf(parts), { status: answer.status, headers: answer.headers });
}
