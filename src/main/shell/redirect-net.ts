import type { Session } from 'electron';

/**
 * The net under the navigation events: whatever reaches the network for the redirect URI's origin is
 * answered with nothing, so that it can't leave the app (SEC-35) and, for a private-use scheme, isn't
 * handed to whichever program registered that scheme. Chromium doesn't announce every navigation to
 * a scheme that has a handler.
 *
 * @param onRequest called with the URL of each request that was caught
 * @returns a function that takes the net down, so that another can be put up in the same session
 */
export function catchRedirectRequests(
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
