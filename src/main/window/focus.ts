import type { App, BrowserWindow } from 'electron';

/** Shows a window that may be minimised or behind others. Does nothing when there is none. */
export function bringToFront(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The same, from behind the browser that the person is in. macOS leaves it there unless it is told twice. */
export function bringAppToFront(app: Pick<App, 'focus'>, window: BrowserWindow | null): void {
  bringToFront(window);
  app.focus({ steal: true });
}
