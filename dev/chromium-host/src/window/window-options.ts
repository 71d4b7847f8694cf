import type Electron from 'electron';
import { assertOptions, type KnownOptions } from '../shared/options';

const windowOptions: KnownOptions = {
  type: 'BrowserWindowConstructorOptions',
  // From the second line on: options that only a user notices.
  heeded: `width height minWidth minHeight maxWidth maxHeight title show parent modal webPreferences
    accentColor acceptFirstMouse alwaysOnTop autoHideMenuBar backgroundColor backgroundMaterial center closable
    darkTheme disableAutoHideCursor enableLargerThanScreen frame fullscreenable hasShadow hiddenInMissionControl
    icon maximizable minimizable movable opacity resizable roundedCorners skipTaskbar tabbingIdentifier thickFrame
    titleBarStyle trafficLightPosition transparent type useContentSize vibrancy visualEffectState x y
    zoomToPageWidth`,
  fixed: {
    focusable: true,
    fullscreen: false,
    kiosk: false,
    paintWhenInitiallyHidden: true,
    simpleFullscreen: false,
    titleBarOverlay: false,
    windowStatePersistence: false,
  },
};

/** Every page of the host is sandboxed, isolated, without Node. */
const webPreferences: KnownOptions = {
  type: 'WebPreferences',
  // In the second line: options that change only the speed, or what a user sees.
  heeded: `session partition preload additionalArguments devTools disableDialogs
    accessibleTitle disableHtmlFullscreenWindowResize disableWakeLocks scrollBounce spellcheck transparent v8CacheOptions`,
  fixed: {
    allowRunningInsecureContent: false,
    autoplayPolicy: 'no-user-gesture-required',
    backgroundThrottling: false,
    contextIsolation: true,
    enableWebSQL: false,
    experimentalFeatures: false,
    images: true,
    javascript: true,
    navigateOnDragDrop: false,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    offscreen: false,
    plugins: false,
    safeDialogs: false,
    sandbox: true,
    textAreasAreResizable: true,
    webSecurity: true,
    webgl: true,
    webviewTag: false,
    zoomFactor: 1,
  },
};

/** @throws Error for an option that the host would ignore */
export function assertWindowOptions(options: Electron.BrowserWindowConstructorOptions): void {
  assertOptions('BrowserWindow options', options, windowOptions);
  assertOptions('webPreferences', options.webPreferences ?? {}, webPreferences);
}

/** A window's size within the limits that its options name. */
export function limitSize(
  [width, height]: readonly [number, number],
  options: Electron.BrowserWindowConstructorOptions,
): [number, number] {
  const { minWidth = 0, minHeight = 0, maxWidth, maxHeight } = options;
  return [
    Math.max(minWidth, Math.min(width, maxWidth || Infinity)),
    Math.max(minHeight, Math.min(height, maxHeight || Infinity)),
  ];
}
