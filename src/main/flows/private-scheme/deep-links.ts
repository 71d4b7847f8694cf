import type { App } from 'electron';
import { AppError } from '../../problems/app-error';
import type { Log } from '../../util/log';
import { linkAmong, linkIn, ownArguments } from './parse-link';

const reasons = {
  malformed: 'it is not well formed',
  unexpected: 'no sign-in was waiting for it',
  arguments: 'other arguments came with it on the command line',
} as const;
type Refusal = keyof typeof reasons;

/** Told of a link; whether it took it, or has said itself why not. */
export type LinkListener = (link: string) => boolean;

export interface DeepLinksOptions {
  readonly scheme: string;
  /** A link, or another start of the app, shows it. */
  readonly onOpen: () => void;
}

/**
 * Links of our scheme, however the system hands them over: macOS by the event `open-url`, Windows and Linux
 * by starting the app again, which tells the first instance and ends (SEC-50). A link does nothing but show the
 * app, unless a sign-in or a sign-out is waiting for just this one (SEC-6, SEC-19). One that the app is
 * started with finds nothing waiting.
 */
export class DeepLinks {
  readonly #options: DeepLinksOptions;
  readonly #listeners = new Set<LinkListener>();
  /** There is one as soon as the app is ready. */
  log: Log | null = null;
  #onRefused: ((refusal: AppError) => void) | null = null;
  /** Why a link was refused before anyone could be told. */
  #untold: Refusal | null = null;

  constructor(options: DeepLinksOptions) {
    this.#options = options;
  }

  /**
   * To be called at once: macOS sends the link that the app is started with before `ready`.
   *
   * @returns whether this is the first instance; another one has told it its link, and has to end
   */
  begin(app: App, argv: readonly string[]): boolean {
    const { onOpen, scheme } = this.#options;
    app.on('open-url', (event, url) => {
      event.preventDefault();
      this.receive(url);
    });
    app.on('second-instance', (_event, _argv, _directory, data) => {
      // Its `argv` may have gained arguments of Chromium's; what it has told of its own has not.
      const given = typeof data === 'object' && data !== null ? data : {};
      const link = 'link' in given ? given.link : null;
      if ('isRefused' in given && given.isRefused === true) this.#refuse('arguments');
      if (link === null) onOpen();
      else this.receive(link);
    });
    const given = linkAmong(ownArguments(argv, app.isPackaged ? null : app.getAppPath()), scheme);
    const isRefused = given.kind === 'refused';
    const link = given.kind === 'link' ? given.link : null;
    const isFirst = app.requestSingleInstanceLock({ link, ...(isRefused ? { isRefused } : {}) });
    // A sign-in that waited for it has ended with the instance before.
    if (isFirst && isRefused) this.#refuse('arguments');
    else if (isFirst && link !== null && !this.#onlyOpens(link)) this.#refuse('unexpected');
    return isFirst;
  }

  /** Calls back with every link that is refused from now on, and with one that came before. */
  onRefused(listener: (refusal: AppError) => void): void {
    this.#onRefused = listener;
    if (this.#untold !== null) this.#refuse(this.#untold);
    this.#untold = null;
  }

  /** Takes what the system says is a link, and shows the app. */
  receive(text: unknown): void {
    const link = linkIn(text, this.#options.scheme);
    const isTaken = link !== null && [...this.#listeners].some((listener) => listener(link));
    if (link === null) this.#refuse('malformed');
    else if (!isTaken && !this.#onlyOpens(link)) this.#refuse('unexpected');
    this.#options.onOpen();
  }

  /** `scheme://open` is for web pages that want to show the app. */
  #onlyOpens(link: string): boolean {
    const { host, pathname, search } = new URL(link);
    return host === 'open' && /^\/?$/.test(pathname) && search === '';
  }

  #refuse(reason: Refusal): void {
    this.log?.warn('deep-link.not-taken', { code: 'link-refused', reason });
    if (this.#onRefused === null) this.#untold = reason;
    else this.#onRefused(new AppError('link-refused', { detail: { reason: reasons[reason] } }));
  }

  /** @returns the function that ends it */
  subscribe(listener: LinkListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
