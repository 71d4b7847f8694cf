import type { Session } from 'electron';

/**
 * What a sign-in page may do, in the words of the `sandbox` directive (CSP3 §6.3.2, HTML §7.1.5): forms,
 * scripts, its own cookies, leading the window on. What is not named is refused by Chromium itself: dialogs,
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
 * What no page may do that the sandbox has no word for (W3C Permissions Policy §9): fill the screen, or a
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
  const pages = { urls: ['<all_urls>'], types: ['mainFrame' as const] };
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
