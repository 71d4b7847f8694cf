import { setTimeout as sleep } from 'node:timers/promises';
import type { MiddlewareHandler } from 'hono';
import type { Hooks } from '../hooks';

/** Applies the `delay` and `respond` hooks. */
export function misbehave(hooks: Hooks): MiddlewareHandler {
  return async (c, next) => {
    const { path } = c.req;
    const wait = hooks.delay?.(path) ?? 0;
    if (wait > 0) await sleep(wait);
    const response = hooks.respond?.(path);
    if (response) return response;
    await next();
    return undefined;
  };
}
