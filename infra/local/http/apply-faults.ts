import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler, Next } from 'hono';
import type { Fault, Faults, UnhandledFault, WrongClaim } from '../faults';
import { poolId } from '../options/settings';
import { dribble, neverEnd, truncate } from './spoil-body';

type Connection = Context<{ Bindings: HttpBindings }>;

/** Puts wrong claims into an answer of the token endpoint. */
export type Falsify = (answer: Response, fault: WrongClaim) => Promise<Response>;

/**
 * Lets the faults befall the requests that they are set for.
 * @param falsify needed at the token endpoint only: `Faults.set` takes wrong claims nowhere else
 */
export function applyFaults(
  faults: Pick<Faults, 'take'>,
  falsify: Falsify = async (answer) => answer,
): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const fault = faults.take(operationOf(c) ?? c.req.path.replace(`/${poolId}/`, '/'));
    return fault ? befall(fault, c, next, falsify) : next();
  };
}

/** What a call of the issuer's API asks for: all of them go to the same path. */
function operationOf({ req }: Connection): string | undefined {
  if (req.method !== 'POST' || req.path !== '/') return undefined;
  return /^AWSCognitoIdentityProviderService\.(\w+)$/.exec(req.header('x-amz-target') ?? '')?.[1];
}

async function befall(
  fault: Fault,
  c: Connection,
  next: Next,
  falsify: Falsify,
): Promise<Response | undefined> {
  switch (fault.kind) {
    case 'delay':
      await sleep(fault.ms);
      await next();
      return undefined;
    case 'lost-answer':
      await next();
      return replace(c, cut(c));
    case 'truncate':
      await next();
      return replace(c, await truncate(c.res, c.env.outgoing));
    case 'slow-body':
      await next();
      return replace(c, dribble(c.res, fault.ms, fault.bytes ?? 16));
    case 'endless-body':
      await next();
      return replace(c, neverEnd(c.res));
    case 'wrong-claim':
      await next();
      return replace(c, await falsify(c.res, fault));
    default:
      return answerInstead(fault, c);
  }
}

function answerInstead(fault: UnhandledFault, c: Connection): Response {
  switch (fault.kind) {
    case 'status': {
      const { status, body, retryAfter } = fault;
      const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
      const init = { status, headers };
      return body === undefined ? new Response(null, init) : Response.json(body, init);
    }
    case 'redirect':
      return new Response(null, { status: fault.status ?? 302, headers: { Location: fault.to } });
    case 'html': {
      const page = '<!doctype html><title>Welcome</title><h1>Accept the terms to go online</h1>';
      const headers = { 'Content-Type': 'text/html; charset=utf-8' };
      return new Response(page, { status: fault.status ?? 200, headers });
    }
    case 'not-json': {
      const headers = { 'Content-Type': 'application/json;charset=UTF-8' };
      return new Response(fault.text ?? '{"access_token":', { headers });
    }
    case 'drop':
      return cut(c);
  }
}

function cut(c: Connection): Response {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Without this Hono would add the headers of its own answer. */
function replace(c: Connection, response: Response): Response {
  c.res = undefined;
  c.res = response;
  return response;
}
