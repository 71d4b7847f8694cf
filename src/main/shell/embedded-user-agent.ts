import { randomUUID } from 'node:crypto';
import type { BrowserWindow, Session } from 'electron';
import type { AuthorizeOptions, EndSessionOptions, Log, UserAgent } from '../auth/ports';
import { bringToFront } from './focus';
import { forgetSession } from './forget-session';
import type { ProviderWindowOptions } from './provider-window';
import { runSignIn, signInTitle } from './sign-in-attempt';
import { runSignOut } from './sign-out';

export interface EmbeddedUserAgentOptions {
  readonly openWindow: (options: ProviderWindowOptions) => BrowserWindow;
  /** The app window, while there is one. */
  readonly parent: () => BrowserWindow | null;
  /** Origins beyond the provider's own that a sign-in may visit. */
  readonly allowedOrigins: readonly string[];
  readonly devTools: boolean;
  readonly log: Log;
}

/**
 * Shows the provider's pages in a window of the app. Each attempt has its own partition in memory
 * (SEC-26); the one that signed in is kept until sign-out, see `docs/decisions/0001-sign-in-partition.md`.
 */
export class EmbeddedUserAgent implements UserAgent {
  readonly #options: EmbeddedUserAgentOptions;
  /** The window of the attempt that is under way. */
  #window: BrowserWindow | null = null;
  /** Where the provider's session cookie of the current sign-in is. */
  #signedIn: { readonly partition: string; readonly session: Session } | null = null;

  constructor(options: EmbeddedUserAgentOptions) {
    this.#options = options;
  }

  async authorize(options: AuthorizeOptions): Promise<string> {
    options.signal.throwIfAborted();
    await this.forget();
    const { openWindow, parent, allowedOrigins, devTools, log } = this.#options;
    const partition = `sign-in-${randomUUID()}`;
    const title = signInTitle(options.url);
    const window = openWindow({ partition, parent: parent(), title, show: true, devTools });
    const { session } = window.webContents;
    this.#window = window;
    try {
      const callback = await runSignIn(window, options, allowedOrigins, log);
      this.#signedIn = { partition, session };
      return callback;
    } catch (error) {
      if (!window.isDestroyed()) window.destroy();
      await forgetSession(session, log);
      throw error;
    } finally {
      if (this.#window === window) this.#window = null;
    }
  }

  /** Brings the window of the attempt under way to the front; does nothing when there is none. */
  focus(): void {
    bringToFront(this.#window);
  }

  async endSession({ url, returnUri, signal }: EndSessionOptions): Promise<void> {
    const signedIn = this.#signedIn;
    if (signedIn === null) return;
    const { openWindow, allowedOrigins, log } = this.#options;
    try {
      if (url !== null && !signal.aborted) {
        const { partition } = signedIn;
        const title = signInTitle(url);
        const window = openWindow({ partition, parent: null, title, show: false, devTools: false });
        await runSignOut(window, { url, returnUri, signal }, allowedOrigins, log);
      }
    } finally {
      await this.forget();
    }
  }

  /** Wipes the cookies of the last sign-in, without telling the provider. */
  async forget(): Promise<void> {
    const signedIn = this.#signedIn;
    this.#signedIn = null;
    if (signedIn !== null) await forgetSession(signedIn.session, this.#options.log);
  }
}
