import { BrowserWindow, nativeTheme, type Session } from 'electron';
import { identity, uiOrigin } from '../../shared/identity';
import { appPreferences, refusePermissions } from '../security/page-restrictions';
import { isUiUrl } from '../util/urls';

/**
 * The window with the app's own pages. Created hidden and shown with its first paint, on a
 * background of the right colour, so that nothing flashes.
 *
 * @param preload absolute path of the preload script
 * @param session of `createUiSession`
 */
export function createAppWindow(
  preload: string,
  session: Session,
  devTools: boolean,
): BrowserWindow {
  const window = new BrowserWindow({
    title: identity.productName,
    width: 480,
    height: 640,
    minWidth: 360,
    minHeight: 480,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: appPreferences(preload, session, devTools),
  });
  const { webContents } = window;
  refusePermissions(session);
  // SEC-39: WebRTC uses the session's proxy only.
  webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // The window stays on the app's own origin, whatever a page tries.
  const keepHome = (details: { url: string; preventDefault(): void }) => {
    if (!isUiUrl(details.url)) details.preventDefault();
  };
  webContents.on('will-navigate', keepHome);
  webContents.on('will-redirect', keepHome);
  webContents.on('will-frame-navigate', keepHome);
  window.once('ready-to-show', () => window.show());
  return window;
}

/** Loads the one page. Resolves when it has loaded. */
export function loadUi(window: BrowserWindow): Promise<void> {
  return window.loadURL(`${uiOrigin}/index.html`);
}
