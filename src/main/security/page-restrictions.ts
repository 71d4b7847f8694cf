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
 * @param session without a network (SEC-39)
 */
export function appPreferences(
  preload: string,
  session: Session,
  devTools: boolean,
): WebPreferences {
  return { ...locked, preload, session, devTools };
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
 * window above all others, where it could draw a false title (SEC-33), use devices and sensors, and what it would
 * have to ask for anyway (SEC-31). The names are Chromium's: `document.featurePolicy.features()`. A test asks Chromium for
 * them, and fails for one that is neither here nor in its list of those that a sign-in page may use.
 */
const deniedFeatures: readonly string[] = [
  'accelerometer',
  'attribution-reporting',
  'bluetooth',
  'browsing-topics',
  'camera',
  'captured-surface-control',
  'clipboard-read',
  'clipboard-write',
  'compute-pressure',
  'digital-credentials-create',
  'digital-credentials-get',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'interest-cohort',
  'join-ad-interest-group',
  'keyboard-map',
  'language-detector',
  'language-model',
  'local-fonts',
  'local-network',
  'local-network-access',
  'loopback-network',
  'magnetometer',
  'microphone',
  'midi',
  'on-device-speech-recognition',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'run-ad-auction',
  'screen-wake-lock',
  'serial',
  'shared-storage',
  'speaker-selection',
  'summarizer',
  'translator',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

export const pagePermissions = deniedFeatures.map((feature) => `${feature}=()`).join(', ');

/**
 * Adds both to every page that a window of this session loads. The page's own content security policy stays, since
 * each can only forbid more. Its permissions policy goes: Chromium drops all of a header that it can't parse, ours with it.
 *
 * A page that a service worker answers, or that was prefetched, would come without them: neither is allowed. Chromium
 * marks their requests (`Service-Worker`, Service Workers §4.5; `Sec-Purpose`, Fetch §2.2.6), and Electron has
 * `webRequest` decide about them, as both go through `WillCreateURLLoaderFactory`.
 */
export function sandboxPages(session: Pick<Session, 'webRequest'>): void {
  const { webRequest } = session;
  webRequest.onBeforeSendHeaders(({ requestHeaders }, callback) => {
    const names = Object.keys(requestHeaders).map((name) => name.toLowerCase());
    callback({ cancel: names.includes('service-worker') || names.includes('sec-purpose') });
  });
  const pages: WebRequestFilter = { urls: ['<all_urls>'], types: ['mainFrame'] };
  webRequest.onHeadersReceived(pages, ({ responseHeaders = {} }, callback) => {
    const own = Object.entries(responseHeaders);
    const policies = own.filter(([name]) => isPolicy(name, 'content-security-policy'));
    callback({
      responseHeaders: {
        ...Object.fromEntries(own.filter(([name]) => !isPolicy(name, ...replaced))),
        'Content-Security-Policy': [...policies.flatMap(([, values]) => values), pageSandbox],
        'Permissions-Policy': [pagePermissions],
      },
    });
  });
}

const replaced = ['content-security-policy', 'permissions-policy', 'feature-policy'];

function isPolicy(name: string, ...policies: readonly string[]): boolean {
  return policies.includes(name.toLowerCase());
}
