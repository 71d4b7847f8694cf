import type { IncomingMessage } from 'node:http';
import { parseUrl } from '../../../shared/parse-url';
import { isCallback } from '../../util/urls';

/** What a request to our listener asks for. */
export type Route =
  | { readonly kind: 'callback'; readonly url: string }
  /** Some other path, which may be a page of ours. */
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'refused'; readonly status: 403 | 405 | 414 | 421 };

/** Longest path and query, in characters. Cognito's is under 200; other providers have long codes. */
const longestUrl = 16_000;

/**
 * Tells the browser that comes back from the provider from everything else that can reach a port of
 * this computer (SEC-22): pages that look for it, names that lead here (DNS rebinding), other programs.
 */
export function routeOf(
  { method, url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  redirectUri: string,
): Route {
  if (headers.host !== new URL(redirectUri).host) return { kind: 'refused', status: 421 };
  if (!isNavigation(headers)) return { kind: 'refused', status: 403 };
  if (method !== 'GET') return { kind: 'refused', status: 405 };
  if (url.length > longestUrl) return { kind: 'refused', status: 414 };
  // A whole address may stand here too (RFC 9112 §3.2.2); a browser sends one only to a proxy.
  const target = url.startsWith('/') ? parseUrl(new URL(redirectUri).origin + url) : null;
  if (target === null) return { kind: 'path', path: '' };
  return isCallback(redirectUri, target.href)
    ? { kind: 'callback', url: target.href }
    : { kind: 'path', path: target.pathname };
}

/** Whether a refused request may have been the provider's response: a navigation to the callback path, or with its parameters. */
export function looksLikeResponse(
  { url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>,
  redirectUri: string,
): boolean {
  const target = parseUrl(new URL(redirectUri).origin + url);
  if (target === null || !isNavigation(headers)) return false;
  const { searchParams, pathname } = target;
  return (
    pathname === new URL(redirectUri).pathname ||
    ['code', 'error', 'state'].some((name) => searchParams.has(name))
  );
}

/**
 * The provider sends the whole tab here. What a page asks for in the background, or in a frame, is no
 * answer: browsers say so (Fetch Metadata). Programs that are none say nothing.
 */
function isNavigation(headers: IncomingMessage['headers']): boolean {
  const destination = headers['sec-fetch-dest'] ?? 'document';
  return destination === 'document' && headers.upgrade === undefined;
}
