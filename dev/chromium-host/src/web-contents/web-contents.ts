import type Electron from 'electron';
import type { CdpSession } from '../chromium/connection';
import { dispatchIpc } from '../ipc/dispatch';
import { createImage } from '../modules/native-image';
import { getBrowser } from '../runtime';
import { trackDownloads } from '../session/downloads';
import { applyChecks } from '../session/permissions';
import { isLoadable, originOf, schemes } from '../session/schemes';
import type { HostSession } from '../session/session';
import { emitPreventable, HostEvent } from '../shared/host-event';
import { HostObject, notImplemented } from '../shared/not-implemented';
import { wantsToStay } from './before-unload';
import type { HostFrame } from './frame';
import { FrameTree } from './frame-tree';
import { awaitLoad, overtaken } from './load';
import { Navigation } from './navigation';
import { toNetError } from './net-errors';
import { bindingName, setUpPage } from './page-setup';
import { RequestGate } from './request-paused';
import { openWindow, type WindowOpenHandler } from './window-open';

export interface WebContentsOptions {
  readonly session: HostSession;
  readonly preload: string | undefined;
  readonly width: number;
  readonly height: number;
}

let lastId = 0;
const all = new Map<number, WebContents>();

type Implemented = Pick<
  Electron.WebContents,
  | 'id'
  | 'getURL'
  | 'getTitle'
  | 'send'
  | 'executeJavaScript'
  | 'isDestroyed'
  | 'close'
  | 'reload'
  | 'stop'
  | 'isLoading'
  | 'openDevTools'
  | 'setIgnoreMenuShortcuts'
  | 'setUserAgent'
  | 'getUserAgent'
  | 'loadURL'
  | 'setWindowOpenHandler'
  | 'isCrashed'
  | 'focus'
  | 'getType'
  | 'getProcessId'
  | 'isFocused'
  | 'closeDevTools'
  | 'isDevToolsOpened'
  | 'isLoadingMainFrame'
  | 'getOSProcessId'
>;

/** One page. https://www.electronjs.org/docs/latest/api/web-contents */
export class WebContents extends HostObject implements Implemented {
  readonly id = ++lastId;
  readonly session: HostSession;
  readonly hostWebContents = null;
  readonly debugger = undefined;
  /** Chromium's id of the page, once it exists. */
  targetId: string | undefined;
  private readonly frames = new FrameTree(this.id);
  private readonly page: Promise<CdpSession>;
  private navigation: Navigation | undefined;
  private title = '';
  private userAgent: string | undefined;
  private destroyed = false;
  private windowOpenHandler: WindowOpenHandler = () => ({ action: 'deny' });

  constructor(private readonly options: WebContentsOptions) {
    super('webContents');
    this.session = options.session;
    all.set(this.id, this);
    this.page = this.open();
    this.page.catch((error: unknown) => {
      if (!this.destroyed) console.error(error);
    });
  }

  private async open(): Promise<CdpSession> {
    const { chromium, targets } = getBrowser();
    const { width, height, preload, session } = this.options;
    const browserContextId = await session.browserContextId();
    const { targetId, session: cdp } = await targets.create({ browserContextId, width, height });
    this.targetId = targetId;
    this.frames.attach(cdp, targetId);
    this.navigation = new Navigation(this, cdp, this.frames);
    const gate = new RequestGate(cdp, session, this.navigation, this.id);
    session.on(
      'chromium-host:interception-changed',
      () => void gate.enable().catch(() => undefined),
    );
    session.on('chromium-host:clear-storage', () =>
      cdp.post('Storage.clearDataForOrigin', { origin: this.origin(), storageTypes: 'all' }),
    );
    session.on('chromium-host:clear-cache', () => cdp.post('Network.clearBrowserCache'));
    this.listen(cdp);
    trackDownloads(this, this.frames);
    this.on('did-start-navigation', (_event, url: string) => applyChecks(session, this, url));
    this.on('did-redirect-navigation', (_event, url: string) => applyChecks(session, this, url));
    const { browser } = chromium.connection;
    browser.on('Target.targetDestroyed', (event) => {
      if (event.targetId === targetId) this.markDestroyed();
    });
    const { userAgent } = this;
    const onPreloadError = (path: string, error: Error): void => this.preloadFailed(path, error);
    await Promise.all([
      setUpPage(cdp, { preload, width, height, userAgent, onPreloadError }),
      gate.enable(),
      cdp.send('Runtime.runIfWaitingForDebugger'),
    ]);
    return cdp;
  }

  private listen(cdp: CdpSession): void {
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== bindingName) return;
      const frame = this.frames.byIsolatedContext(executionContextId);
      if (frame) dispatchIpc(this, frame, payload);
    });
    cdp.on('Page.windowOpen', ({ url, windowName, windowFeatures }) =>
      this.pageOpens(url, windowName, windowFeatures.join(',')),
    );
    cdp.on('Inspector.targetCrashed', () => {
      const details = { reason: 'crashed', exitCode: 1 };
      this.emit('render-process-gone', new HostEvent(), details);
    });
    cdp.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
      const message = args.map((arg) => arg.value ?? arg.description ?? '').join(' ');
      const { url = '', lineNumber = 0 } = stackTrace?.callFrames[0] ?? {};
      const levels: Record<string, number> = { debug: 0, log: 1, info: 1, warning: 2, error: 3 };
      const level = levels[type] ?? 1;
      const name = ['debug', 'info', 'warning', 'error'][level];
      const details = {
        message,
        level: name,
        lineNumber: lineNumber + 1,
        sourceId: url,
        frame: this.mainFrame,
      };
      this.emit('console-message', new HostEvent(details), level, message, lineNumber + 1, url);
    });
    cdp.on('Page.javascriptDialogOpening', ({ type }) => {
      if (type !== 'beforeunload') return;
      cdp.post('Page.handleJavaScriptDialog', { accept: this.mayUnload() });
    });
  }

  get mainFrame(): HostFrame {
    return this.frames.main;
  }

  get opener(): null {
    return null;
  }

  getURL(): string {
    return this.frames.main.url;
  }

  getTitle(): string {
    return this.title;
  }

  getType(): 'window' {
    return 'window';
  }

  getProcessId(): number {
    return this.id;
  }

  getOSProcessId(): number {
    return 0;
  }

  async loadURL(url: string, options: Electron.LoadURLOptions = {}): Promise<void> {
    this.emit(overtaken, url);
    const loaded = awaitLoad(this, url);
    // A caller that ignores the promise learns of failures by events; it must not end the process.
    loaded.catch(() => undefined);
    const cdp = await this.page;
    const refused = isLoadable(url) ? undefined : toNetError('ERR_UNKNOWN_URL_SCHEME');
    if (refused || !URL.canParse(url)) {
      this.navigation?.startLoad(url);
      this.navigation?.failLoad(url, refused ?? toNetError('ERR_INVALID_URL'));
      return loaded;
    }
    if (options.userAgent) this.setUserAgent(options.userAgent);
    const referrer = options.httpReferrer;
    cdp
      .send('Page.navigate', {
        url: schemes.toChromium(url),
        transitionType: 'typed',
        ...(typeof referrer === 'string' ? { referrer } : {}),
      })
      .catch(() => this.navigation?.failLoad(url, toNetError('ERR_FAILED')));
    return loaded;
  }

  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    this.frames.main.send(channel, ...args);
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    await this.page;
    return this.frames.main.executeJavaScript(code, userGesture);
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpenHandler = handler;
  }

  /** Called for every attempt of the page to open a window. Nothing opens. */
  pageOpens(url: string, frameName: string, features: string): void {
    openWindow(this.windowOpenHandler, { url, frameName, features, referrer: this.getURL() });
  }

  preloadFailed(path: string, error: Error): void {
    console.error(`Unable to load preload script: ${path}`);
    this.emit('preload-error', new HostEvent(), path, error);
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  isCrashed(): boolean {
    return false;
  }

  isFocused(): boolean {
    return !this.destroyed;
  }

  focus(): void {
    this.withPage((cdp) => cdp.post('Page.bringToFront'));
  }

  /** Closes the page, after its beforeunload handlers unless told not to wait for them. */
  close(options: { waitForBeforeUnload?: boolean } = {}): void {
    this.withPage(async (cdp) => {
      if (options.waitForBeforeUnload && (await wantsToStay(cdp)) && !this.mayUnload()) return;
      this.closeTarget();
    });
  }

  /** Asks the app about a page that wants to stay. */
  private mayUnload(): boolean {
    return emitPreventable(this, 'will-prevent-unload');
  }

  closeTarget(): void {
    void this.page
      .then(() => {
        const { targetId } = this;
        if (targetId)
          getBrowser().chromium.connection.browser.post('Target.closeTarget', { targetId });
      })
      .catch(() => undefined);
  }

  reload(): void {
    this.withPage((cdp) => cdp.post('Page.reload'));
  }

  reloadIgnoringCache(): void {
    this.withPage((cdp) => cdp.post('Page.reload', { ignoreCache: true }));
  }

  stop(): void {
    this.withPage((cdp) => cdp.post('Page.stopLoading'));
  }

  isLoading(): boolean {
    return this.navigation?.loading ?? false;
  }

  isLoadingMainFrame(): boolean {
    return this.isLoading();
  }

  openDevTools(): void {}

  closeDevTools(): void {}

  isDevToolsOpened(): boolean {
    return false;
  }

  setIgnoreMenuShortcuts(): void {}

  setUserAgent(userAgent: string): void {
    this.userAgent = userAgent;
    this.withPage((cdp) => cdp.post('Network.setUserAgentOverride', { userAgent }));
  }

  getUserAgent(): string {
    return this.userAgent ?? this.session.getUserAgent();
  }

  async capturePage(): Promise<Electron.NativeImage> {
    const cdp = await this.page;
    const { data } = await cdp.send('Page.captureScreenshot', { format: 'png' });
    return createImage(Buffer.from(data, 'base64'));
  }

  /** Sizes the page; does nothing where Chromium shows a real window. */
  resize(width: number, height: number): void {
    if (!getBrowser().chromium.headless) return;
    const metrics = { width, height, deviceScaleFactor: 0, mobile: false };
    this.withPage((cdp) => cdp.post('Emulation.setDeviceMetricsOverride', metrics));
  }

  private withPage(use: (cdp: CdpSession) => void | Promise<void>): void {
    void this.page.then(use).catch(() => undefined);
  }

  private origin(): string {
    return originOf(schemes.toChromium(this.getURL()));
  }

  /** Called with every title of the page; an empty one is no title. */
  titleChanged(title: string): void {
    if (title === this.title || title === '') return;
    this.title = title;
    this.emit('page-title-updated', new HostEvent(), title, true);
  }

  private markDestroyed(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.frames.destroy();
    all.delete(this.id);
    this.emit('destroyed', new HostEvent());
  }
}

/** The static side of `webContents`. */
export const webContentsModule = {
  getAllWebContents: (): WebContents[] => [...all.values()],
  getFocusedWebContents: (): WebContents | null => [...all.values()].at(-1) ?? null,
  fromId: (id: number): WebContents | undefined => all.get(id),
  fromDevToolsTargetId: (targetId: string): WebContents | undefined =>
    [...all.values()].find((contents) => contents.targetId === targetId),
  fromFrame(): never {
    throw notImplemented('webContents.fromFrame');
  },
};
