import type Electron from 'electron';
import { app } from '../app/app';
import { HostSession, sessionOf } from '../session/session';
import type { ApiOf } from '../shared/api-of';
import { endedWindowApi } from '../shared/ended-api';
import { emitPreventable, HostEvent } from '../shared/host-event';
import { isInt32 } from '../shared/native-arguments';
import { HostObject } from '../shared/not-implemented';
import { contentsBlurred, contentsFocused } from '../web-contents/registry';
import { WebContents } from '../web-contents/web-contents';
import { announce } from './announce';
import { fileUrl } from './file-url';
import { blockIfModal } from './modal';
import { openWindows } from './open-windows';
import { assertWindowOptions, limitSize } from './window-options';

let lastId = 0;
let focused: BrowserWindow | null = null;

/** https://www.electronjs.org/docs/latest/api/browser-window */
export class BrowserWindow
  extends HostObject
  implements
    ApiOf<
      BrowserWindow,
      Electron.BrowserWindow,
      'webContents' | 'getParentWindow' | 'getChildWindows'
    >
{
  readonly id = ++lastId;
  private readonly contents: WebContents;
  private title: string;
  private visible = false;
  private minimized = false;
  private destroyed = false;
  private closing = false;
  private size: [number, number];
  private readonly parentWindow: BrowserWindow | null;

  constructor(private readonly options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow');
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    assertWindowOptions(options);
    const { x, y, webPreferences = {}, title, width: w, height: h } = options;
    this.title = title ?? app.name;
    this.size = limitSize([isInt32(w) ? w : 800, isInt32(h) ? h : 600], options);
    const [width, height] = this.size;
    const parent: unknown = options.parent;
    this.parentWindow = parent instanceof BrowserWindow ? parent : null;
    const session =
      webPreferences.session instanceof HostSession
        ? webPreferences.session
        : sessionOf(webPreferences.partition ?? '');
    const show = options.show !== false;
    this.contents = new WebContents({
      session,
      preload: webPreferences.preload,
      preloadArguments: webPreferences.additionalArguments ?? [],
      width,
      height,
      x,
      y,
      parent: this.parentWindow?.contents,
      show,
      disableDialogs: webPreferences.disableDialogs === true,
      devTools: webPreferences.devTools !== false,
    });
    this.watch(this.contents);
    this.contents.showTitle(this.title);
    openWindows.set(this.id, this);
    announce(this, this.contents);
    if (show) this.show();
  }

  get webContents(): WebContents {
    return this.contents;
  }

  private watch(contents: WebContents): void {
    contents.on('destroyed', () => this.closed());
    // With a display, the window's frame. Chromium has closed the window by then: it can't be prevented.
    contents.on('chromium-host:closed-by-user', () => {
      if (!this.closing && !this.destroyed) this.emit('close', new HostEvent());
    });
    contents.on('chromium-host:close', () => this.close());
    contents.on('page-title-updated', (_event: HostEvent, title: string, explicitSet: boolean) => {
      const event = new HostEvent();
      this.emit('page-title-updated', event, title, explicitSet);
      if (!event.defaultPrevented) this.title = title;
    });
    for (const name of ['chromium-host:title', 'dom-ready'])
      contents.on(name, () => contents.showTitle(this.title));
    contents.on('will-prevent-unload', (event: HostEvent) => {
      // Left to the page: the window stays, and with it the app.
      setImmediate(() => {
        if (event.defaultPrevented) return;
        this.closing = false;
        app.lifecycle.closePrevented();
      });
    });
    // Where the page wants its window; only the size is anything here.
    contents.on('chromium-host:bounds', (bounds: Electron.Rectangle) => {
      const isPrevented = emitPreventable(contents, 'content-bounds-updated', {}, bounds);
      if (!isPrevented) this.setSize(bounds.width, bounds.height);
    });
    for (const name of ['enter-html-full-screen', 'leave-html-full-screen'])
      contents.on(name, () => this.emit(name));
    contents.once('did-finish-load', () => this.emit('ready-to-show', new HostEvent()));
  }

  loadURL(url: string, options?: Electron.LoadURLOptions): Promise<void> {
    return this.contents.loadURL(url, options);
  }

  loadFile(path: string, options: Electron.LoadFileOptions = {}): Promise<void> {
    return this.loadURL(fileUrl(path, options));
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    if (this.visible) return;
    this.visible = true;
    this.contents.surface.setState('normal');
    blockIfModal(this.parentWindow);
    this.emit('show', new HostEvent());
  }

  hide(): void {
    if (!this.visible) return;
    this.visible = false;
    this.contents.surface.setState('minimized');
    blockIfModal(this.parentWindow);
    this.blur();
    this.emit('hide', new HostEvent());
  }

  focus(): void {
    if (focused === this || !this.visible) return;
    focused?.blur();
    focused = this;
    this.contents.focus();
    contentsFocused(this.contents);
    this.contents.emit('focus', new HostEvent());
    this.emit('focus', new HostEvent());
  }

  blur(): void {
    if (focused !== this) return;
    focused = null;
    contentsBlurred(this.contents);
    this.contents.emit('blur', new HostEvent());
    this.emit('blur', new HostEvent());
  }

  /** Asks the app (`close`), then the page (beforeunload), then closes. */
  close(): void {
    if (this.closing || this.destroyed) return;
    const event = new HostEvent();
    this.emit('close', event);
    if (event.defaultPrevented) {
      app.lifecycle.closePrevented();
      return;
    }
    this.closing = true;
    this.contents.close({ waitForBeforeUnload: true });
  }

  /** Closes without asking anyone; only `closed` is emitted. */
  destroy(): void {
    if (this.destroyed) return;
    this.contents.closeTarget();
    this.closed();
  }

  private closed(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    openWindows.delete(this.id);
    if (focused === this) focused = null;
    contentsBlurred(this.contents);
    this.endApi(endedWindowApi);
    for (const child of BrowserWindow.getAllWindows())
      if (child.parentWindow === this) child.destroy();
    blockIfModal(this.parentWindow);
    this.emit('closed', new HostEvent());
    app.lifecycle.windowClosed();
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  isFocused(): boolean {
    return focused === this;
  }

  isVisible(): boolean {
    return this.visible && !this.destroyed;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  isMaximized(): boolean {
    return false;
  }

  isFullScreen(): boolean {
    return false;
  }

  isModal(): boolean {
    return this.options.modal === true;
  }

  minimize(): void {
    if (this.minimized) return;
    this.minimized = true;
    this.contents.surface.setState('minimized');
    this.blur();
    this.emit('minimize', new HostEvent());
  }

  restore(): void {
    if (!this.minimized) return;
    this.minimized = false;
    this.contents.surface.setState('normal');
    this.emit('restore', new HostEvent());
  }

  setTitle(title: string): void {
    this.title = title;
    this.contents.showTitle(title);
  }

  getTitle(): string {
    return this.title;
  }

  getSize(): [number, number] {
    return [...this.size];
  }

  setSize(width: number, height: number): void {
    const size = limitSize([width, height], this.options);
    if (size.every((side, i) => side === this.size[i])) return;
    this.size = size;
    this.contents.resize(...this.size);
    this.emit('resize', new HostEvent());
  }

  getContentSize(): [number, number] {
    return this.getSize();
  }

  getParentWindow(): BrowserWindow | null {
    return this.parentWindow;
  }

  getChildWindows(): BrowserWindow[] {
    return BrowserWindow.getAllWindows().filter((window) => window.parentWindow === this);
  }

  // Chromium's own windows have no menu and no background before the first paint.
  setMenu(): void {}
  removeMenu(): void {}
  setMenuBarVisibility(): void {}
  setAutoHideMenuBar(): void {}
  setBackgroundColor(): void {}
  setContentProtection(): void {}
  center(): void {}
  moveTop(): void {}

  static getAllWindows(): BrowserWindow[] {
    return [...openWindows.values()].filter((window) => window instanceof BrowserWindow);
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focused;
  }

  static fromId(id: number): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null;
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    // Playwright may ask for a page before the host knows its target: undefined gives null, unlike in Electron.
    if (contents !== undefined && !(contents instanceof WebContents))
      throw new TypeError('Not a WebContents');
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }
}
