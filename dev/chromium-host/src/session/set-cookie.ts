import { isIP } from 'node:net';
import type { Protocol } from 'devtools-protocol';
import type Electron from 'electron';
import { notImplemented } from '../shared/not-implemented';

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
  const maxAge = Number(found.get('max-age') || Number.NaN);
  const expires = Number.isNaN(maxAge)
    ? Date.parse(found.get('expires') ?? '') / 1000
    : now / 1000 + maxAge;
  const sites = { strict: 'Strict', lax: 'Lax', none: 'None' } as const;
  const sameSite = sites[(found.get('samesite') ?? '').toLowerCase() as keyof typeof sites];
  const place = placeOf(url, found.get('domain'), found.get('path'));
  return (
    place && {
      name: pair.slice(0, equals).trim(),
      value: pair.slice(equals + 1).trim(),
      secure: found.has('secure'),
      httpOnly: found.has('httponly'),
      ...place,
      ...(Number.isNaN(expires) ? {} : { expires: Math.max(expires, 1) }),
      ...(sameSite ? { sameSite } : {}),
    }
  );
}

/**
 * Domain and path of a cookie (RFC 6265 §5.3), or null if the URL is not in its domain. DevTools could take the URL
 * instead, but then makes each cookie of https `Secure` and never sets one for a whole domain.
 */
function placeOf(
  url: string,
  domain = '',
  path = '',
): Required<Pick<Protocol.Network.CookieParam, 'domain' | 'path'>> | null {
  const { hostname, pathname } = new URL(url);
  const scope = domain.replace(/^\./, '').toLowerCase();
  if (scope !== '' && hostname !== scope && !hostname.endsWith(`.${scope}`)) return null;
  const isHostOnly = scope === '' || isIP(hostname.replace(/[[\]]/g, '')) !== 0;
  return {
    domain: isHostOnly ? hostname : `.${scope}`,
    path: path.startsWith('/') ? path : pathname.replace(/(.)\/[^/]*$|[^/]*$/s, '$1'),
  };
}

const sameSites = { no_restriction: 'None', lax: 'Lax', strict: 'Strict' } as const;

/**
 * What `cookies.set` takes, as DevTools takes it.
 * Source: Cookies::Set in shell/browser/api/electron_api_cookies.cc of Electron
 * @throws Error in Electron's words
 */
export function toCookieParam(details: Electron.CookiesSetDetails): Protocol.Network.CookieParam {
  const { url, name = '', value = '', domain, path, httpOnly, sameSite = 'lax' } = details;
  if (url === undefined) throw new Error("Missing required option 'url'");
  if (sameSite !== 'unspecified' && !Object.hasOwn(sameSites, sameSite))
    throw new Error(
      `Failed to convert '${String(sameSite)}' to an appropriate cookie same site value`,
    );
  if (!URL.canParse(url)) throw refused(invalidDomain);
  const { protocol } = new URL(url);
  if (!/^https?:$/.test(protocol)) throw notImplemented(`cookies.set for ${protocol}`);
  const place = placeOf(url, domain, path);
  if (!place) throw refused(invalidDomain);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  if (/[\x00-\x1f\x7f;]/.test(name + value))
    throw refused('The cookie contains ASCII control characters');
  const { secure = sameSite === 'no_restriction', expirationDate } = details;
  return {
    name,
    value,
    secure,
    httpOnly: httpOnly ?? false,
    ...place,
    ...(expirationDate === undefined ? {} : { expires: Math.max(expirationDate, 1) }),
    ...(sameSite === 'unspecified' ? {} : { sameSite: sameSites[sameSite] }),
  };
}

/** For what Chromium itself refuses. */
export function refuseMalformed(): never {
  throw refused('The cookie was malformed and could not be stored');
}

const invalidDomain = 'The cookie was set with an invalid Domain attribute.';

function refused(reason: string): Error {
  return new Error(`Failed to set cookie - ${reason}`);
}
