import type Electron from 'electron';
import type { CdpSession } from '../chromium/connection';
import { createImage } from '../modules/native-image';
import { getBrowser } from '../runtime';

/** A picture of what the page shows. */
export async function capture(cdp: CdpSession): Promise<Electron.NativeImage> {
  const { data } = await cdp.send('Page.captureScreenshot', { format: 'png' });
  return createImage(Buffer.from(data, 'base64'));
}

/** Without a display the page has exactly this size; with one, Chromium's window decides. */
export async function resizePage(cdp: CdpSession, width: number, height: number): Promise<void> {
  if (!getBrowser().chromium.headless) return;
  const metrics = { width, height, deviceScaleFactor: 0, mobile: false };
  await cdp.send('Emulation.setDeviceMetricsOverride', metrics);
}

export async function setWindowState(
  targetId: string,
  windowState: 'minimized' | 'normal',
): Promise<void> {
  const { headless, connection } = getBrowser().chromium;
  if (headless) return;
  const { windowId } = await connection.browser.send('Browser.getWindowForTarget', { targetId });
  await connection.browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
}
