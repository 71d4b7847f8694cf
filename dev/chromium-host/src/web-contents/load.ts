import type Electron from 'electron';
import type { CdpSession } from '../chromium/connection';
import { isLoadable, schemes } from '../session/schemes';
import type { HostObject } from '../shared/not-implemented';
import type { Navigation } from './navigation';
import { loadError, toNetError } from './net-errors';
import { type Upload, uploadOf } from './upload';

interface Load {
  /** What is being loaded, normalized. */
  readonly url: string;
  /** What its request has yet to be sent with. */
  upload: Upload | null;
  sent: boolean;
  started: boolean;
  end(error?: Error): void;
}

/**
 * The promises of `loadURL`: each resolves with `did-finish-load`, or rejects with the first failure of
 * the main frame, or when another navigation takes its place.
 * https://www.electronjs.org/docs/latest/api/web-contents#contentsloadurlurl-options
 */
export class Loads {
  private current: Load | null = null;
  /** Asked of Chromium, and not yet started by it: their starts overtake nobody. */
  private readonly unstarted: string[] = [];

  constructor(contents: HostObject) {
    const failed = (_e: object, code: number, description: string, url: string, main: boolean) => {
      const load = this.current;
      if (main && load && (load.started || load.url === normalize(url))) {
        load.end(loadError({ code, description }, url));
      }
    };
    contents.on('did-fail-load', failed);
    contents.on('did-fail-provisional-load', failed);
    contents.on('did-finish-load', () => {
      if (this.current?.started) this.current.end();
    });
    contents.on(
      'did-start-navigation',
      (_e: object, url: string, inPage: boolean, main: boolean) => {
        if (main && !inPage) this.navigationStarted(url);
      },
    );
    contents.on('did-navigate-in-page', (_e: object, url: string, main: boolean) => {
      const own = main && this.take(url);
      if (own && this.current && !this.current.started) this.current.end();
    });
    contents.on('destroyed', () => {
      this.current?.end(loadError(toNetError('ERR_FAILED'), this.current.url));
    });
  }

  /** A load of `url` begins; the one under way, if any, is aborted. */
  begin(requested: string, options: Electron.LoadURLOptions): Promise<void> {
    const upload = uploadOf(options);
    this.current?.end(loadError(toNetError('ERR_ABORTED'), requested));
    return new Promise((resolve, reject) => {
      const end = (error?: Error): void => {
        this.current = null;
        if (error) reject(error);
        else resolve();
      };
      const url = normalize(requested);
      this.current = { url, upload, sent: false, started: false, end };
    });
  }

  /** Chromium is asked to load `url`, unless another load has begun meanwhile. */
  mayStart(url: string): boolean {
    const load = this.current;
    if (!load || load.sent || load.url !== normalize(url)) return false;
    load.sent = true;
    this.unstarted.push(load.url);
    return true;
  }

  /** What the document at `url`, which is about to be requested, is to be sent with; given once. */
  takeUpload(url: string): Upload | null {
    const load = this.current;
    if (!load?.sent || load.url !== normalize(url)) return null;
    const { upload } = load;
    load.upload = null;
    return upload;
  }

  private navigationStarted(url: string): void {
    const own = this.take(url);
    const load = this.current;
    if (load?.started && !own) load.end(loadError(toNetError('ERR_ABORTED'), url));
    else if (load?.url === normalize(url)) load.started = true;
  }

  /** Strikes a load from the list of those that have not started. */
  private take(url: string): boolean {
    const index = this.unstarted.indexOf(normalize(url));
    if (index >= 0) this.unstarted.splice(index, 1);
    return index >= 0;
  }
}

/** Has Chromium load `url`; what it can't load fails by the same events as any other load. */
export function startLoad(
  cdp: CdpSession,
  navigation: Navigation,
  url: string,
  httpReferrer: unknown,
): void {
  if (!URL.canParse(url) || !isLoadable(url)) {
    const reason = URL.canParse(url) ? 'ERR_UNKNOWN_URL_SCHEME' : 'ERR_INVALID_URL';
    navigation.startLoad(url);
    navigation.failLoad(url, toNetError(reason));
    return;
  }
  const referrer = typeof httpReferrer === 'string' ? { referrer: httpReferrer } : {};
  cdp
    .send('Page.navigate', { url: schemes.toChromium(url), transitionType: 'typed', ...referrer })
    .catch(() => navigation.failLoad(url, toNetError('ERR_FAILED')));
}

/** As Chromium writes the URL, without its fragment. */
function normalize(url: string): string {
  const loaded = schemes.toApp(schemes.toChromium(url));
  return (URL.canParse(loaded) ? new URL(loaded).href : loaded).replace(/#.*$/s, '');
}
