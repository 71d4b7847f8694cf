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

/** Adds the sandbox to every page that a window of this session loads, beside the page's own policies. */
export function sandboxPages(session: Pick<Session, 'webRequest'>): void {
  const pages = { urls: ['<all_urls>'], types: ['mainFrame' as const] };
  session.webRequest.onHeadersReceived(pages, ({ responseHeaders = {} }, callback) => {
    const name =
      Object.keys(responseHeaders).find((one) => one.toLowerCase() === 'content-security-policy') ??
      'Content-Security-Policy';
    const policies = [...(responseHeaders[name] ?? []), pageSandbox];
    callback({ responseHeaders: { ...responseHeaders, [name]: policies } });
  });
}
