import type { MenuItemConstructorOptions } from 'electron';

/**
 * The application menu: what people expect of a window, and copy and paste, which on macOS work
 * only through a menu. Nothing that reloads or inspects in a packaged app.
 *
 * @param checkForUpdates `null`: this app has no updates
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  devTools: boolean,
  checkForUpdates: (() => void) | null,
): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  if (devTools) view.push({ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' });
  const updates: MenuItemConstructorOptions[] =
    checkForUpdates === null
      ? []
      : [{ label: 'Check for Updates…', click: () => checkForUpdates() }, { type: 'separator' }];
  const first: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  return [
    ...first,
    // On macOS only this menu has Close Window (Electron: lib/browser/api/menu-item-roles.ts).
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
    { role: 'help', submenu: [...updates, { role: 'about' }] },
  ];
}
