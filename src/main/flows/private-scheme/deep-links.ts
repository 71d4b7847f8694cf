import type { App } from 'electron';
import type { Log } from '../../util/log';
import { linkAmong, linkIn, ownArguments } from './parse-link';

/** Told of a link; whether it was one that was waited for. */
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
      const link = typeof data === 'object' && data !== null && 'link' in data ? data.link : null;
      if (link === null) onOpen();
      else this.receive(link);
    });
    const given = linkAmong(ownArguments(argv, app.isPackaged ? null : app.getAppPath()), scheme);
    return app.requestSingleInstanceLock({ link: given.kind === 'link' ? given.link : null });
  }

  /** Takes what the system says is a link, and shows the app. */
  receive(text: unknown): void {
    const link = linkIn(text, this.#options.scheme);
    const isTaken = link !== null && [...this.#listeners].some((listener) => listener(link));
    if (!isTaken) {
      this.log?.info('deep-link.not-taken', { reason: link === null ? 'malformed' : 'unexpected' });
    }
    this.#options.onOpen();
  }

  /** @returns the function that ends it */
  subscribe(listener: LinkListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
