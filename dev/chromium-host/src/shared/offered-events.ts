/** The events of Electron that the host emits, by the type's name in `electron.d.ts`. */
export const emitted: Readonly<Record<string, readonly string[]>> = {
  App: [
    'before-quit',
    'browser-window-blur',
    'browser-window-created',
    'browser-window-focus',
    'certificate-error',
    'login',
    'quit',
    'ready',
    'render-process-gone',
    'second-instance',
    'session-created',
    'web-contents-created',
    'will-finish-launching',
    'will-quit',
    'window-all-closed',
  ],
  BrowserWindow: [
    'blur',
    'close',
    'closed',
    'enter-html-full-screen',
    'focus',
    'hide',
    'leave-html-full-screen',
    'minimize',
    'page-title-updated',
    'ready-to-show',
    'resize',
    'restore',
    'show',
  ],
  ClientRequest: ['abort', 'close', 'error', 'finish', 'redirect', 'response'],
  DownloadItem: ['done'],
  IncomingMessage: ['data', 'end', 'error'],
  Menu: ['menu-will-close', 'menu-will-show'],
  NativeTheme: ['updated'],
  Session: ['will-download'],
  WebContents: [
    'blur',
    'certificate-error',
    'console-message',
    'content-bounds-updated',
    'destroyed',
    'devtools-closed',
    'devtools-opened',
    'did-fail-load',
    'did-fail-provisional-load',
    'did-finish-load',
    'did-frame-finish-load',
    'did-frame-navigate',
    'did-navigate',
    'did-navigate-in-page',
    'did-redirect-navigation',
    'did-start-loading',
    'did-start-navigation',
    'did-stop-loading',
    'dom-ready',
    'enter-html-full-screen',
    'focus',
    'frame-created',
    'input-event',
    'ipc-message',
    'leave-html-full-screen',
    'login',
    'page-title-updated',
    'preload-error',
    'render-process-gone',
    'will-frame-navigate',
    'will-navigate',
    'will-prevent-unload',
    'will-redirect',
  ],
  WebFrameMain: ['dom-ready'],
};

const noBundle = 'macOS sends it to an app bundle, and the host is none';
const noCertificates = "Chromium finds no client certificates in the host's fresh profile";
const noUpdater = 'no method of autoUpdater is offered, so it does nothing to tell of';
const noPower = 'the host hears nothing of the power of the computer; tests emit it';

/** Events that the host never emits, and that an app may listen to all the same, each with the reason. */
export const neverEmitted: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  App: { activate: noBundle, 'open-url': noBundle, 'select-client-certificate': noCertificates },
  AutoUpdater: {
    'before-quit-for-update': noUpdater,
    error: noUpdater,
    'update-downloaded': noUpdater,
  },
  ClientRequest: { login: 'a request that a server wants a password for fails as not implemented' },
  IncomingMessage: {
    aborted: 'Electron does not emit it either: a response that breaks off has an `error`',
  },
  PowerMonitor: { resume: noPower, suspend: noPower, 'unlock-screen': noPower },
  WebContents: {
    'select-client-certificate': noCertificates,
    'will-attach-webview': 'the preference webviewTag is refused, so no page has one',
  },
};

/** Whether an app may listen to this event. */
export function isOffered(type: string, event: unknown): boolean {
  if (typeof event !== 'string') return true;
  return emitted[type]?.includes(event) || Object.hasOwn(neverEmitted[type] ?? {}, event);
}
