import { BrowserWindow } from 'electron';
import {
  providerPreferences,
  refusePermissions,
  sandboxPages,
} from '../../security/page-restrictions';

export interface ProviderWindowOptions {
  /** Name of the partition; without `persist:`, so it lives in memory only (SEC-26). */
  readonly partition: string;
  readonly parent: BrowserWindow | null;
  readonly title: string;
  readonly show: boolean;
  readonly devTools: boolean;
}

/** A window for a provider's pages: nothing of ours in it, and nothing allowed (SEC-27). */
export function openProviderWindow(options: ProviderWindowOptions): BrowserWindow {
  const { partition, parent, title, show, devTools } = options;
  const window = new BrowserWindow({
    title,
    ...(parent === null ? {} : { parent }),
    width: 520,
    height: 720,
    minWidth: 360,
    minHeight: 480,
    show,
    autoHideMenuBar: true,
    fullscreenable: false,
    backgroundColor: '#ffffff',
    webPreferences: providerPreferences(partition, devTools),
  });
  const { webContents } = window;
  refusePermissions(webContents.session);
  sandboxPages(webContents.session);
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // SEC-34: the page can't keep the window open.
  webContents.on('will-prevent-unload', (event) => event.preventDefault());
  // SEC-33: the title is ours; a page can't write its own there.
  window.on('page-title-updated', (event) => event.preventDefault());
  // And it can't push the title off the screen with `moveTo` or `resizeTo`.
  webContents.on('content-bounds-updated', (event) => event.preventDefault());
  return window;
}
