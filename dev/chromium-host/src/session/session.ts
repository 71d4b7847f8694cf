import type Electron from 'electron';
import { app } from '../app/app';
import { createNetRequest } from '../net/client-request';
import { fetchWith } from '../net/fetch';
import { getBrowser } from '../runtime';
import type { ApiOf } from '../shared/api-of';
import { HostObject, notImplemented } from '../shared/not-implemented';
import { HostCookies } from './cookies';
import { grantEverything } from './permissions';
import { HostProtocol } from './protocol';
import { originOf, schemes } from './schemes';
import { SessionPages } from './session-pages';
import { HostWebRequest } from './web-request';

/** Empty for the default one. */
export interface BrowserContext {
  readonly browserContextId?: string;
}

const request = createNetRequest();

type HostParts = 'protocol' | 'webRequest' | 'cookies' | `setPermission${string}`;

/** A partition is one of Chromium's browser contexts. https://www.electronjs.org/docs/latest/api/session */
export class HostSession
  extends HostObject
  implements ApiOf<HostSession, Electron.Session, HostParts>
{
  readonly protocol = new HostProtocol();
  readonly webRequest = new HostWebRequest(() => this.emit('chromium-host:interception-changed'));
  readonly cookies = new HostCookies(() => this.context());
  readonly pages = new SessionPages();
  permissionRequestHandler: PermissionRequestHandler | null = null;
  permissionCheckHandler: PermissionCheckHandler | null = null;
  private created: Promise<BrowserContext> | undefined;
  private userAgent: string | undefined;
  private proxy: { proxyServer: string; proxyBypassList?: string } | undefined;
  /** Chromium was given a password for a server. */
  hasPasswords = false;

  /** @param caches whether its pages have Chromium's cache; `net` has none */
  constructor(
    readonly partition: string,
    readonly caches: boolean,
  ) {
    super('session');
  }

  /** The browser context, as a parameter of DevTools' commands. */
  context(): Promise<BrowserContext> {
    this.created ??= this.createContext();
    return this.created;
  }

  private async createContext(): Promise<BrowserContext> {
    const { browser } = getBrowser().chromium.connection;
    const context =
      this.partition === ''
        ? {}
        : await browser.send('Target.createBrowserContext', this.proxy ?? {});
    const downloads = { behavior: 'deny', eventsEnabled: true } as const;
    await browser.send('Browser.setDownloadBehavior', { ...downloads, ...context });
    if (!this.permissionCheckHandler) await grantEverything(context);
    return context;
  }

  /** DevTools takes a proxy only for a new browser context. The default one is there from the start. */
  async setProxy(config: Electron.ProxyConfig): Promise<void> {
    const { mode = 'fixed_servers', proxyRules = '', proxyBypassRules, pacScript } = config;
    if (mode !== 'fixed_servers' || pacScript || proxyRules === '')
      throw notImplemented('session.setProxy() without proxyRules');
    if (this.partition === '' || this.created)
      throw notImplemented('session.setProxy() of a session that has pages, or of the default one');
    const bypass = proxyBypassRules === undefined ? {} : { proxyBypassList: proxyBypassRules };
    this.proxy = { proxyServer: proxyRules, ...bypass };
  }

  /** `net` is Node's network here, which knows no proxy. @throws Error */
  assertNoProxy(): void {
    if (this.proxy) throw notImplemented('A request of `net` in a session with a proxy');
  }

  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:');
  }

  getUserAgent(): string {
    return this.userAgent ?? app.userAgentFallback;
  }

  setUserAgent(userAgent: string, acceptLanguages?: string): void {
    if (acceptLanguages) throw notImplemented('session.setUserAgent with acceptLanguages');
    this.userAgent = userAgent;
  }

  setPermissionRequestHandler(handler: PermissionRequestHandler | null): void {
    assertHandler(handler);
    this.permissionRequestHandler = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler | null): void {
    assertHandler(handler);
    this.permissionCheckHandler = handler;
    void this.created
      ?.then((context) =>
        handler
          ? getBrowser().chromium.connection.browser.send('Browser.resetPermissions', context)
          : grantEverything(context),
      )
      .catch(() => undefined);
  }

  /** Pages are offered no device, so there is nothing to ask the handler. */
  setDevicePermissionHandler(handler: unknown): void {
    assertHandler(handler);
  }

  /** Pages are refused as they are without a handler. */
  setDisplayMediaRequestHandler(handler: unknown): void {
    if (handler) throw notImplemented('session.setDisplayMediaRequestHandler(handler)');
  }

  setSpellCheckerEnabled(): void {}

  async clearStorageData(options: Electron.ClearStorageDataOptions = {}): Promise<void> {
    const { origin, storages } = options;
    if (!storages || storages.includes('cookies')) await this.cookies.clear(origin);
    const types = storageTypes(storages);
    if (types === '') return;
    const where = origin === undefined ? '*' : originOf(schemes.toChromium(origin));
    await this.pages.run((page) =>
      page.send('Storage.clearDataForOrigin', { origin: where, storageTypes: types }),
    );
  }

  async clearCache(): Promise<void> {
    await this.pages.run((page) => page.send('Network.clearBrowserCache'));
  }

  /** DevTools has no command for it, so it fails if there is something to clear. */
  async clearAuthCache(): Promise<void> {
    if (this.hasPasswords)
      throw notImplemented('session.clearAuthCache() after a `login` with a password');
  }

  /** Stops all pages. Idle connections stay open, which no program can see. */
  async closeAllConnections(): Promise<void> {
    for (const page of this.pages) page.post('Page.stopLoading');
  }

  fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    return fetchWith(request, this, input, init);
  }
}

type PermissionRequestHandler = (
  contents: object,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void;

type PermissionCheckHandler = (
  contents: object,
  permission: string,
  requestingOrigin: string,
  details: object,
) => boolean;

function assertHandler(handler: unknown): void {
  if (handler !== null && typeof handler !== 'function')
    throw new TypeError('Must pass null or function');
}

const storageNames: Record<string, string> = {
  filesystem: 'file_systems',
  indexdb: 'indexeddb',
  localstorage: 'local_storage',
  shadercache: 'shader_cache',
  serviceworkers: 'service_workers',
  cachestorage: 'cache_storage',
};

/** DevTools' names of storages besides cookies; an unknown one names nothing, as in Electron. */
function storageTypes(storages: readonly string[] = Object.keys(storageNames)): string {
  return storages.flatMap((name) => storageNames[name.toLowerCase()] ?? []).join(',');
}

const sessions = new Map<string, HostSession>();

/** The session of a partition; the same string gives the same object. '' is the default one. */
export function sessionOf(partition: string, caches = true): HostSession {
  if (!app.isReady()) throw new Error('Session can only be received when app is ready');
  let session = sessions.get(partition);
  if (!session) {
    session = new HostSession(partition, caches);
    sessions.set(partition, session);
    app.emit('session-created', session);
  }
  return session;
}

export const sessionModule = {
  get defaultSession(): HostSession {
    return sessionOf('');
  },
  fromPartition(
    partition: string,
    options: Partial<Electron.FromPartitionOptions> = {},
  ): HostSession {
    return sessionOf(partition, options.cache);
  },
};
