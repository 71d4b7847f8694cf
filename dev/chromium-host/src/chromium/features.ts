/**
 * What Chromium does beside showing a page: requests of its own, offers, and the pages of its address bar,
 * two for each window, which take more time than the window's own page. Also features that keep the host from being like Electron.
 */
export const needlessFeatures = [
  'HttpsUpgrades',
  // Electron asks for no permission to reach the local network.
  'LocalNetworkAccessChecks',
  'HttpsFirstBalancedModeAutoEnable',
  'Translate',
  'LensOverlay',
  'AimEnabled',
  'MediaRouter',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'PreconnectToSearch',
  'PaintHolding',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  // With these, the messages that a document sends while it unloads are lost.
  'RenderDocument',
  'DefaultSiteInstanceGroups',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
];

/** Chromium goes by the last switch of this name: it takes the place of Playwright's, which has most of the names too. */
export function withoutFeatures(names: readonly string[] = needlessFeatures): string {
  return `--disable-features=${names.join(',')}`;
}
