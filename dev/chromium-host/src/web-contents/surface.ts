import { setTimeout } from 'node:timers/promises';
import type { Protocol } from 'devtools-protocol';
import type Electron from 'electron';
import type { CdpSession } from '../chromium/connection';
import { createImage } from '../modules/native-image';
import { getBrowser } from '../runtime';

/** A picture of what the page shows. */
export async function capture(cdp: CdpSession): Promise<Electron.NativeImage> {
  const { data } = await cdp.send('Page.captureScreenshot', { format: 'png' });
  return createImage(Buffer.from(data, 'base64'));
}

/** Without a display there is no window, and the page itself has the size asked for. */
export async function resizePage(cdp: CdpSession, width: number, height: number): Promise<void> {
  if (!getBrowser().chromium.headless) return;
  const metrics = { width, height, deviceScaleFactor: 0, mobile: false };
  await cdp.send('Emulation.setDeviceMetricsOverride', metrics);
}

/** Chromium's window around a page. Without a display there is none, and nothing here has an effect. */
export class Surface {
  /** Requested while the window was minimized, when Chromium can't resize it. */
  private size: { width: number; height: number } | undefined;
  private minimized: boolean;

  constructor(
    private readonly page: () => Promise<CdpSession>,
    { minimized }: { minimized: boolean },
  ) {
    this.minimized = minimized;
  }

  /** Where the window is, in DIP. */
  async bounds(): Promise<Protocol.Browser.Bounds | undefined> {
    if (getBrowser().chromium.headless) return undefined;
    return (await (await this.page()).send('Browser.getWindowForTarget', {})).bounds;
  }

  resize(width: number, height: number): void {
    this.size = { width, height };
    if (!this.minimized) this.change(this.size);
  }

  setState(windowState: 'minimized' | 'normal'): void {
    this.minimized = windowState === 'minimized';
    this.change({ windowState });
    if (!this.minimized && this.size) this.change(this.size);
    this.size = undefined;
  }

  /** What a modal child window does to the page below it. */
  ignoreInput(ignore: boolean): void {
    this.use((cdp) => cdp.post('Input.setIgnoreInputEvents', { ignore }));
  }

  private change(bounds: Protocol.Browser.Bounds): void {
    this.use(async (cdp) => {
      // Chromium ignores a size until the window manager has restored the window.
      for (let tries = 0; bounds.width && tries < 80 && (await isMinimized(cdp)); tries++)
        await setTimeout(25);
      const { windowId } = await cdp.send('Browser.getWindowForTarget', {});
      await cdp.send('Browser.setWindowBounds', { windowId, bounds });
    });
  }

  private use(act: (cdp: CdpSession) => unknown): void {
    if (getBrowser().chromium.headless) return;
    // In order, because the page answers in order; a page that has gone needs nothing.
    void this.page()
      .then(act)
      .catch(() => undefined);
  }
}

async function isMinimized(cdp: CdpSession): Promise<boolean> {
  const { bounds } = await cdp.send('Browser.getWindowForTarget', {});
  return bounds.windowState === 'minimized';
}
