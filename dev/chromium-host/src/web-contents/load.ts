import { schemes } from '../session/schemes';
import type { HostObject } from '../shared/not-implemented';
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

/** As Chromium writes the URL, without its fragment. */
function normalize(url: string): string {
  const loaded = schemes.toApp(schemes.toChromium(url));
  return (URL.canParse(loaded) ? new URL(loaded).href : loaded).replace(/#.*$/s, '');
}
