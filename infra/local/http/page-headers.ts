import type { MiddlewareHandler } from 'hono';

/**
 * The headers of the hosted UI's and the demo provider's pages.
 * @param redirectUris where forms may lead: browsers apply `form-action` to the whole redirect chain of
 *   a form, and `*` does not cover private-use schemes. `null`: unknown, so without `form-action`
 */
export function pageHeaders(redirectUris: readonly string[] | null): MiddlewareHandler {
  const destinations = [...new Set(redirectUris?.map(cspSource))].join(' ');
  const policy = [
    `default-src 'none'`,
    `style-src 'self'`,
    `img-src 'self'`,
    ...(redirectUris === null ? [] : [`form-action 'self' ${destinations}`]),
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
  return async (c, next) => {
    await next();
    c.header('Content-Security-Policy', policy);
    c.header('X-Frame-Options', 'DENY');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cache-Control', 'no-store');
  };
}

function cspSource(uri: string): string {
  const { origin, protocol } = new URL(uri);
  return origin === 'null' ? protocol : origin;
}
