import type { Protocol } from 'devtools-protocol';

/** A `Set-Cookie` header, as DevTools takes it; null for one without a name. RFC 6265 §5.2 */
export function parseSetCookie(
  text: string,
  url: string,
  now = Date.now(),
): Protocol.Network.CookieParam | null {
  const [pair = '', ...attributes] = text.split(';').map((part) => part.trim());
  const equals = pair.indexOf('=');
  if (equals < 1) return null;
  const found = new Map(
    attributes.map((attribute) => {
      const [name = '', ...value] = attribute.split('=');
      return [name.trim().toLowerCase(), value.join('=').trim()];
    }),
  );
  const domain = found.get('domain');
  const path = found.get('path');
  const maxAge = Number(found.get('max-age') || Number.NaN);
  const expires = Number.isNaN(maxAge)
    ? Date.parse(found.get('expires') ?? '') / 1000
    : now / 1000 + maxAge;
  const sites = { strict: 'Strict', lax: 'Lax', none: 'None' } as const;
  const sameSite = sites[(found.get('samesite') ?? '').toLowerCase() as keyof typeof sites];
  return {
    url,
    name: pair.slice(0, equals).trim(),
    value: pair.slice(equals + 1).trim(),
    secure: found.has('secure'),
    httpOnly: found.has('httponly'),
    ...(domain ? { domain } : {}),
    ...(path?.startsWith('/') ? { path } : {}),
    ...(Number.isNaN(expires) ? {} : { expires: Math.max(expires, 1) }),
    ...(sameSite ? { sameSite } : {}),
  };
}
