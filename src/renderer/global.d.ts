import type { CognitoDesktopApi } from '../shared/api';

declare global {
  interface Window {
    /** Put there by the preload; the page's only way out. */
    readonly cognitoDesktop: CognitoDesktopApi;
  }
}
