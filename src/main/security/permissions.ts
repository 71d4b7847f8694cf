import type { Session } from 'electron';

/**
 * Refuses everything that a page can ask for: camera, place, notifications, devices, opening other
 * programs, downloads (SEC-31, SEC-46). Electron grants permissions by default. The app's own pages
 * need none.
 */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // Without a handler, `getDisplayMedia` is refused; with one, it would have to offer a screen.
  session.setDisplayMediaRequestHandler(null);
  session.on('will-download', (event) => event.preventDefault());
}
