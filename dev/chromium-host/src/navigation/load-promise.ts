import type { HostObject } from '../shared/not-implemented';
import { loadError, type NetError, toNetError } from './net-errors';

/**
 * The promise of `loadURL`, told from events alone as in Electron: it resolves with the next `did-finish-load`,
 * rejects with the main frame's failure, with ERR_ABORTED when another navigation starts, and with
 * ERR_FAILED when loading stops with neither.
 * Source: lib/browser/api/web-contents.ts of Electron
 */
export function awaitLoad(contents: HostObject, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: (NetError & { url: string }) | null = null;
    let started = false;
    let fromMain = false;
    const settle = (): void => {
      for (const [name, listener] of Object.entries(listeners)) contents.off(name, listener);
      if (failure) reject(loadError(failure, failure.url));
      else resolve();
    };
    const stop = (): void => {
      failure ??= { ...toNetError('ERR_FAILED'), url };
      settle();
    };
    const listeners: Record<string, Parameters<HostObject['on']>[1]> = {
      'did-finish-load': settle,
      'did-fail-load': (_e, code: number, description: string, url: string, main: boolean) => {
        if (!main) return;
        failure ??= { code, description, url };
        if (!started) settle();
      },
      'did-navigate-in-page': () => {
        if (!fromMain) settle();
      },
      'did-start-navigation': (_e, url: string, sameDocument: boolean, main: boolean) => {
        if (!main) return;
        if (started && !sameDocument) {
          failure = { ...toNetError('ERR_ABORTED'), url };
          settle();
          return;
        }
        fromMain = started && sameDocument;
        started = true;
      },
      'did-stop-loading': stop,
      destroyed: stop,
    };
    for (const [name, listener] of Object.entries(listeners)) contents.on(name, listener);
  });
}
