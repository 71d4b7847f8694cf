import { type Browser, chromium } from '@playwright/test';
import { withoutFeatures } from '../src/chromium/features';
import { findChromium } from '../src/chromium/find';

/**
 * Starts the installed Chromium, for tests of pages.
 *
 * @throws ChromiumNotFoundError with what to install or set
 */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    // Tests open only our own pages on loopback; Chromium's sandbox refuses to run as root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu', '--disable-quic', '--disable-background-networking', withoutFeatures()],
  });
}
