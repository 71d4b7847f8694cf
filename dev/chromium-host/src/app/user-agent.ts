import { getBrowser, getRuntime } from '../runtime';
import { notImplemented } from '../shared/not-implemented';
import { appName } from './name';

let chosen = '';

/** `app.userAgentFallback`: the user agent of sessions that set none. */
export function getUserAgentFallback(): string {
  if (chosen !== '') return chosen;
  try {
    return getBrowser().userAgent;
  } catch {
    throw notImplemented('app.userAgentFallback before ready');
  }
}

/** @param userAgent empty for Electron's */
export function setUserAgentFallback(userAgent: string): void {
  chosen = userAgent;
}

/**
 * Electron's user agent in place of Chromium's.
 * Source: GetApplicationUserAgent in shell/common/application_info.cc of Electron
 * @param version Chromium's, in full
 */
export function electronUserAgent(chromium: string, version: string, appVersion: string): string {
  const name = appName().replaceAll(' ', '');
  const app = name === 'Electron' ? '' : `${name}/${appVersion} `;
  const product = `${app}Chrome/${version} Electron/${getRuntime().electronVersion}`;
  return chromium.replace(/(Headless)?Chrome\/\S+/, product);
}
