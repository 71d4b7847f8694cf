import type { MiddlewareHandler } from 'hono';
import type { Hooks } from '../hooks';

/** Applies the `respond` hook. */
export function misbehave(hooks: Hooks): MiddlewareHandler {
  return async (c, next) => {
    const response = hooks.respond?.(c.req.path);
    if (response) return response;
    await next();
    return undefined;
  };
}
