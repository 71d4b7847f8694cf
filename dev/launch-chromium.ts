import { existsSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';
import { withoutFeatures } from './chromium-host/src/chromium/features';

/**
 * Starts the installed Chromium: `CHROMIUM_PATH`, else Debian's, else the Chrome that Playwright finds.
 *
 * @throws Error with what to install or set when there is none.
 */
export async function launchChromium(): Promise<Browser> {
  const fromEnvironment = process.env.CHROMIUM_PATH;
  const executablePath = [fromEnvironment, '/usr/bin/chromium'].find(
    (path) => path && existsSync(path),
  );
  try {
    return await chromium.launch({
      ...(executablePath === undefined ? { channel: 'chrome' } : { executablePath }),
      // Only pages of our own, from loopback, are opened; Chromium's sandbox refuses to run as root.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        withoutFeatures(),
      ],
    });
  } catch (cause) {
    throw new Error(
      'This test needs a Chromium: install Chromium or Chrome, or set CHROMIUM_PATH to its executable.',
      { cause },
    );
  }
}
