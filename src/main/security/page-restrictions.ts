import type { Session, WebPreferences, WebRequestFilter } from 'electron';

/**
 * For every page in this app: no Node, none of the app's code, and no weakened protection (SEC-27, SEC-40).
 * Most are Electron's defaults, set explicitly.
 */
const locked: WebPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  // SEC-34: a page can't open an alert, a confirm or a prompt.
  disableDialogs: true,
  // SEC-33: a page that got into full screen after all would fill its window, not the screen.
  disableHtmlFullscreenWindowResize: true,
};

/**
 * For the window with the app's own pages.
 * @param preload absolute path of the preload script
 */
export function appPreferences(preload: string, devTools: boolean): WebPreferences {
  return { ...locked, preload, devTools };
}

/**
 * For a window with a provider's pages: without a preload.
 * @param partition without `persist:`, so it lives in memory only (SEC-26)
 */
export function providerPreferences(partition: string, devTools: boolean): WebPreferences {
  return { ...locked, partition, devTools };
}

/**
 * Refuses everything that a page can ask for: camera, location, notifications, devices, opening other
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

/**
 * What a sign-in page may do, as a `sandbox` directive (CSP3 §6.3.2, HTML §7.1.5): forms,
 * scripts, its own cookies, navigating the window. Chromium refuses everything else: dialogs,
 * `print()`, which no setting of Electron's turns off, windows, downloads, the pointer lock (SEC-29, SEC-31).
 */
export const pageSandbox = [
  'sandbox',
  'allow-forms',
  'allow-same-origin',
  'allow-scripts',
  'allow-storage-access-by-user-activation',
  'allow-top-navigation',
].join(' ');

/**
 * What no page may do and the `sandbox` directive can't forbid (W3C Permissions Policy §9): fill the screen, or a
 * window above all others, where it could draw a title of its own (SEC-33), and what it would have to ask for anyway (SEC-31).
 */
export const pagePermissions = [
  'camera',
  'clipboard-read',
  'display-capture',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'local-fonts',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'serial',
  'usb',
  'window-management',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Adds both to every page that a window of this session loads, beside the page's own policies. */
export function sandboxPages(session: Pick<Session, 'webRequest'>): void {
  const pages: WebRequestFilter = { urls: ['<all_urls>'], types: ['mainFrame'] };
  session.webRequest.onHeadersReceived(pages, ({ responseHeaders = {} }, callback) => {
    callback({
      responseHeaders: {
        ...responseHeaders,
        ...withPolicy(responseHeaders, 'Content-Security-Policy', pageSandbox),
        // Of a feature that is named twice, the last word counts (RFC 8941 §3.2).
        ...withPolicy(responseHeaders, 'Permissions-Policy', pagePermissions),
      },
    });
  });
}

type Headers = Record<string, string[]>;

/** The header of this name, however the page writes it, with one more policy at its end. */
function withPolicy(headers: Headers, header: string, policy: string): Headers {
  const found = Object.keys(headers).find((name) => name.toLowerCase() === header.toLowerCase());
  const name = found ?? header;
  return { [name]: [...(headers[name] ?? []), policy] };
}
