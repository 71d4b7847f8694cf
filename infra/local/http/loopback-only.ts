import type { MiddlewareHandler } from 'hono';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Refuses requests that came under another host name. Without it a web page could have its own
 * name resolve to loopback (DNS rebinding) and read the inbox from there.
 */
export const loopbackOnly: MiddlewareHandler = async (c, next) => {
  if (!loopbackNames.has(new URL(c.req.url).hostname)) {
    return c.text('The local user pool answers on loopback names only.', 421);
  }
  await next();
  return undefined;
};
