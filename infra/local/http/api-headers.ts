import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';

/** The headers of the token, revocation and userInfo endpoints' answers. */
export const apiHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Cache-Control', 'no-cache, no-store, max-age=0, must-revalidate');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('X-Frame-Options', 'DENY');
  c.header('x-amz-cognito-request-id', randomUUID());
};
