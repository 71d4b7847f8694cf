import type { AppWindowOptions } from '../chromium/app-windows';
import type { CdpConnection, CdpSession } from '../chromium/connection';
import type { Chromium } from '../chromium/launch';
import type { BrowserContext } from '../session/session';

export interface PageTarget {
  readonly targetId: string;
  readonly session: CdpSession;
}

/** Tabs and address bar of a browser without app windows, in CSS pixels. */
const tabStripHeight = 87;

/** How long a page may take to go before it is told again, in milliseconds. */
const patience = 500;

/** Creates pages, and closes those that a page opened by itself before they request anything. */
export class Targets {
  /** How many pages the host itself is creating. */
  private creating = 0;
  private readonly arrived = new Map<string, CdpSession>();
  private readonly awaited = new Map<string, (session: CdpSession) => void>();
  /** Pages that a page opened. The id of a page is that of its main frame, too. */
  private readonly refused = new Set<string>();
  private readonly connection: CdpConnection;

  constructor(private readonly chromium: Chromium) {
    const { connection } = chromium;
    const { browser } = connection;
    this.connection = connection;
    browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type !== 'page') return;
      const session = connection.session(sessionId);
      const { targetId, openerId } = targetInfo;
      if (openerId !== undefined || (this.creating === 0 && isByPage(targetInfo.url))) {
        this.refuse(targetId, session);
        return;
      }
      const waiting = this.awaited.get(targetId);
      this.awaited.delete(targetId);
      if (waiting) waiting(session);
      else this.arrived.set(targetId, session);
    });
    // Chromium requests a new tab's document before its page can be spoken to, but not before this.
    browser.on('Fetch.requestPaused', ({ requestId, frameId }) => {
      if (this.refused.has(frameId))
        browser.post('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      else browser.post('Fetch.continueRequest', { requestId });
    });
  }

  async start(): Promise<void> {
    await this.connection.browser.send('Fetch.enable', {
      patterns: [{ urlPattern: '*', resourceType: 'Document' }],
    });
    await this.connection.browser.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter: [{ type: 'page' }],
    });
    await this.connection.browser.send('Target.setDiscoverTargets', {
      discover: true,
      filter: [{ type: 'page' }],
    });
  }

  /** A new page on `about:blank`, paused until `Runtime.runIfWaitingForDebugger`. */
  async create(context: BrowserContext, window: AppWindowOptions): Promise<PageTarget> {
    this.creating++;
    const targetId = await this.open(context, window).finally(() => this.creating--);
    const session = this.arrived.get(targetId);
    this.arrived.delete(targetId);
    if (session) return { targetId, session };
    return new Promise((resolve) => {
      this.awaited.set(targetId, (arrived) => resolve({ targetId, session: arrived }));
    });
  }

  private async open(context: BrowserContext, window: AppWindowOptions): Promise<string> {
    const { appWindows, headless, connection } = this.chromium;
    const opened = await appWindows?.open(context.browserContextId, window).catch(console.error);
    if (opened) return opened;
    const { width, height, minimized } = window;
    const { targetId } = await connection.browser.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      width,
      height: height + (headless ? 0 : tabStripHeight),
      ...(minimized && !headless ? { windowState: 'minimized' as const } : {}),
      ...context,
    });
    return targetId;
  }

  /** Closes a page that a page has opened. It shares its opener's thread, which waits until it may run. */
  private refuse(targetId: string, session: CdpSession): void {
    this.refused.add(targetId);
    session.post('Runtime.runIfWaitingForDebugger');
    this.close(targetId);
  }

  /** Closes a page. Chromium forgets the wish when the page is just going elsewhere: it is told until the page is gone. */
  close(targetId: string): void {
    const { browser } = this.connection;
    const ask = () => browser.post('Target.closeTarget', { targetId });
    const again = setInterval(ask, patience).unref();
    const stop = browser.on('Target.targetDestroyed', (gone) => {
      if (gone.targetId !== targetId) return;
      clearInterval(again);
      stop();
    });
    ask();
  }
}

/** A page that nobody asked the host for, such as a new tab with Ctrl+T; DevTools are left alone. */
function isByPage(url: string): boolean {
  return url === '' || /^(https?|about|data|blob|file|chrome):/.test(url);
}
