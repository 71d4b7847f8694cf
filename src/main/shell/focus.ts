import type { BrowserWindow } from 'electron';

/** Shows a window that may be minimised or behind others. Does nothing when there is none. */
export function bringToFront(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
