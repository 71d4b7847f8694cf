import type { BrowserWindow, WebContents } from 'electron';
import { parseUrl } from '../../../shared/parse-url';
import type { FlowOptions } from '../../auth/ports';
import { refusesEmbedding } from '../../auth/provider/embedding-policy';
import type { Config } from '../../config/types';
import { AppError } from '../../problems/app-error';
import type { Log } from '../../util/log';
import { hostOf, withoutFragment } from '../../util/urls';
import { errorOfLoadFailure } from './load-failure';
import { guardNavigation } from './navigation-guard';
import { policyFor, signInTitle } from './navigation-policy';
import { errorFromProviderPage } from './provider-error-page';

/** The page needs a password or a certificate, which only the user's browser can give it. */
function embeddedRefused(url: string): AppError {
  return new AppError('embedded-refused', { detail: { host: hostOf(url) } });
}

export interface SignInPage extends Pick<FlowOptions, 'signal' | 'accept' | 'onWarning'> {
  /** The authorization request. */
  readonly url: string;
  readonly redirectUri: string;
  readonly provider: Config['provider']['kind'];
}

/**
 * One sign-in in one window, from the authorization page to the callback. Settles once, whatever
 * comes first: an accepted callback, an error, the user closing the window, or the signal. The
 * window is gone by then.
 */
export function runSignIn(
  window: BrowserWindow,
  options: SignInPage,
  allowedOrigins: readonly string[],
  log: Log,
): Promise<string> {
  const { url: authorizationUrl, redirectUri, provider, signal } = options;
  const { webContents } = window;

  return new Promise<string>((resolve, reject) => {
    let settled = false;
    let stopIntercepting = () => {};
    const settle = (finish: () => void) => {
      if (settled) return;
      settled = true;
      signal.removeEventListener('abort', onAbort);
      stopIntercepting();
      if (!window.isDestroyed()) window.destroy();
      finish();
    };
    const fail = (error: unknown) => settle(() => reject(error));
    const onAbort = () => fail(signal.reason);

    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort);
    window.on('closed', () => {
      if (!settled) fail(new AppError('cancelled')); // SEC-36
    });

    stopIntercepting = guardNavigation(
      webContents,
      policyFor(authorizationUrl, redirectUri, allowedOrigins),
      {
        onCallback(url) {
          if (settled) return;
          if (options.accept(url)) settle(() => resolve(url));
        },
        onBlocked(url, by) {
          const host = hostOf(url);
          log.warn('sign-in.navigation-blocked', { host, reason: by });
          if (by !== 'frame' && by !== 'window' && refusesEmbedding(url)) {
            fail(embeddedRefused(url));
            return;
          }
          const reason = by === 'window' ? { reason: 'open a window for' } : {};
          const blocked = new AppError('navigation-blocked', { detail: { host, ...reason } });
          // These leave the page in place. After the others there is no page to continue with.
          if (by === 'frame' && url.startsWith('about:')) return;
          if (by === 'link' || by === 'frame' || by === 'window') options.onWarning(blocked);
          else fail(blocked);
        },
      },
    );

    const asksForPassword = trackHttpAuth(webContents);
    webContents.on('did-navigate', (_event, url, status) => {
      if (settled) return;
      if (parseUrl(url) !== null) window.setTitle(signInTitle(url));
      const isRefused = status === 401 && asksForPassword(url);
      const error = isRefused
        ? embeddedRefused(url)
        : errorFromProviderPage(url, status, { authorizationUrl, redirectUri, provider });
      if (error !== null) fail(error);
    });
    webContents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
      if (settled || !isMainFrame) return;
      const error = errorOfLoadFailure(code, url, asksForPassword(url));
      if (error !== null) fail(error);
    });

    webContents.on('render-process-gone', () => fail(new AppError('internal')));

    // A failed load is told by `did-fail-load`, with its code; this promise has nothing to add.
    window.loadURL(authorizationUrl).catch(() => undefined);
  });
}

/**
 * Remembers the pages that asked for a password by HTTP (RFC 9110 §11.6.1). `hardenApp` cancels
 * these requests (SEC-34): a system prompt would show only text that a page can choose, and users would
 * type the pool's password into it. Requests of a proxy don't count.
 *
 * @returns whether the page at this URL asked for one
 */
export function trackHttpAuth(contents: Pick<WebContents, 'on'>): (url: string) => boolean {
  const challenged = new Set<string>();
  contents.on('login', (_event, { url, isRequestForNavigation }, { isProxy }) => {
    if (isRequestForNavigation && !isProxy) challenged.add(withoutFragment(url));
  });
  return (url) => challenged.has(withoutFragment(url));
}
