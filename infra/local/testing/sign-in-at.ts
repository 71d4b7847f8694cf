import type { UserPool } from '../index';
import { locationOf, TestBrowser } from './test-browser';

/**
 * What the browser does that a client sends a person to: follows the redirect to the sign-in, fills in
 * the form and stops at the callback.
 * @param authorizationUrl as the client made it
 * @returns the callback URL, for the client to read
 * @throws Error the URL is not on the pool's domain, or the sign-in led to a page instead of a callback
 */
export async function signInAt(
  pool: UserPool,
  authorizationUrl: URL | string,
  browser = new TestBrowser(pool),
): Promise<URL> {
  const { origin, pathname, search } = new URL(authorizationUrl);
  if (origin !== pool.domain) throw new Error(`The client sends people to ${origin}.`);
  const login = locationOf(await browser.get(`${pathname}${search}`));
  const answer = await browser.submit(`${login.pathname}${login.search}`, { ...pool.user });
  const callback = answer.headers.get('location');
  if (callback === null) throw new Error(`The sign-in answered with a page, ${answer.status}.`);
  return new URL(callback);
}

/** The one of the registered redirect URIs that a client with a loopback listener takes. */
export function loopbackRedirectUri(pool: UserPool): string {
  const uri = pool.redirectUris.find((candidate) => candidate.endsWith('/callback'));
  if (uri === undefined) throw new Error('No loopback redirect URI is registered.');
  return uri;
}
