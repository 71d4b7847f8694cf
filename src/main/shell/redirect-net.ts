import type { Session } from 'electron';

/**
 * The net under the navigation events: whatever reaches the network for the redirect URI's origin is
 * answered with nothing, so that it can't leave the app (SEC-35) and, for a private-use scheme, isn't
 * handed to whichever program registered that scheme.
 *
 * @param onRequest called with the URL of a main-frame request that was caught
 * @returns a function that takes the net down, so that another can be put up in the same session
 */
export function catchRedirectRequests(
  session: Session,
  redirectUri: string,
  onRequest: (url: string) => void,
): () => void {
  const { protocol: scheme, origin } = new URL(redirectUri);

  if (scheme === 'http:' || scheme === 'https:') {
    const filter = { urls: [`${origin}/*`] };
    session.webRequest.onBeforeRequest(filter, ({ url, resourceType }, callback) => {
      callback({ cancel: true });
      if (resourceType === 'mainFrame') onRequest(url);
    });
    return () => session.webRequest.onBeforeRequest(null);
  }

  const name = scheme.slice(0, -1);
  session.protocol.handle(name, ({ url, destination }) => {
    if (destination === 'document') onRequest(url);
    return new Response(null, { status: 204 });
  });
  return () => session.protocol.unhandle(name);
}
