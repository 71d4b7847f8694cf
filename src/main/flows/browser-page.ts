import type { FlowName } from '../../shared/flows';
import { untilAborted } from '../util/async';
import type { Log } from '../util/log';
import type { SystemBrowser } from './system-browser';

export interface BrowserPageOptions {
  readonly browser: SystemBrowser;
  readonly flow: FlowName;
  readonly log: Log;
}

/** The authorization page of the pending sign-in, in the user's own browser. */
export class BrowserPage {
  readonly #options: BrowserPageOptions;
  #url: string | null = null;

  constructor(options: BrowserPageOptions) {
    this.#options = options;
  }

  /**
   * Opens the page and waits for the callback URL.
   * @throws AppError `browser-not-opened`; the signal's reason
   */
  async show(url: string, callback: Promise<string>, signal: AbortSignal): Promise<string> {
    this.#url = url;
    try {
      await untilAborted(this.#options.browser.open(url), signal);
      return await untilAborted(callback, signal);
    } finally {
      if (this.#url === url) this.#url = null;
    }
  }

  /** Opens the page again, if there is a pending sign-in: its tab may be closed. */
  showAgain(): void {
    const { browser, flow, log } = this.#options;
    if (this.#url === null) return;
    browser.open(this.#url).catch(() => log.warn(`${flow}.browser-not-opened`));
  }
}
