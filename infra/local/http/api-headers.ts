import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';

/** The headers of the token, revocation and userInfo endpoints' answers (userinfo-endpoint page). */
export const apiHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Cache-Control', 'no-cache, no-store, max-age=0, must-revalidate');
  c.header('Pragma', 'no-cache');
  c.header('Expires', '0');
  // Browsers heed it over TLS alone (RFC 6797 §8.1), so it does no harm on loopback.
  c.header('Strict-Transport-Security', 'max-age=31536000 ; includeSubDomains');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('X-Frame-Options', 'DENY');
  c.header('x-amz-cognito-request-id', randomUUID());
};
