import { randomUUID } from 'node:crypto';
import type { BrowserWindow, Session } from 'electron';
import type { EndSessionOptions, FlowOptions, SignInFlow } from '../../auth/ports';
import type { Config } from '../../config/types';
import type { Log } from '../../util/log';
import { bringToFront } from '../../window/focus';
import { runSignOut } from './logout-window';
import { signInTitle } from './navigation-policy';
import type { ProviderWindowOptions } from './provider-window';
import { runSignIn } from './sign-in-window';

export interface EmbeddedWindowFlowOptions {
  readonly redirectUri: string;
  readonly signOutUri: string;
  readonly openWindow: (options: ProviderWindowOptions) => BrowserWindow;
  /** The app window, while there is one. */
  readonly parent: () => BrowserWindow | null;
  /** Origins beyond the provider's own that a sign-in may visit. */
  readonly allowedOrigins: readonly string[];
  readonly provider: Config['provider']['kind'];
  readonly devTools: boolean;
  readonly log: Log;
}

/**
 * Shows the provider's pages in a window of the app. Each attempt has its own partition in memory
 * (SEC-26); the one that signed in is kept until sign-out, see `docs/decisions/0001-sign-in-partition.md`.
 */
export class EmbeddedWindowFlow implements SignInFlow {
  readonly name = 'embedded-window';
  readonly #options: EmbeddedWindowFlowOptions;
  /** The window of the pending attempt. */
  #window: BrowserWindow | null = null;
  /** Where the provider's session cookie of the current sign-in is. */
  #signedIn: { readonly partition: string; readonly session: Session } | null = null;

  constructor(options: EmbeddedWindowFlowOptions) {
    this.#options = options;
  }

  async authorize({ begin, ...options }: FlowOptions): Promise<string> {
    options.signal.throwIfAborted();
    await this.forget();
    const { openWindow, parent, redirectUri, allowedOrigins, provider, devTools, log } =
      this.#options;
    const url = begin(redirectUri);
    const partition = `sign-in-${randomUUID()}`;
    const title = signInTitle(url);
    const window = openWindow({ partition, parent: parent(), title, show: true, devTools });
    const { session } = window.webContents;
    this.#window = window;
    try {
      const callback = await runSignIn(
        window,
        { ...options, url, redirectUri, provider },
        allowedOrigins,
        log,
      );
      this.#signedIn = { partition, session };
      return callback;
    } catch (error) {
      if (!window.isDestroyed()) window.destroy();
      await clearPartition(session, log);
      throw error;
    } finally {
      if (this.#window === window) this.#window = null;
    }
  }

  focus(): void {
    bringToFront(this.#window);
  }

  async endSession(options: Omit<EndSessionOptions, 'flow'>): Promise<boolean> {
    const signedIn = this.#signedIn;
    if (signedIn === null) return true;
    const { openWindow, signOutUri: returnUri, allowedOrigins, log } = this.#options;
    const { signal } = options;
    const form = options.logoutForm(returnUri);
    const url = form?.url ?? options.logoutUrl(returnUri);
    const fields = form?.fields ?? null;
    try {
      if (url !== null && !signal.aborted) {
        const { partition } = signedIn;
        const title = signInTitle(url);
        const window = openWindow({ partition, parent: null, title, show: false, devTools: false });
        await runSignOut(window, { url, fields, returnUri, signal }, allowedOrigins, log);
      }
    } finally {
      await this.forget();
    }
    return true;
  }

  /** Wipes the cookies of the last sign-in, without telling the provider. */
  async forget(): Promise<void> {
    const signedIn = this.#signedIn;
    this.#signedIn = null;
    if (signedIn !== null) await clearPartition(signedIn.session, this.#options.log);
  }
}

/** Clears an in-memory partition. Never fails: the partition ends with the app anyway. */
async function clearPartition(session: Session, log: Log): Promise<void> {
  try {
    await session.clearStorageData();
    await session.clearCache();
    await session.clearAuthCache();
    await session.closeAllConnections();
  } catch {
    log.warn('sign-in.partition-not-cleared');
  }
}
