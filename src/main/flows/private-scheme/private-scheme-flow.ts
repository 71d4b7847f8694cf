import type { EndSessionOptions, FlowOptions, SignInFlow } from '../../auth/ports';
import { AppError } from '../../problems/app-error';
import { untilAborted } from '../../util/async';
import type { Log } from '../../util/log';
import { isCallback, withoutFragment } from '../../util/urls';
import { BrowserPage } from '../browser-page';
import type { SystemBrowser } from '../system-browser';
import type { DeepLinks } from './deep-links';

export interface PrivateSchemeFlowOptions {
  /** Of the scheme that this app opens. */
  readonly redirectUri: string;
  readonly signOutUri: string;
  /** The https page that is registered in place of `redirectUri` and hands the answer on to it. */
  readonly bouncePage: string | null;
  /** The app's own scheme. */
  readonly scheme: string;
  /** Whether the system opens links of the scheme with this app. */
  readonly isRegistered: () => boolean;
  readonly browser: SystemBrowser;
  readonly links: Pick<DeepLinks, 'subscribe'>;
  readonly log: Log;
}

/**
 * Signs in with the person's own browser, which hands the answer over as a link that only this app opens
 * (RFC 8252 §7.1). The link shows the app, too.
 */
export class PrivateSchemeFlow implements SignInFlow {
  readonly name = 'private-scheme';
  readonly #options: PrivateSchemeFlowOptions;
  readonly #page: BrowserPage;

  constructor(options: PrivateSchemeFlowOptions) {
    this.#options = options;
    this.#page = new BrowserPage({ ...options, flow: this.name });
  }

  async authorize({ begin, signal, accept }: FlowOptions): Promise<string> {
    signal.throwIfAborted();
    const { redirectUri, bouncePage, browser } = this.#options;
    browser.expect();
    this.#expectScheme();
    const page = begin(bouncePage ?? redirectUri);
    const callback = this.#firstLink((given) => {
      // A redirect hands on the fragment of the page that it left (RFC 9110 §10.2.2), such as Facebook's `#_=_`.
      const link = withoutFragment(given);
      if (!isCallback(redirectUri, link)) return null;
      const callbackUrl = bouncePage === null ? link : backAt(bouncePage, link);
      return accept(callbackUrl) ? callbackUrl : 'refused';
    });
    try {
      return await this.#page.show(page, callback.link, signal);
    } finally {
      callback.stop();
    }
  }

  focus(): void {
    this.#page.showAgain();
  }

  async endSession({
    logoutUrl,
    signal,
  }: Pick<EndSessionOptions, 'logoutUrl' | 'signal'>): Promise<boolean> {
    signal.throwIfAborted();
    const { signOutUri, scheme, browser } = this.#options;
    const page = logoutUrl(signOutUri);
    if (page === null) return false;
    const back = this.#firstLink((link) => (isCallback(signOutUri, link) ? link : null));
    try {
      await untilAborted(browser.open(page), signal);
      // To any other address the browser goes without telling us.
      if (new URL(signOutUri).protocol !== `${scheme}:`) return false;
      await untilAborted(back.link, signal);
      return true;
    } finally {
      back.stop();
    }
  }

  /** @throws AppError `scheme-not-registered`; why is in the log */
  #expectScheme(): void {
    const { redirectUri, scheme, isRegistered, log } = this.#options;
    const isOurs = new URL(redirectUri).protocol === `${scheme}:`;
    if (isOurs && isRegistered()) return;
    log.warn('private-scheme.unavailable', { reason: isOurs ? 'not registered' : 'other scheme' });
    throw new AppError('scheme-not-registered', { detail: { scheme } });
  }

  /** The first link that `take` makes something of; `null`: it is for others; `refused`: `take` has said why. */
  #firstLink(take: (link: string) => string | 'refused' | null) {
    let stop: () => void = () => undefined;
    const link = new Promise<string>((resolve) => {
      stop = this.#options.links.subscribe((each) => {
        const taken = take(each);
        if (taken === null) return false;
        if (taken === 'refused') return true;
        stop();
        resolve(taken);
        return true;
      });
    });
    return { link, stop: () => stop() };
  }
}

/** The address that the provider sent the browser to, before the page there handed the answer on. */
function backAt(bouncePage: string, link: string): string {
  const url = new URL(bouncePage);
  url.search = new URL(link).search;
  return url.href;
}
