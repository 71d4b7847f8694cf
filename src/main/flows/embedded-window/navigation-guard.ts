import type { Session, WebContents } from 'electron';
import { withoutFragment } from '../../util/urls';
import { judge, type NavigationPolicy } from './navigation-policy';

export interface NavigationListener {
  /** The main frame was about to go to the redirect URI. It was prevented. */
  onCallback(url: string): void;
  /**
   * A navigation was prevented. `redirect`: the server sent the window there; `link`: the page or
   * the user did; `frame`: it happened in a frame inside the page; `window`: in a new window. `unannounced`:
   * it could not be prevented, and the window shows another page now.
   */
  onBlocked(url: string, by: 'redirect' | 'link' | 'frame' | 'window' | 'unannounced'): void;
}

interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
  preventDefault(): void;
}

/**
 * Keeps a window on its allowed origins and catches the redirect back (SEC-28, SEC-35). A server's
 * redirect is announced by `will-redirect`, a link or form by `will-navigate`, anything in an inner
 * frame by `will-frame-navigate`; and a request that none of them announced by `interceptRedirects`. Where
 * nothing is requested either, as for `about:blank` (electron/electron#21136), the page itself is noticed.
 *
 * @returns a function that stops the interception; the listeners go with the web contents
 */
export function guardNavigation(
  contents: WebContents,
  policy: NavigationPolicy,
  listener: NavigationListener,
): () => void {
  const check = (navigation: Navigation, by: 'redirect' | 'link') => {
    // A redirect hands on the fragment of the page that it left (RFC 9110 §10.2.2), and Facebook puts
    // `#_=_` on its own. No part of an authorization response is in a fragment, so it is dropped.
    const url = by === 'redirect' ? withoutFragment(navigation.url) : navigation.url;
    const verdict = judge(policy, url);
    if (verdict === 'allow') return;
    navigation.preventDefault();
    if (!navigation.isMainFrame) listener.onBlocked(url, 'frame');
    else if (verdict === 'callback') listener.onCallback(url);
    else listener.onBlocked(url, by);
  };
  contents.on('will-redirect', (navigation) => check(navigation, 'redirect'));
  contents.on('will-navigate', (navigation) => check(navigation, 'link'));
  contents.on('will-frame-navigate', (navigation) => {
    // The main frame's are announced by `will-navigate` too; each counts once.
    if (!navigation.isMainFrame) check(navigation, 'link');
  });
  contents.setWindowOpenHandler(({ url }) => {
    listener.onBlocked(url, 'window'); // SEC-29
    return { action: 'deny' };
  });
  let hasPage = false; // a window starts on `about:blank`, without a navigation
  contents.on('did-navigate', (_event, url) => {
    if (judge(policy, url) !== 'block') hasPage = true;
    else if (hasPage) listener.onBlocked(url, 'unannounced');
  });
  return interceptRedirects(contents.session, policy.redirectUri, (requested) => {
    const url = withoutFragment(requested);
    if (judge(policy, url) === 'callback') listener.onCallback(url);
  });
}

/**
 * Intercepts requests to the redirect URI's origin that no navigation event announced: Chromium doesn't
 * announce every navigation to a scheme that has a handler. They get an empty response, so that they can't
 * leave the app (SEC-35) and, for a private-use scheme, don't reach the program that registered it. An image or a
 * stylesheet is no redirect. A handler isn't told the type of a request: only navigations accept HTML (Fetch §4.1).
 *
 * @param onRequest called with the URL of each intercepted navigation
 * @returns a function that stops the interception, so that the same partition can intercept again
 */
export function interceptRedirects(
  session: Pick<Session, 'webRequest' | 'protocol'>,
  redirectUri: string,
  onRequest: (url: string) => void,
): () => void {
  const { protocol: scheme, origin } = new URL(redirectUri);

  if (scheme === 'http:' || scheme === 'https:') {
    session.webRequest.onBeforeRequest(
      { urls: [`${origin}/*`] },
      ({ url, resourceType }, callback) => {
        // A pattern without a port matches every port, so the origin is compared again.
        const isCaught = new URL(url).origin === origin;
        callback({ cancel: isCaught });
        if (isCaught && resourceType === 'mainFrame') onRequest(url);
      },
    );
    return () => session.webRequest.onBeforeRequest(null);
  }

  const name = scheme.slice(0, -1);
  session.protocol.handle(name, ({ url, headers }) => {
    if (headers.get('accept')?.includes('text/html')) onRequest(url);
    return new Response(null, { status: 204 });
  });
  return () => session.protocol.unhandle(name);
}
