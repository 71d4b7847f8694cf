import type Electron from 'electron';
import { Menu } from '../modules/menu';
import { getRuntime } from '../runtime';
import type { ApiOf } from '../shared/api-of';
import { HostEvent } from '../shared/host-event';
import { HostObject, refuseUnknown } from '../shared/not-implemented';
import { openWindows } from '../window/open-windows';
import { commandLineSwitches } from './command-line-switches';
import { Lifecycle } from './lifecycle';
import { appName, setAppName } from './name';
import { getPath, setPath } from './paths';
import { protocolClient, setDesktopName } from './protocol-client';
import { SingleInstanceLock } from './single-instance';
import { getUserAgentFallback, setUserAgentFallback } from './user-agent';

/** https://www.electronjs.org/docs/latest/api/app */
export class App
  extends HostObject
  implements ApiOf<App, Electron.App, 'commandLine' | 'applicationMenu'>
{
  readonly commandLine = refuseUnknown(commandLineSwitches, 'commandLine');
  readonly dock = undefined;
  private ready = false;
  private resolveReady: () => void = () => undefined;
  private readonly readyPromise = new Promise<void>((resolve) => {
    this.resolveReady = resolve;
  });
  readonly lifecycle = new Lifecycle(this, () => [...openWindows.values()]);
  /** `second-instance` never comes before `ready`. */
  private readonly lock = new SingleInstanceLock(({ argv, cwd, data }) => {
    void this.readyPromise.then(() => {
      this.emit('second-instance', new HostEvent(), argv, cwd, data);
    });
  });

  constructor() {
    super('app');
  }

  get applicationMenu(): Menu | null {
    return Menu.getApplicationMenu();
  }

  set applicationMenu(menu: Menu | null) {
    Menu.setApplicationMenu(menu);
  }

  /** Called once by the host, when Chromium runs. */
  becomeReady(): void {
    this.emit('will-finish-launching');
    this.ready = true;
    this.resolveReady();
    this.emit('ready', new HostEvent(), {});
  }

  isReady(): boolean {
    return this.ready;
  }

  whenReady(): Promise<void> {
    return this.readyPromise;
  }

  quit(): void {
    this.lifecycle.quit();
  }

  exit(exitCode = 0): void {
    this.lifecycle.exit(exitCode);
  }

  focus(): void {
    const [oldest] = openWindows.values();
    oldest?.focus();
  }

  getPath(name: string): string {
    return getPath(name);
  }

  setPath(name: string, path: string): void {
    setPath(name, path);
  }

  getVersion(): string {
    return getRuntime().packageJson.version ?? getRuntime().electronVersion;
  }

  get name(): string {
    return appName();
  }

  set name(name: string) {
    setAppName(name);
  }

  get userAgentFallback(): string {
    return getUserAgentFallback();
  }

  set userAgentFallback(userAgent: string) {
    setUserAgentFallback(userAgent);
  }

  getName(): string {
    return appName();
  }

  setName(name: string): void {
    setAppName(name);
  }

  getAppPath(): string {
    return getRuntime().appPath;
  }

  get isPackaged(): boolean {
    return getRuntime().appPath.endsWith('.asar');
  }

  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale;
  }

  getSystemLocale(): string {
    return this.getLocale();
  }

  /** Every page runs as Electron's sandboxed pages do. Electron then forgets `--no-sandbox` (electron_api_app.cc). */
  enableSandbox(): void {
    this.refuseAfterReady('app.enableSandbox()');
    this.commandLine.removeSwitch('no-sandbox');
  }

  disableHardwareAcceleration(): void {
    this.refuseAfterReady('app.disableHardwareAcceleration()');
  }

  requestSingleInstanceLock(additionalData?: unknown): boolean {
    return this.lock.acquire(additionalData);
  }

  hasSingleInstanceLock(): boolean {
    return this.lock.held;
  }

  releaseSingleInstanceLock(): void {
    this.lock.release();
  }

  setAppUserModelId(): void {}

  setAboutPanelOptions(): void {}

  setAsDefaultProtocolClient(protocol: string): boolean {
    return protocolClient.set(protocol);
  }

  removeAsDefaultProtocolClient(protocol: string): boolean {
    return protocolClient.remove(protocol);
  }

  isDefaultProtocolClient(protocol: string): boolean {
    return protocolClient.is(protocol);
  }

  setDesktopName(name: string): void {
    setDesktopName(name);
  }

  private refuseAfterReady(what: string): void {
    if (this.ready) throw new Error(`${what} can only be called before app is ready`);
  }
}

export const app = new App();
