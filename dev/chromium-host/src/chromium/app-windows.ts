import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { CdpConnection, CdpSession } from './connection';

export interface AppWindowOptions {
  readonly width: number;
  readonly height: number;
  /** Left out, the window is centred: over `parent`, or on the screen. */
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly minimized: boolean;
  /** Where the parent window is. */
  readonly parent?: { left?: number; top?: number; width?: number; height?: number } | undefined;
}

const files = {
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    name: 'Chromium host',
    version: '1',
    incognito: 'split',
    permissions: ['debugger', 'offscreen'],
    background: { service_worker: 'worker.js' },
  }),
  // Chromium creates a hidden page only if a document exists, and a service worker has none.
  'worker.js': `chrome.runtime.onInstalled.addListener(() => chrome.offscreen.createDocument(
    { url: 'page.html', reasons: ['DOM_PARSER'], justification: 'None' }));`,
  'page.html': '<!doctype html>',
};

/** How long the extension may take to be ready, in milliseconds. */
const patience = 5000;

/**
 * Opens windows without tabs and address bar. The DevTools protocol can't, but an extension's `chrome.windows.create` can:
 * https://developer.chrome.com/docs/extensions/reference/api/windows. The extension runs in a hidden page of
 * each browser context, because it opens windows only in its own.
 */
export class AppWindows {
  private readonly controllers = new Map<string | undefined, Promise<CdpSession>>();

  private constructor(
    private readonly connection: CdpConnection,
    private readonly extensionId: string,
  ) {}

  /**
   * Loads the extension. https://chromedevtools.github.io/devtools-protocol/tot/Extensions/
   *
   * @param profile Chromium's profile folder, which receives the extension's files
   * @throws ProtocolError from a browser that can't load it
   */
  static async load(connection: CdpConnection, profile: string): Promise<AppWindows> {
    const path = join(profile, 'chromium-host-extension');
    mkdirSync(path);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
    const parameters = { path, enableInIncognito: true };
    const { id } = await connection.browser.send('Extensions.loadUnpacked', parameters);
    return new AppWindows(connection, id);
  }

  /**
   * Opens a window on `about:blank`.
   *
   * @param browserContextId left out, the default one
   * @returns the id of its page
   * @throws Error from a browser that refuses
   */
  async open(browserContextId: string | undefined, options: AppWindowOptions): Promise<string> {
    let controller = this.controllers.get(browserContextId);
    if (!controller) {
      controller = this.startController(browserContextId);
      this.controllers.set(browserContextId, controller);
    }
    return String(await evaluate(await controller, `(${open})(${JSON.stringify(options)})`));
  }

  private async startController(browserContextId: string | undefined): Promise<CdpSession> {
    const { browser } = this.connection;
    const url = `chrome-extension://${this.extensionId}/page.html`;
    const context = browserContextId === undefined ? {} : { browserContextId };
    const deadline = Date.now() + patience;
    for (;;) {
      try {
        const target = await browser.send('Target.createTarget', { url, hidden: true, ...context });
        const { targetId } = target;
        const attached = await browser.send('Target.attachToTarget', { targetId, flatten: true });
        const controller = this.connection.session(attached.sessionId);
        while (!(await evaluate(controller, 'globalThis.chrome?.windows !== undefined'))) {
          if (Date.now() > deadline) throw new Error('The extension for windows does not start');
          await setTimeout(10);
        }
        return controller;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await setTimeout(10);
      }
    }
  }
}

/** Runs in the hidden page. A minimized window takes its bounds only after it has been created. */
const open = `async ({ x, y, width, height, minimized, parent }) => {
  const area = { left: screen.availLeft, top: screen.availTop, width: screen.availWidth, height: screen.availHeight };
  width = Math.min(width, area.width);
  height = Math.min(height, area.height);
  const over = parent ?? area;
  const bounds = {
    width,
    height,
    left: x ?? Math.round(over.left + (over.width - width) / 2),
    top: y ?? Math.max(area.top, Math.round(over.top + (over.height - height) / 2)),
  };
  const create = (how) => chrome.windows.create({ type: 'popup', url: 'about:blank', ...how });
  // Chromium refuses a place outside the screens.
  const window = await create(minimized ? { state: 'minimized' } : bounds).catch(() => create({ width, height }));
  if (minimized) await chrome.windows.update(window.id, bounds).catch(() => {});
  const targets = await chrome.debugger.getTargets();
  return targets.find(({ tabId }) => tabId === window.tabs[0].id).id;
}`;

async function evaluate(page: CdpSession, expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await page.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
  return result.value as unknown;
}
