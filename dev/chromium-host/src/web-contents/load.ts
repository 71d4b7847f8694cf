import type { CdpSession } from '../chromium/connection';
import { isLoadable, schemes } from '../session/schemes';
import type { HostObject } from '../shared/not-implemented';
import type { Navigation } from './navigation';
import { loadError, toNetError } from './net-errors';

type Failure = (
  event: object,
  code: number,
  description: string,
  url: string,
  isMain: boolean,
) => void;

/** Emitted by `loadURL` itself: whatever was loading until now is overtaken. */
export const overtaken = 'chromium-host:load';

/**
 * The promise of `loadURL`: resolves with `did-finish-load`, rejects with the first failure of the main
 * frame, or when another navigation takes its place. Events before the load's own start belong to the
 * page that is being left.
 * https://www.electronjs.org/docs/latest/api/web-contents#contentsloadurlurl-options
 */
export function awaitLoad(contents: HostObject, requestedUrl: string): Promise<void> {
  const own = normalize(requestedUrl);
  return new Promise((resolve, reject) => {
    let started = false;
    const isOwn = (url: string): boolean => started || normalize(url) === own;
    const abort = (url: string): void => end(loadError(toNetError('ERR_ABORTED'), url));
    const failed: Failure = (_event, code, description, url, isMain) => {
      if (isMain && isOwn(url)) end(loadError({ code, description }, url));
    };
    const listeners: Record<string, (...args: never[]) => void> = {
      'did-finish-load': () => {
        if (started) end();
      },
      'did-fail-load': failed,
      'did-fail-provisional-load': failed,
      'did-start-navigation': (
        _event: never,
        url: string,
        sameDocument: boolean,
        main: boolean,
      ) => {
        if (!main || sameDocument) return;
        if (started) abort(url);
        else started = isOwn(url);
      },
      'did-navigate-in-page': (_event: never, url: string, main: boolean) => {
        if (main && !started && isOwn(url)) end();
      },
      [overtaken]: abort,
      destroyed: () => end(loadError(toNetError('ERR_FAILED'), requestedUrl)),
    };
    const end = (error?: Error): void => {
      for (const [name, listener] of Object.entries(listeners)) {
        contents.removeListener(name, listener as () => void);
      }
      if (error) reject(error);
      else resolve();
    };
    for (const [name, listener] of Object.entries(listeners)) {
      contents.on(name, listener as () => void);
    }
  });
}

/** Has Chromium load `url`; what it can't load fails by the same events as any other load. */
export function startLoad(
  cdp: CdpSession,
  navigation: Navigation,
  url: string,
  httpReferrer: unknown,
): void {
  if (!URL.canParse(url) || !isLoadable(url)) {
    const reason = URL.canParse(url) ? 'ERR_UNKNOWN_URL_SCHEME' : 'ERR_INVALID_URL';
    navigation.startLoad(url);
    navigation.failLoad(url, toNetError(reason));
    return;
  }
  const referrer = typeof httpReferrer === 'string' ? { referrer: httpReferrer } : {};
  cdp
    .send('Page.navigate', { url: schemes.toChromium(url), transitionType: 'typed', ...referrer })
    .catch(() => navigation.failLoad(url, toNetError('ERR_FAILED')));
}

/** As Chromium writes the URL, without its fragment. */
function normalize(url: string): string {
  const loaded = schemes.toApp(schemes.toChromium(url));
  return (URL.canParse(loaded) ? new URL(loaded).href : loaded).replace(/#.*$/s, '');
}
