import type { EndSessionOptions, FlowOptions, SignInFlow } from '../../auth/ports';
import { signOutUriOf } from '../../config/loopback-uris';
import { AppError } from '../../problems/app-error';
import { untilAborted } from '../../util/async';
import type { Log } from '../../util/log';
import { BrowserPage } from '../browser-page';
import type { SystemBrowser } from '../system-browser';
import {
  type CallbackServer,
  type CallbackServerOptions,
  startCallbackServer,
} from './callback-server';
import type { PageName } from './page-texts';

export interface LoopbackFlowOptions {
  /** `http` URIs of this computer, each as it is registered; the first whose port is free is taken. */
  readonly redirectUris: readonly string[];
  readonly browser: SystemBrowser;
  /** The person is back: shows the app. */
  readonly onReturn: () => void;
  /** The app's language, for pages that a browser asks for in none that there is. */
  readonly locale: string;
  readonly log: Log;
}

/**
 * Signs in with the person's own browser, which brings the answer to a port of this computer that is open
 * for this one sign-in (RFC 8252 §7.3, SEC-22).
 */
export class LoopbackFlow implements SignInFlow {
  readonly name = 'loopback';
  readonly #options: LoopbackFlowOptions;
  readonly #page: BrowserPage;
  /** Of a sign-in or sign-out that is over: it may still be showing its page. */
  #last: CallbackServer | null = null;

  constructor(options: LoopbackFlowOptions) {
    this.#options = options;
    this.#page = new BrowserPage({ ...options, flow: this.name });
  }

  async authorize({ begin, signal, accept, onWarning }: FlowOptions): Promise<string> {
    signal.throwIfAborted();
    const { redirectUris, browser, onReturn } = this.#options;
    browser.expect();
    const judge = (url: string) => (accept(url) ? pageFor(url) : null);
    const onRefused = (reason: string) =>
      onWarning(new AppError('callback-refused', { detail: { reason } }));
    return this.#visit(redirectUris, { judge, onRefused }, async (server) => {
      signal.throwIfAborted();
      const callback = await this.#page.show(begin(server.redirectUri), server.callback, signal);
      onReturn();
      return callback;
    });
  }

  focus(): void {
    this.#page.showAgain();
  }

  async endSession({
    logoutUrl,
    signal,
  }: Pick<EndSessionOptions, 'logoutUrl' | 'signal'>): Promise<boolean> {
    signal.throwIfAborted();
    const { redirectUris, browser } = this.#options;
    const uris = redirectUris.map(signOutUriOf);
    return this.#visit(uris, { judge: () => 'signed-out' }, async (server) => {
      const page = logoutUrl(server.redirectUri);
      if (page === null) {
        await server.close();
        return false;
      }
      await untilAborted(browser.open(page), signal);
      await untilAborted(server.callback, signal);
      return true;
    });
  }

  /** Listens while `work` goes on, and for the last page when it has ended well. */
  async #visit<T>(
    redirectUris: readonly string[],
    handlers: Pick<CallbackServerOptions, 'judge' | 'onRefused'>,
    work: (server: CallbackServer) => Promise<T>,
  ): Promise<T> {
    const { locale, log } = this.#options;
    await this.#last?.close();
    const server = await startCallbackServer({ redirectUris, ...handlers, locale, log });
    try {
      const result = await work(server);
      this.#last = server;
      return result;
    } catch (error) {
      await server.close();
      throw error;
    }
  }
}

/** The app has yet to exchange the code; a refusal is one already (RFC 6749 §4.1.2.1). */
function pageFor(callbackUrl: string): PageName {
  return new URL(callbackUrl).searchParams.has('error') ? 'refused' : 'answered';
}
