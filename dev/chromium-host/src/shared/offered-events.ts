const words = (text: string): readonly string[] => text.split(/\s+/);

/** The events of Electron that the host emits, by the type's name in `electron.d.ts`. */
export const emitted: Readonly<Record<string, readonly string[]>> = {
  App: words(`before-quit browser-window-blur browser-window-created browser-window-focus certificate-error login quit
    ready render-process-gone second-instance session-created web-contents-created will-finish-launching
    will-quit window-all-closed`),
  BrowserWindow:
    words(`blur close closed enter-html-full-screen focus hide leave-html-full-screen minimize page-title-updated
    ready-to-show resize restore show`),
  ClientRequest: words('abort close error finish redirect response'),
  Cookies: words('changed'),
  DownloadItem: words('done'),
  IncomingMessage: words('data end error'),
  Menu: words('menu-will-close menu-will-show'),
  NativeTheme: words('updated'),
  Session: words('will-download'),
  WebContents:
    words(`blur certificate-error console-message content-bounds-updated destroyed devtools-closed devtools-opened
    did-fail-load did-fail-provisional-load did-finish-load did-frame-finish-load did-frame-navigate
    did-navigate did-navigate-in-page did-redirect-navigation did-start-loading did-start-navigation
    did-stop-loading dom-ready enter-html-full-screen focus frame-created input-event ipc-message
    leave-html-full-screen login page-title-updated preload-error render-process-gone will-frame-navigate
    will-navigate will-prevent-unload will-redirect`),
  WebFrameMain: words('dom-ready'),
};

const noBundle = 'macOS sends it to app bundles only, and the host is not one';
const noCertificates = "Chromium finds no client certificates in the host's fresh profile";
const noUpdater =
  'the host offers no method of autoUpdater, so nothing happens that it could report';
const noPower = 'the host does not watch the power state of the computer; tests emit the event';

/** Events that the host never emits, but an app may listen to, each with the reason. */
export const neverEmitted: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  App: { activate: noBundle, 'open-url': noBundle, 'select-client-certificate': noCertificates },
  AutoUpdater: {
    'before-quit-for-update': noUpdater,
    error: noUpdater,
    'update-downloaded': noUpdater,
  },
  ClientRequest: { login: 'with a listener, a request that gets a 401 fails as not implemented' },
  IncomingMessage: {
    aborted: 'Electron does not emit it either: a response that breaks off has an `error`',
  },
  PowerMonitor: { resume: noPower, suspend: noPower, 'unlock-screen': noPower },
  WebContents: {
    'select-client-certificate': noCertificates,
    'will-attach-webview': 'the host refuses webviewTag, so no page has a webview',
  },
};

/** Whether an app may listen to this event. */
export function isOffered(type: string, event: unknown): boolean {
  if (typeof event !== 'string') return true;
  return emitted[type]?.includes(event) || Object.hasOwn(neverEmitted[type] ?? {}, event);
}
