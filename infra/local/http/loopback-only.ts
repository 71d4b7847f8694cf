import type { MiddlewareHandler } from 'hono';
import { hostInUrl } from './bind-address';

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Refuses requests that came under another host name. Without it a web page could have its own
 * name resolve to loopback (DNS rebinding) and read the inbox from there.
 * @param address what the pool listens on, which may be another than loopback
 */
export function loopbackOnly(address: string): MiddlewareHandler {
  const names = new Set([...loopbackNames, hostInUrl(address)]);
  return async (c, next) => {
    if (!names.has(new URL(c.req.url).hostname)) {
      return c.text('The local user pool answers on loopback names only.', 421);
    }
    await next();
    return undefined;
  };
}
