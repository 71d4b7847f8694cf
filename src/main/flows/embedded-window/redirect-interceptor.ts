import type { Session } from 'electron';

/**
 * Intercepts requests to the redirect URI's origin that no navigation event announced: Chromium doesn't
 * announce every navigation to a scheme that has a handler. They get an empty response, so that they can't
 * leave the app (SEC-35) and, for a private-use scheme, don't reach the program that registered it.
 *
 * @param onRequest called with the URL of each intercepted request
 * @returns a function that stops the interception, so that the same partition can intercept again
 */
export function interceptRedirects(
  session: Pick<Session, 'webRequest' | 'protocol'>,
  redirectUri: string,
  onRequest: (url: string) => void,
): () => void {
  const { protocol: scheme, origin } = new URL(redirectUri);

  if (scheme === 'http:' || scheme === 'https:') {
    session.webRequest.onBeforeRequest({ urls: [`${origin}/*`] }, ({ url }, callback) => {
      // A pattern without a port stands for every port, so the origin is compared again.
      const isCaught = new URL(url).origin === origin;
      callback({ cancel: isCaught });
      if (isCaught) onRequest(url);
    });
    return () => session.webRequest.onBeforeRequest(null);
  }

  const name = scheme.slice(0, -1);
  session.protocol.handle(name, ({ url }) => {
    onRequest(url);
    return new Response(null, { status: 204 });
  });
  return () => session.protocol.unhandle(name);
}
