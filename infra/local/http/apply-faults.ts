import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler, Next } from 'hono';
import type { Fault, Faults } from '../faults';
import { poolId } from '../options';

type Connection = Context<{ Bindings: HttpBindings }>;

/** Lets the faults befall the requests that they are set for. */
export function applyFaults(faults: Faults): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const fault = faults.take(c.req.path.replace(`/${poolId}/`, '/'));
    return fault ? befall(fault, c, next) : next();
  };
}

async function befall(fault: Fault, c: Connection, next: Next): Promise<Response | undefined> {
  switch (fault.kind) {
    case 'status': {
      const { status, body } = fault;
      return body === undefined ? new Response(null, { status }) : Response.json(body, { status });
    }
    case 'delay':
      await sleep(fault.ms);
      await next();
      return undefined;
    case 'drop':
      c.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'truncate':
      await next();
      return truncate(c);
    case 'html': {
      const page = '<!doctype html><title>Welcome</title><h1>Accept the terms to go online</h1>';
      const headers = { 'Content-Type': 'text/html; charset=utf-8' };
      return new Response(page, { status: fault.status ?? 200, headers });
    }
  }
}

/** Announces the whole body and sends half of it. */
async function truncate(c: Connection): Promise<Response> {
  const { outgoing } = c.env;
  const body = Buffer.from(await c.res.arrayBuffer());
  const headers = Object.fromEntries(c.res.headers);
  outgoing.writeHead(c.res.status, { ...headers, 'content-length': String(body.length) });
  // Only once the half is on its way, or the cut would take it along.
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
  // Hono would otherwise hand its own answer on.
  c.res = undefined;
  c.res = RESPONSE_ALREADY_SENT;
  return RESPONSE_ALREADY_SENT;
}
