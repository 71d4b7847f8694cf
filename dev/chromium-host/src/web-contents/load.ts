import type { HostObject } from '../shared/not-implemented';
import { loadError, toNetError } from './net-errors';

/**
 * The promise of `loadURL`: resolves with `did-finish-load`, rejects with the first failure of the main
 * frame, or when another navigation takes its place.
 * https://www.electronjs.org/docs/latest/api/web-contents#contentsloadurlurl-options
 */
export function awaitLoad(contents: HostObject, requestedUrl: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let started = false;
    const listeners: Record<string, (...args: never[]) => void> = {
      'did-finish-load': () => end(),
      'did-fail-load': (
        _event: never,
        code: number,
        description: string,
        url: string,
        main: boolean,
      ) => {
        if (main) end(loadError({ code, description }, url));
      },
      'did-fail-provisional-load': (
        _event: never,
        code: number,
        description: string,
        url: string,
        main: boolean,
      ) => {
        if (main) end(loadError({ code, description }, url));
      },
      'did-start-navigation': (
        _event: never,
        url: string,
        sameDocument: boolean,
        main: boolean,
      ) => {
        if (!main || sameDocument) return;
        if (started) end(loadError(toNetError('ERR_ABORTED'), url));
        started = true;
      },
      'did-navigate-in-page': (_event: never, _url: string, main: boolean) => {
        if (main && !started) end();
      },
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
