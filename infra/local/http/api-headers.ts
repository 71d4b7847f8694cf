import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

/**
 * Lets pages of any origin call an endpoint, with every header that their preflight asks for; clients of AWS
 * send `x-amz-user-agent` (the responses of the live service: https://github.com/AllanZhengYP/cors-test).
 */
export const anyOrigin: MiddlewareHandler = cors({
  allowMethods: ['GET', 'POST'],
  exposeHeaders: ['x-amzn-RequestId', 'x-amzn-ErrorType', 'x-amzn-ErrorMessage', 'Date'],
  maxAge: 172_800,
});

/** The headers of the token, revocation and userInfo endpoints' answers (userinfo-endpoint page). */
export const apiHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Cache-Control', 'no-cache, no-store, max-age=0, must-revalidate');
  c.header('Pragma', 'no-cache');
  c.header('Expires', '0');
  // Browsers heed it over TLS alone (RFC 6797 §8.1), so it does no harm on loopback.
  c.header('Strict-Transport-Security', 'max-age=31536000 ; includeSubDomains');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('X-Frame-Options', 'DENY');
  c.header('x-amz-cognito-request-id', randomUUID());
};
