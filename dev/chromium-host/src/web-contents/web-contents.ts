import type Electron from 'electron';
import type { CdpSession } from '../chromium/connection';
import { followTheme } from '../modules/native-theme';
import { Loads } from '../navigation/load';
import { Navigation } from '../navigation/navigation';
import { getBrowser } from '../runtime';
import { trackDownloads } from '../session/downloads';
import type { HostSession } from '../session/session';
import type { ApiOf } from '../shared/api-of';
import { endedContentsApi } from '../shared/ended-api';
import { emitPreventable, HostEvent } from '../shared/host-event';
import { HostObject, notImplemented } from '../shared/not-implemented';
import { wantsToStay } from './before-unload';
import { FrameTree } from './frame-tree';
import { forwardPageEvents } from './page-events';
import { setUpPage } from './page-setup';
import { addWebContents, removeWebContents } from './registry';
import { RequestGate } from './request-gate';
import { watchServiceWorkers } from './service-workers';
import { capture, resizePage, Surface } from './surface';
import type { WebFrameMain } from './web-frame-main';
import { type WindowOpenHandler, WindowOpens } from './window-open';

export interface WebContentsOptions {
  readonly session: HostSession;
  readonly preload: string | undefined;
  readonly preloadArguments: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly parent: WebContents | undefined;
  readonly show: boolean;
  readonly disableDialogs: boolean;
  readonly devTools: boolean;
}

let lastId = 0;

/** One page. https://www.electronjs.org/docs/latest/api/web-contents */
export class WebContents
  extends HostObject
  implements ApiOf<WebContents, Electron.WebContents, 'session' | 'mainFrame'>
{
  readonly id = ++lastId;
  readonly session: HostSession;
  /** Chromium's id of the page, once it exists. */
  targetId: string | undefined;
  private readonly frames = new FrameTree(this.id, (frame) =>
    this.emit('frame-created', new HostEvent(), { frame: frame.api }),
  );
  private readonly page: Promise<CdpSession>;
  private readonly navigation = new Navigation(this, this.frames);
  private readonly loads = new Loads(this, this.navigation, () => this.page);
  /** Chromium's window around the page. */
  readonly surface: Surface;
  private title = '';
  private ownAgent: string | undefined;
  private devTools = false;
  private closing = false;
  private destroyed = false;
  private readonly stops: (() => void)[] = [];
  readonly windowOpens = new WindowOpens(this, this.frames);

  constructor(private readonly options: WebContentsOptions) {
    super('webContents');
    this.session = options.session;
    this.surface = new Surface(() => this.page, { minimized: !options.show });
    addWebContents(this);
    this.page = this.open();
    this.page.catch((error: unknown) => {
      if (!this.destroyed) console.error(error);
    });
  }

  private async open(): Promise<CdpSession> {
    const { chromium, targets } = getBrowser();
    const { width, height, x, y, parent, session, show } = this.options;
    const { targetId, session: cdp } = await targets.create(await session.context(), {
      width,
      height,
      x,
      y,
      minimized: !show,
      parent: await parent?.surface.bounds().catch(() => undefined),
    });
    this.targetId = targetId;
    this.frames.attach(cdp, targetId);
    this.navigation.attach(cdp);
    const createGate = (target: CdpSession) =>
      new RequestGate(target, session, this.navigation, this, this.loads);
    const gate = createGate(cdp);
    forwardPageEvents(this, cdp, this.frames, this.options.disableDialogs);
    this.stops.push(
      trackDownloads(this, this.frames),
      followTheme(cdp),
      chromium.connection.browser.on('Target.targetDestroyed', (event) => {
        if (event.targetId !== targetId) return;
        if (!chromium.headless && !this.closing) this.emit('chromium-host:closed-by-user');
        this.markDestroyed();
      }),
      gate.follow(),
      () => session.pages.delete(cdp),
    );
    const onPreloadError = (path: string, error: Error): void => this.preloadFailed(path, error);
    await Promise.all([
      setUpPage(cdp, { ...this.options, userAgent: this.getUserAgent(), onPreloadError }),
      cdp.send('Network.setCacheDisabled', { cacheDisabled: !session.caches }),
      gate.enable(),
      watchServiceWorkers(cdp, chromium.connection, createGate),
      session.pages.add(cdp),
      cdp.send('Runtime.runIfWaitingForDebugger'),
    ]);
    return cdp;
  }

  get mainFrame(): WebFrameMain {
    return this.frames.main.api;
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

  loadURL(url: string, options: Electron.LoadURLOptions = {}): Promise<void> {
    if (options.userAgent) this.setUserAgent(options.userAgent);
    return this.loads.load(url, options);
  }

  send(channel: string, ...args: unknown[]): void {
    this.mainFrame.send(channel, ...args);
  }

  /** Waits until a document is loaded, as Electron does. */
  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    await this.page;
    if (this.getURL() === '' || this.isLoadingMainFrame())
      await new Promise((resolve) => this.once('did-stop-loading', resolve));
    return this.frames.main.evaluateToClone(String(code), userGesture);
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpens.setHandler(handler);
  }

  preloadFailed(path: string, error: Error): void {
    console.error(`Unable to load preload script: ${path}`);
    this.emit('preload-error', new HostEvent(), path, error);
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  focus(): void {
    this.withPage((cdp) => cdp.post('Page.bringToFront'));
  }

  /** Closes the page, after its beforeunload handlers unless told not to wait for them. */
  close(options: { waitForBeforeUnload?: boolean } = {}): void {
    this.withPage(async () => {
      if (options.waitForBeforeUnload && (await wantsToStay(this.frames)) && !this.mayUnload())
        return;
      this.closing = true; // until Chromium says that it is gone: unload handlers may send messages
      getBrowser().targets.close(this.targetId ?? '');
    });
  }

  /** Asks the app about a page that wants to stay. */
  mayUnload(): boolean {
    return emitPreventable(this, 'will-prevent-unload');
  }

  unloadRefused(): void {
    this.loads.unloadRefused();
  }

  /** The page counts as gone from here on, whenever Chromium has cleared it away. */
  closeTarget(): void {
    this.withPage(() => {
      const { targetId } = this;
      if (targetId) getBrowser().targets.close(targetId);
      this.markDestroyed();
    });
  }

  reload(): void {
    this.withPage((cdp) => cdp.post('Page.reload'));
  }

  stop(): void {
    this.withPage((cdp) => cdp.post('Page.stopLoading'));
  }

  isLoading(): boolean {
    return this.navigation.loadingState.loading;
  }

  isLoadingMainFrame(): boolean {
    return this.navigation.loadingState.includes((what) => !this.frames.get(what)?.parent);
  }

  /** They are not shown: `CHROMIUM_HOST_DEVTOOLS=1` prints where they listen. */
  openDevTools(): void {
    if (this.devTools || !this.options.devTools) return;
    this.devTools = true;
    this.emit('devtools-opened', new HostEvent());
  }

  closeDevTools(): void {
    if (!this.devTools) return;
    this.devTools = false;
    this.emit('devtools-closed', new HostEvent());
  }

  isDevToolsOpened(): boolean {
    return this.devTools;
  }

  setIgnoreMenuShortcuts(): void {}

  /** Chromium's only policy, by its preferences (launch.ts): DevTools can't choose one. */
  setWebRTCIPHandlingPolicy(policy: string): void {
    if (policy !== 'disable_non_proxied_udp')
      throw notImplemented(`webContents.setWebRTCIPHandlingPolicy('${policy}')`);
  }

  setUserAgent(userAgent: string): void {
    this.ownAgent = userAgent;
    this.withPage((cdp) => cdp.post('Network.setUserAgentOverride', { userAgent }));
  }

  getUserAgent(): string {
    return this.ownAgent ?? this.session.getUserAgent();
  }

  get userAgent(): string {
    return this.getUserAgent();
  }

  set userAgent(userAgent: string) {
    this.setUserAgent(userAgent);
  }

  async capturePage(rectangle?: Electron.Rectangle): Promise<Electron.NativeImage> {
    if (rectangle) throw notImplemented('webContents.capturePage(rectangle)');
    return capture(await this.page);
  }

  resize(width: number, height: number): void {
    this.withPage((cdp) => resizePage(cdp, width, height));
    this.surface.resize(width, height);
  }

  /** Makes it the document's title, which Chromium shows as the window's. Has no effect without a display. */
  showTitle(title: string): void {
    if (!getBrowser().chromium.headless) this.withPage(() => this.frames.main.showTitle(title));
  }

  private withPage(use: (cdp: CdpSession) => void | Promise<void>): void {
    void this.page.then(use).catch(() => undefined);
  }

  /** Called with every title of the page; an empty one is no title. */
  titleChanged(title: string): void {
    if (title !== this.title && title !== '') {
      this.title = title;
      this.emit('page-title-updated', new HostEvent(), title, true);
    }
    this.emit('chromium-host:title');
  }

  private markDestroyed(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.frames.destroy();
    removeWebContents(this);
    for (const stop of this.stops) stop();
    this.endApi(endedContentsApi);
    this.emit('destroyed', new HostEvent());
  }
}
