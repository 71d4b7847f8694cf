import type { WebPreferences } from 'electron';

/**
 * What any page of this app gets: nothing of Node, nothing of ours, and nothing weakened (SEC-27,
 * SEC-40). Most are Electron's defaults, said aloud.
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
  // SEC-34: no alert, confirm or prompt of a page stands in the way.
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
