import type Electron from 'electron';
import type { CdpSession } from '../chromium/connection';
import { isLoadable, schemes } from '../session/schemes';
import { HostEvent } from '../shared/host-event';
import { type HostObject, notImplemented } from '../shared/not-implemented';
import { assertOptions, type KnownOptions } from '../shared/options';
import { awaitLoad } from './load-promise';
import type { Navigation } from './navigation';
import { toNetError } from './net-errors';
import { withoutHash } from './page-requests';
import { type Upload, uploadOf } from './upload';

/** Chromium's limit, `url::kMaxURLChars`. */
const maxUrlLength = 2 * 1024 * 1024;

const loadOptions: KnownOptions = {
  type: 'LoadURLOptions',
  heeded: 'httpReferrer userAgent extraHeaders postData',
};

interface Load {
  readonly key: string;
  readonly url: string;
  /** Chromium was asked for it, and has not answered. */
  asked: boolean;
  /** What its request has yet to be sent with. */
  upload: Upload | null;
}

/** The loads that main asks for. https://www.electronjs.org/docs/latest/api/web-contents#contentsloadurlurl-options */
export class Loads {
  private latest: Load | null = null;
  private count = 0;

  constructor(
    private readonly contents: HostObject,
    private readonly navigation: Navigation,
    private readonly page: () => Promise<CdpSession>,
  ) {}

  load(url: string, options: Electron.LoadURLOptions): Promise<void> {
    assertOptions('loadURL options', options, loadOptions);
    const upload = uploadOf(options);
    if (typeof options.httpReferrer === 'object')
      throw notImplemented('loadURL options.httpReferrer with a policy');
    const loaded = awaitLoad(this.contents, url);
    // A caller that ignores the promise learns of failures by events; it must not end the process.
    loaded.catch(() => undefined);
    this.start(url, upload, options.httpReferrer);
    return loaded;
  }

  /** What the document at `url`, which is about to be requested, is to be sent with; given once. */
  takeUpload(url: string): Upload | null {
    const load = this.latest;
    if (!load || withoutHash(load.url) !== withoutHash(url)) return null;
    const { upload } = load;
    load.upload = null;
    return upload;
  }

  /** The page stays, so what was to be loaded instead is not. */
  unloadRefused(): void {
    const load = this.latest;
    this.navigation.unloadRefused();
    if (!load?.asked) return;
    this.fail('ERR_ABORTED', load.url);
    this.navigation.loadEnded(load.key);
  }

  private start(requested: string, upload: Upload | null, httpReferrer: unknown): void {
    const url = normalize(requested);
    if (url === null || url.length > maxUrlLength) {
      this.fail('ERR_INVALID_URL', requested);
      return;
    }
    const key = `load ${++this.count}`;
    if (!this.navigation.announceLoad(url, key)) {
      this.fail('ERR_FAILED', url);
      return;
    }
    const load: Load = { key, url, upload, asked: false };
    this.latest = load;
    void this.page()
      .then((cdp) => (this.latest === load ? this.request(cdp, load, httpReferrer) : undefined))
      .catch(() => undefined)
      .finally(() => this.navigation.loadEnded(key));
  }

  private async request(cdp: CdpSession, load: Load, httpReferrer: unknown): Promise<void> {
    const { key, url } = load;
    if (!isLoadable(url)) {
      const frame = this.navigation.frames.main;
      this.navigation.openExternally({ frame, url, requester: null });
      return;
    }
    const chromiumUrl = schemes.toChromium(url);
    const referrer = typeof httpReferrer === 'string' ? { referrer: httpReferrer } : {};
    this.navigation.loadAsked(chromiumUrl);
    load.asked = true;
    const within = nextWithinDocument(cdp);
    try {
      const typed = { url: chromiumUrl, transitionType: 'typed', ...referrer } as const;
      const { loaderId } = await cdp.send('Page.navigate', typed);
      // Within a document, Chromium may answer before it has moved.
      if (loaderId === undefined) await within.moved;
    } finally {
      within.stop();
      load.asked = false;
      this.navigation.loadEnded(key, chromiumUrl);
    }
  }

  private fail(reason: string, url: string): void {
    const { code, description } = toNetError(reason);
    this.contents.emit('did-fail-load', new HostEvent(), code, description, url, true);
  }
}

/** How long a move within a document may take, in milliseconds. */
const patience = 1000;

function nextWithinDocument(cdp: CdpSession): { moved: Promise<void>; stop(): void } {
  let stop = (): void => undefined;
  const moved = new Promise<void>((resolve) => {
    const off = cdp.on('Page.navigatedWithinDocument', () => resolve());
    const timer = setTimeout(resolve, patience);
    stop = () => {
      off();
      clearTimeout(timer);
    };
  });
  return { moved, stop };
}

/** As Chromium writes the URL; null for one that is invalid. */
function normalize(url: string): string | null {
  if (schemes.normalize(url) === null) return null;
  const loaded = schemes.toApp(schemes.toChromium(url));
  return URL.canParse(loaded) ? new URL(loaded).href : null;
}
