import { EventEmitter } from 'node:events';
import type { BrowserWindow, LoadURLOptions, Session, WebContents } from 'electron';

/** A navigation event as Electron sends it, which remembers whether it was prevented. */
export interface FakeNavigation {
  readonly url: string;
  readonly isMainFrame: boolean;
  prevented: boolean;
  preventDefault(): void;
}

type RequestListener = (
  details: { url: string; resourceType: string },
  callback: (response: { cancel?: boolean }) => void,
) => void;

class FakeSession {
  readonly wiped: string[] = [];
  readonly handlers = new Map<string, (request: Request) => Response>();
  requestListener: RequestListener | null = null;
  requestFilter: readonly string[] = [];

  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Response) => {
      if (this.handlers.has(scheme)) throw new Error('already handled');
      this.handlers.set(scheme, handler);
    },
    unhandle: (scheme: string) => void this.handlers.delete(scheme),
  };
  readonly webRequest = {
    onBeforeRequest: (
      filter: { urls: string[] } | null,
      listener: RequestListener | null = null,
    ) => {
      this.requestFilter = filter?.urls ?? [];
      this.requestListener = listener;
    },
  };
  readonly #wipe = (what: string) => async () => void this.wiped.push(what);
  readonly clearStorageData = this.#wipe('storage');
  readonly clearCache = this.#wipe('cache');
  readonly clearAuthCache = this.#wipe('auth');
  readonly closeAllConnections = this.#wipe('connections');
}

class FakeContents extends EventEmitter {
  readonly session: FakeSession;
  constructor(session: FakeSession) {
    super();
    this.session = session;
  }
  openWindow: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openWindow = handler;
  }
}

/** The part of a window that the app uses: events in, calls recorded. */
export class FakeWindow extends EventEmitter {
  readonly session: FakeSession;
  readonly contents: FakeContents;
  readonly loaded: string[] = [];
  readonly loadOptions: LoadURLOptions[] = [];
  title = '';
  focused = 0;
  #destroyed = false;

  constructor(session = new FakeSession()) {
    super();
    this.session = session;
    this.contents = new FakeContents(session);
  }

  get webContents(): WebContents {
    return this.contents as unknown as WebContents;
  }
  async loadURL(url: string, options: LoadURLOptions = {}): Promise<void> {
    this.loaded.push(url);
    this.loadOptions.push(options);
  }
  setTitle(title: string): void {
    this.title = title;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isMinimized(): boolean {
    return false;
  }
  show(): void {}
  focus(): void {
    this.focused += 1;
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.emit('closed');
  }

  /** Sends a navigation event and gives it back, prevented or not. */
  navigate(
    event: 'will-redirect' | 'will-navigate' | 'will-frame-navigate',
    url: string,
    isMainFrame = true,
  ): FakeNavigation {
    const navigation: FakeNavigation = {
      url,
      isMainFrame,
      prevented: false,
      preventDefault() {
        this.prevented = true;
      },
    };
    this.contents.emit(event, navigation);
    return navigation;
  }

  asWindow(): BrowserWindow {
    return this as unknown as BrowserWindow;
  }
  asSession(): Session {
    return this.session as unknown as Session;
  }
}
