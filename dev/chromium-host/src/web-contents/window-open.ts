import type Electron from 'electron';
import type { CdpSession } from '../chromium/connection';
import type { PageOpens, PostedForm } from '../renderer/ipc-renderer';
import { notImplemented } from '../shared/not-implemented';
import type { HostFrame } from './frame';
import type { FrameTree } from './frame-tree';
import type { PageContents } from './page-contents';
import { isAllowedBySandbox } from './sandbox';

export type WindowOpenHandler = (
  details: Electron.HandlerDetails,
) => Electron.WindowOpenHandlerResponse;

/**
 * The windows that a page wants to open: each is asked about, and none opens, as the host knows `deny` only.
 * https://www.electronjs.org/docs/latest/api/web-contents#contentssetwindowopenhandlerhandler
 */
export class WindowOpens {
  private handler: WindowOpenHandler | null = null;
  private posted: PostedForm | null = null;
  private cdp: CdpSession | undefined;

  constructor(
    private readonly contents: PageContents,
    private readonly frames: FrameTree,
  ) {}

  attach(cdp: CdpSession): void {
    this.cdp = cdp;
    // Of links and forms. Chromium has asked their sandbox.
    cdp.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      const { posted } = this;
      this.posted = null;
      this.ask(this.frames.main, {
        url,
        frameName: windowName === '_blank' ? '' : windowName,
        features: '',
        disposition: 'foreground-tab',
        ...(posted?.url === url ? { postBody: toPostBody(posted) } : {}),
        noReferrer: windowFeatures.includes('noreferrer'),
      });
    });
    // Of a click with a key, whose event the page has kept from the host.
    this.contents.on(
      'chromium-host:other-tab',
      ({ url, disposition }: { url: string; disposition: string }) => {
        if (disposition === 'download') return;
        const isWindow = disposition === 'newWindow';
        this.ask(this.frames.main, {
          url,
          frameName: '',
          features: '',
          disposition: isWindow ? 'new-window' : 'background-tab',
        });
      },
    );
  }

  setHandler(handler: WindowOpenHandler): void {
    this.handler = handler;
  }

  /** A form is about to be sent, perhaps to a new window. */
  formPosts(form: PostedForm): void {
    this.posted = form;
  }

  /** A script or a click asks for a window. */
  async open(frame: HostFrame, opens: PageOpens): Promise<void> {
    const { url, frameName, features, disposition, noReferrer = false } = opens;
    const allows = (cdp: CdpSession) => isAllowedBySandbox(cdp, frame, ['allow-popups']);
    if (!this.cdp || !(await allows(this.cdp).catch(() => false))) return;
    const words = parseFeatures(features);
    this.ask(frame, {
      url,
      frameName: /^_blank$/i.test(frameName) ? '' : frameName,
      features,
      disposition: disposition ?? (isPopup(words) ? 'new-window' : 'foreground-tab'),
      noReferrer: noReferrer || isSet(words, 'noreferrer'),
    });
  }

  private ask(
    frame: HostFrame,
    {
      noReferrer,
      ...details
    }: Omit<Electron.HandlerDetails, 'referrer'> & { noReferrer?: boolean },
  ): void {
    const url = noReferrer ? '' : referrerOf(frame.url, details.url);
    const referrer = { url, policy: 'strict-origin-when-cross-origin' as const };
    if (!isDenied(this.handler, { ...details, referrer }))
      throw notImplemented('A window that a page opens');
  }
}

/** A handler that throws, or answers with anything but an object with an action, denies too. */
function isDenied(handler: WindowOpenHandler | null, details: Electron.HandlerDetails): boolean {
  if (!handler) return false;
  const response: unknown = handler(details);
  const { action } = (response ?? {}) as { action?: unknown };
  if (action === 'allow') return false;
  if (action !== 'deny') {
    console.error(
      "The window open handler response must be an object with an 'action' property of 'allow' or 'deny'.",
    );
  }
  return true;
}

function toPostBody({ contentType, body }: PostedForm): Electron.PostBody {
  return { contentType, data: [{ type: 'rawData', bytes: Buffer.from(body) }] };
}

/** As the default policy, `strict-origin-when-cross-origin`, has it (Referrer Policy §3.7). */
function referrerOf(page: string, target: string): string {
  if (!/^https?:/.test(page) || !URL.canParse(target)) return '';
  const from = new URL(page);
  const to = new URL(target);
  if (from.protocol === 'https:' && to.protocol !== 'https:') return '';
  return from.origin === to.origin ? page.replace(/#.*$/s, '') : `${from.origin}/`;
}

type Features = ReadonlyMap<string, string>;

/** HTML §7.2.2.1 */
function parseFeatures(features: string): Features {
  const parts = features.split(/[\s,]+(?![\s=])/).filter((part) => part !== '');
  return new Map(
    parts.map((part) => {
      const [name = '', value = ''] = part.toLowerCase().split(/\s*=\s*/);
      return [name, value];
    }),
  );
}

function isSet(features: Features, name: string): boolean {
  const value = features.get(name);
  if (value === undefined) return false;
  return ['', 'yes', 'true'].includes(value) || Number.parseInt(value, 10) > 0;
}

function isPopup(all: Features): boolean {
  const features = new Map(all);
  for (const name of ['noopener', 'noreferrer', 'opener']) features.delete(name);
  if (features.size === 0) return false;
  if (features.has('popup')) return isSet(features, 'popup');
  const isTab =
    (isSet(features, 'location') || isSet(features, 'toolbar')) &&
    ['menubar', 'scrollbars', 'status'].every((name) => isSet(features, name)) &&
    (!features.has('resizable') || isSet(features, 'resizable'));
  return !isTab;
}
