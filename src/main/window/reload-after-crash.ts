import type { WebContents } from 'electron';
import type { Log } from '../util/log';

/** A page that crashes more often than this within a minute will crash again. */
const patience = 3;
const withinMs = 60_000;

/**
 * Loads the app's page again when its process is gone: the session lives in the main process, so nobody
 * is signed out by it (Electron: web-contents, `render-process-gone`).
 *
 * @param reload loads the page
 * @param giveUp is called when that does not help
 */
export function reloadAfterCrash(
  contents: Pick<WebContents, 'on'>,
  reload: () => Promise<void>,
  giveUp: () => void,
  log: Log,
): void {
  let crashes: number[] = [];
  contents.on('render-process-gone', (_event, { reason }) => {
    log.warn('app.page-gone', { reason });
    if (reason === 'clean-exit') return;
    const now = performance.now();
    crashes = [...crashes.filter((at) => now - at < withinMs), now];
    if (crashes.length > patience) giveUp();
    else reload().catch(() => log.warn('app.page-not-reloaded'));
  });
}
