import type { Protocol } from 'devtools-protocol';
import type { CdpSession } from '../chromium/connection';
import { isLoadable, schemes } from '../session/schemes';
import { HostEvent } from '../shared/host-event';
import type { HostFrame } from './frame';
import type { FrameTree } from './frame-tree';
import { type NetError, toNetError } from './net-errors';

type Paused = Protocol.Fetch.RequestPausedEvent;

interface Emitter {
  emit(event: string, ...args: unknown[]): boolean;
  on(event: string, listener: (frame: HostFrame, url: string) => void): unknown;
}

interface Pending {
  readonly frame: HostFrame;
  /** Tells the page's navigations from those that main starts. */
  readonly isByPage: boolean;
  url: string;
  status: number;
  statusText: string;
  error: NetError | undefined;
}

/**
 * Turns what Chromium reports about navigations into Electron's events, in the documented order:
 * https://www.electronjs.org/docs/latest/api/web-contents#navigation-events
 */
export class Navigation {
  /** Navigations that have started and not yet ended, by Chromium's loader id. */
  private readonly pending = new Map<string, Pending>();
  /** What each frame's page has asked for and has not begun. It may ask for the next at any time, or the same again. */
  private readonly requestedByPage = new Map<string, string[]>();
  private readonly moved = new Set<string>();
  private onErrorPage = false;
  loading = false;

  constructor(
    private readonly owner: Emitter,
    private readonly cdp: CdpSession,
    readonly frames: FrameTree,
  ) {
    cdp.on('Page.frameRequestedNavigation', (event) => this.requested(event));
    cdp.on('Page.frameStartedNavigating', (event) => this.started(event));
    cdp.on('Page.frameNavigated', ({ frame }) => this.navigated(frame));
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => this.inPage(frameId, url));
    cdp.on('Network.loadingFailed', ({ requestId, errorText }) =>
      this.failed(requestId, errorText),
    );
    cdp.on('Network.responseReceived', ({ requestId, response }) => {
      const { status, statusText } = response;
      const pending = this.pending.get(requestId);
      if (pending) Object.assign(pending, { status, statusText });
    });
    owner.on('chromium-host:blob-page', (frame, url) => this.blobRequested(frame, url));
    cdp.on('Page.domContentEventFired', () => {
      if (!this.onErrorPage) owner.emit('dom-ready', new HostEvent());
    });
    cdp.on('Page.loadEventFired', () => {
      if (!this.onErrorPage && this.frames.main.url !== '')
        owner.emit('did-finish-load', new HostEvent());
    });
    cdp.on('Page.frameStartedLoading', ({ frameId }) => this.setLoading(frameId, true));
    cdp.on('Page.frameStoppedLoading', ({ frameId }) => this.setLoading(frameId, false));
  }

  /** A document is about to be requested. @returns whether the app lets it be. */
  start(event: Paused): boolean {
    const frame = this.frames.get(event.frameId);
    if (!frame || event.redirectedRequestId) return true;
    const pending = this.pending.get(event.networkId ?? '');
    if (!pending) return false; // another has taken its place meanwhile
    return !pending.isByPage || this.mayNavigate(frame, schemes.toApp(event.request.url));
  }

  /** The server redirects a document to `url`. @returns whether the app lets it. */
  redirect(event: Paused, url: string): boolean {
    const frame = this.frames.get(event.frameId);
    if (!frame) return true;
    const pending = this.pending.get(event.networkId ?? '');
    if (this.preventable('will-redirect', frame, url)) return false;
    if (pending) pending.url = url;
    this.owner.emit('did-redirect-navigation', ...this.details(frame, url, false));
    return true;
  }

  /** The request of a document is about to be failed for a reason that Chromium can't be told. */
  failWith(event: Paused, url: string, error: NetError): void {
    const pending = this.pending.get(event.networkId ?? '');
    if (pending) Object.assign(pending, { url, error });
  }

  /** A redirect to a custom scheme goes on as a navigation of its own, which the app is not told of. */
  moveTo(event: Paused, chromiumUrl: string): void {
    this.pending.delete(event.networkId ?? '');
    this.moved.add(chromiumUrl);
    this.cdp.post('Page.navigate', { url: chromiumUrl, frameId: event.frameId });
  }

  /** A load from main of what Chromium cannot load, or that it refused without saying more. */
  failLoad(url: string, error: NetError): void {
    this.emitFailure(this.frames.main, url, error);
  }

  startLoad(url: string): void {
    this.owner.emit('did-start-navigation', ...this.details(this.frames.main, url, false));
  }

  emitLogin(event: HostEvent, ...args: unknown[]): void {
    this.owner.emit('login', event, ...args);
  }

  /** A page wants to go to a `blob:` page, and waits: see renderer/blob-pages.ts. */
  private blobRequested(frame: HostFrame, url: string): void {
    this.owner.emit('did-start-navigation', ...this.details(frame, url, false));
    if (!this.mayNavigate(frame, url)) {
      this.emitFailure(frame, url, toNetError('ERR_ABORTED'));
      return;
    }
    this.moved.add(url);
    this.cdp.post('Page.navigate', { url, frameId: frame.id });
  }

  private requested(event: Protocol.Page.FrameRequestedNavigationEvent): void {
    const frame = this.frames.get(event.frameId);
    if (!frame || event.disposition !== 'currentTab') return;
    const scheme = event.url.split(':')[0] ?? '';
    if (!schemes.isCustom(scheme) && isLoadable(event.url)) {
      const requested = this.requestedByPage.get(event.frameId) ?? [];
      this.requestedByPage.set(event.frameId, [...requested, withoutHash(event.url)]);
      return;
    }
    this.owner.emit('did-start-navigation', ...this.details(frame, event.url, false));
    if (!this.mayNavigate(frame, event.url)) {
      this.emitFailure(frame, event.url, toNetError('ERR_ABORTED'));
    } else if (schemes.isCustom(scheme)) {
      this.cdp.post('Page.navigate', {
        url: schemes.toChromium(event.url),
        ...(frame.parent ? { frameId: frame.id } : {}),
      });
    } else {
      this.emitFailure(frame, event.url, toNetError('ERR_UNKNOWN_URL_SCHEME'));
    }
  }

  private started(event: Protocol.Page.FrameStartedNavigatingEvent): void {
    const frame = this.frames.get(event.frameId);
    const scheme = event.url.split(':')[0] ?? '';
    if (!frame || schemes.isCustom(scheme) || !isLoadable(event.url)) return;
    const isByPage =
      this.takeRequest(event.frameId, withoutHash(event.url)) || frame.parent !== null;
    // Those within a document are reported by navigatedWithinDocument, whoever starts them.
    if (/samedocument/i.test(event.navigationType)) return;
    const url = schemes.toApp(event.url);
    const isMoved = this.moved.delete(event.url);
    const fresh = { frame, isByPage, url, status: 0, statusText: '', error: undefined };
    this.pending.set(event.loaderId, fresh);
    if (!isMoved) this.owner.emit('did-start-navigation', ...this.details(frame, url, false));
  }

  /** Strikes what the page asked for from the list. @returns whether it was there. */
  private takeRequest(frameId: string, url: string): boolean {
    const requested = this.requestedByPage.get(frameId) ?? [];
    const index = requested.indexOf(url);
    if (index >= 0) requested.splice(index, 1);
    return index >= 0;
  }

  private mayNavigate(frame: HostFrame, url: string): boolean {
    if (this.preventable('will-frame-navigate', frame, url, true)) return false;
    return frame.parent !== null || !this.preventable('will-navigate', frame, url, true);
  }

  private preventable(name: string, frame: HostFrame, url: string, byPage = false): boolean {
    const [event, ...deprecated] = this.details(frame, url, false, byPage);
    this.owner.emit(name, event, ...(name === 'will-frame-navigate' ? [] : deprecated));
    return event.defaultPrevented;
  }

  /** The event's details, then the same as the deprecated positional arguments. */
  private details(
    frame: HostFrame,
    url: string,
    sameDocument: boolean,
    byPage = false,
  ): [HostEvent, ...unknown[]] {
    const isMainFrame = frame.parent === null;
    const event = new HostEvent({
      url,
      isSameDocument: sameDocument,
      isMainFrame,
      frame,
      initiator: byPage ? frame : null,
    });
    return [event, url, sameDocument, isMainFrame, frame.processId, frame.routingId];
  }

  private navigated(info: Protocol.Page.Frame): void {
    const frame = this.frames.get(info.id);
    if (!frame) return;
    const isMainFrame = frame.parent === null;
    if (isMainFrame) this.onErrorPage = info.unreachableUrl !== undefined;
    const pending = this.pending.get(info.loaderId);
    if (info.unreachableUrl !== undefined) return;
    this.pending.delete(info.loaderId);
    this.requestedByPage.delete(info.id); // by the page that is gone
    const { status = 200, statusText = '' } = pending ?? {};
    const where = [frame.processId, frame.routingId];
    const args = [frame.url, status || 200, statusText];
    this.owner.emit('did-frame-navigate', new HostEvent(), ...args, isMainFrame, ...where);
    if (isMainFrame) this.owner.emit('did-navigate', new HostEvent(), ...args);
  }

  private inPage(frameId: string, chromiumUrl: string): void {
    const frame = this.frames.get(frameId);
    if (!frame) return;
    const url = schemes.toApp(chromiumUrl);
    const where = [frame.parent === null, frame.processId, frame.routingId];
    this.owner.emit('did-start-navigation', ...this.details(frame, url, true));
    this.owner.emit('did-navigate-in-page', new HostEvent(), url, ...where);
  }

  private failed(loaderId: string, errorText: string): void {
    const pending = this.pending.get(loaderId);
    if (!pending) return;
    this.pending.delete(loaderId);
    this.emitFailure(pending.frame, pending.url, pending.error ?? toNetError(errorText));
  }

  /** An aborted navigation is no `did-fail-load`: Electron leaves that to did-fail-provisional-load. */
  private emitFailure(frame: HostFrame, url: string, { code, description }: NetError): void {
    const isMainFrame = frame.parent === null;
    const where = [isMainFrame, frame.processId, frame.routingId];
    if (description.startsWith('ERR_CERT_')) {
      const ignore = (): void => undefined;
      this.owner.emit(
        'certificate-error',
        new HostEvent(),
        url,
        `net::${description}`,
        {},
        ignore,
        isMainFrame,
      );
    }
    this.owner.emit('did-fail-provisional-load', new HostEvent(), code, description, url, ...where);
    if (description !== 'ERR_ABORTED') {
      this.owner.emit('did-fail-load', new HostEvent(), code, description, url, ...where);
    }
  }

  private setLoading(frameId: string, loading: boolean): void {
    if (this.frames.get(frameId) !== this.frames.main || this.loading === loading) return;
    this.loading = loading;
    this.owner.emit(loading ? 'did-start-loading' : 'did-stop-loading', new HostEvent());
  }
}

function withoutHash(url: string): string {
  return url.replace(/#.*$/s, '');
}
