import type { Protocol } from 'devtools-protocol';
import type { CdpSession } from '../chromium/connection';
import { isLoadable, schemes } from '../session/schemes';
import { HostEvent } from '../shared/host-event';
import type { HostFrame } from '../web-contents/frame';
import type { FrameTree } from '../web-contents/frame-tree';
import type { PageContents } from '../web-contents/page-contents';
import { sandboxPolicyOf } from '../web-contents/sandbox';
import { openExternally } from './external';
import { Initiators } from './initiators';
import { LoadingState } from './loading-state';
import {
  emitFailure,
  emitLoadFailure,
  emitNavigation,
  type NavigationDetails,
} from './navigation-events';
import { type NetError, toNetError } from './net-errors';
import { PageRequests, withoutHash } from './page-requests';
import { PendingNavigations } from './pending-navigations';

type Paused = Protocol.Fetch.RequestPausedEvent;

/** In place of a frame's id: loads from main, already announced, that Chromium has not started. */
const fromMain = 'main';

/** Turns Chromium's reports into Electron's events: https://www.electronjs.org/docs/latest/api/web-contents#navigation-events */
export class Navigation {
  private readonly pending = new PendingNavigations();
  private readonly requests = new PageRequests();
  private readonly moved = new Set<string>();
  readonly loadingState = new LoadingState((loading) =>
    this.owner.emit(loading ? 'did-start-loading' : 'did-stop-loading', new HostEvent()),
  );
  private cdp: CdpSession | undefined;
  private initiators: Initiators | undefined;
  private onErrorPage = false;
  /** Set while an event is emitted whose listeners can start no load. */
  private refusesLoads = false;

  constructor(
    private readonly owner: PageContents,
    readonly frames: FrameTree,
  ) {}

  /** From now on `cdp` tells what happens to the page. */
  attach(cdp: CdpSession): void {
    this.cdp = cdp;
    this.initiators = new Initiators(cdp, this.frames);
    cdp.on('Page.frameRequestedNavigation', (event) => this.requested(event));
    cdp.on('Page.frameStartedNavigating', (event) => this.started(event));
    cdp.on('Page.frameNavigated', ({ frame }) => this.navigated(frame));
    cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => this.inPage(frameId, url));
    cdp.on('Network.requestWillBeSent', (event) => this.willBeSent(event));
    cdp.on('Network.loadingFailed', ({ requestId, errorText }) =>
      this.failed(requestId, errorText),
    );
    cdp.on('Network.responseReceived', ({ requestId, response, frameId = '' }) => {
      const { status, statusText, headers } = response;
      const pending = this.pending.get(requestId);
      if (!pending) return;
      Object.assign(pending, { status, statusText });
      const frame = this.frames.get(frameId);
      if (frame) frame.sandboxPolicy = sandboxPolicyOf(headers);
    });
    cdp.on('Page.domContentEventFired', () => {
      if (!this.onErrorPage) this.owner.emit('dom-ready', new HostEvent());
    });
    cdp.on('Page.lifecycleEvent', (event) => this.frameLoads(event));
    cdp.on('Page.frameStartedLoading', ({ frameId }) => this.loadingState.begin(frameId));
    cdp.on('Page.frameStoppedLoading', ({ frameId }) => {
      this.loadingState.stopped(frameId, this.pending.isNavigating(frameId));
    });
    cdp.on('Page.frameDetached', ({ frameId }) => this.loadingState.end(frameId));
    this.owner.on('chromium-host:blob-page', (frame: HostFrame, url: string) =>
      this.blobRequested(frame, url),
    );
    this.owner.on('chromium-host:activated', (frame: HostFrame) =>
      this.initiators?.activate(frame),
    );
  }

  /**
   * Announces a load that main asks for. It ends with `loadEnded`.
   * @returns false when it was refused, since another navigation is just being announced
   */
  announceLoad(url: string, key: string): boolean {
    if (this.refusesLoads) return false;
    this.withoutLoads(() => this.loadingState.begin(key));
    const current = this.frames.main.url;
    const isSameDocument =
      url.includes('#') && current !== '' && withoutHash(current) === withoutHash(url);
    this.withoutLoads(() =>
      this.emit('did-start-navigation', this.frames.main, url, isSameDocument),
    );
    return true;
  }

  /** Chromium is about to be asked for the load, under its own name. */
  loadAsked(chromiumUrl: string): void {
    this.requests.add(fromMain, chromiumUrl, null);
  }

  /** Chromium has answered, or will not be asked. */
  loadEnded(key: string, chromiumUrl?: string): void {
    if (chromiumUrl !== undefined) this.requests.take(fromMain, chromiumUrl);
    this.loadingState.end(key);
  }

  /** The page stays: its beforeunload handlers keep it, and what was on the way does not come. */
  unloadRefused(): void {
    const { id } = this.frames.main;
    this.pending.drop(id);
    this.loadingState.stays(id);
  }

  /** A document is about to be requested. @returns whether the app lets it be. */
  start(event: Paused): boolean {
    const frame = this.frames.get(event.frameId);
    if (!frame || event.redirectedRequestId) return true;
    const pending = this.pending.get(event.networkId ?? '');
    if (!pending) return false; // another has taken its place meanwhile
    const url = schemes.toApp(event.request.url);
    return !pending.isByPage || this.mayNavigate(frame, url, pending.initiator);
  }

  /** The server redirects a document to `url`. @returns whether the app lets it. */
  redirect(event: Paused, url: string): boolean {
    const frame = this.frames.get(event.frameId);
    if (!frame) return true;
    const pending = this.pending.get(event.networkId ?? '');
    const initiator = pending?.initiator ?? null;
    if (emitNavigation(this.owner, 'will-redirect', { frame, url, initiator })) return false;
    if (pending) pending.url = url;
    this.withoutLoads(() =>
      emitNavigation(this.owner, 'did-redirect-navigation', { frame, url, initiator }),
    );
    return true;
  }

  /** A redirect has led to a scheme that the system is to open. */
  redirectExternally(event: Paused, url: string): void {
    const frame = this.frames.get(event.frameId);
    const requester = this.pending.get(event.networkId ?? '')?.initiator ?? null;
    if (frame) this.openExternally({ frame, url, requester });
  }

  openExternally(what: Parameters<typeof openExternally>[2]): void {
    if (this.cdp) void openExternally(this.owner, this.cdp, what).catch(() => undefined);
  }

  /** The request of a document is about to be failed for a reason that Chromium can't be told. */
  failWith(event: Paused, url: string, error: NetError): void {
    const pending = this.pending.get(event.networkId ?? '');
    if (pending) Object.assign(pending, { url, error });
  }

  /** A redirect to a custom scheme continues as a separate navigation, which is not reported to the app. */
  moveTo(event: Paused, chromiumUrl: string): void {
    this.pending.delete(event.networkId ?? '');
    this.moved.add(chromiumUrl);
    this.cdp?.post('Page.navigate', { url: chromiumUrl, frameId: event.frameId });
  }

  /** A page wants to go to a `blob:` page, and waits: see renderer/blob-pages.ts. */
  private blobRequested(frame: HostFrame, url: string): void {
    this.withoutLoads(() => this.emit('did-start-navigation', frame, url));
    if (!this.mayNavigate(frame, url, frame)) return;
    this.moved.add(url);
    this.cdp?.post('Page.navigate', { url, frameId: frame.id });
  }

  private requested(event: Protocol.Page.FrameRequestedNavigationEvent): void {
    const frame = this.frames.get(event.frameId);
    if (!frame) return;
    const initiator = this.initiators?.ofRequest(frame, event) ?? null;
    if (event.disposition !== 'currentTab') {
      this.owner.emit('chromium-host:other-tab', event);
      return;
    }
    const url = schemes.normalize(event.url) ?? event.url;
    if (!schemes.isCustom(url.split(':')[0] ?? '')) {
      this.requests.add(event.frameId, url, initiator);
      return;
    }
    this.withoutLoads(() => this.emit('did-start-navigation', frame, url));
    if (!this.mayNavigate(frame, url, initiator ?? frame)) return;
    const where = frame.parent ? { frameId: frame.id } : {};
    this.cdp?.post('Page.navigate', { url: schemes.toChromium(url), ...where });
  }

  private started(event: Protocol.Page.FrameStartedNavigatingEvent): void {
    const frame = this.frames.get(event.frameId);
    if (!frame || schemes.isCustom(event.url.split(':')[0] ?? '')) return;
    const requested = this.requests.take(event.frameId, event.url);
    // Those within a document are reported by navigatedWithinDocument, whatever starts them.
    if (/samedocument/i.test(event.navigationType)) return;
    const url = schemes.toApp(event.url);
    const announced =
      frame.parent === null && !requested && this.requests.take(fromMain, event.url) !== null;
    const isMoved = this.moved.delete(event.url);
    const isByPage = !announced && (requested !== null || frame.parent !== null);
    const initiator = isByPage ? (requested?.initiator ?? null) : null;
    const fresh = { status: 0, statusText: '', error: undefined };
    this.pending.set(event.loaderId, { frame, isByPage, initiator, url, ...fresh });
    this.loadingState.begin(event.frameId);
    if (isMoved || announced) return;
    this.withoutLoads(() => this.emit('did-start-navigation', frame, url));
  }

  private willBeSent(event: Protocol.Network.RequestWillBeSentEvent): void {
    const pending = this.pending.get(event.requestId);
    if (!pending?.isByPage || event.redirectResponse) return;
    const { frame, url } = pending;
    pending.initiator ??= this.initiators?.ofStack(event.initiator) ?? frame;
    if (isLoadable(url)) return;
    // Nothing pauses it: Chromium gives it up by itself.
    const requester = pending.initiator;
    if (this.mayNavigate(frame, url, requester)) this.openExternally({ frame, url, requester });
  }

  private mayNavigate(frame: HostFrame, url: string, initiator: HostFrame | null): boolean {
    const details: NavigationDetails = { frame, url, initiator };
    if (emitNavigation(this.owner, 'will-frame-navigate', details)) return false;
    return frame.parent !== null || !emitNavigation(this.owner, 'will-navigate', details);
  }

  private emit(name: string, frame: HostFrame, url: string, isSameDocument = false): void {
    emitNavigation(this.owner, name, { frame, url, isSameDocument });
  }

  private withoutLoads(announce: () => void): void {
    const before = this.refusesLoads;
    this.refusesLoads = true;
    try {
      announce();
    } finally {
      this.refusesLoads = before;
    }
  }

  private navigated(info: Protocol.Page.Frame): void {
    const frame = this.frames.get(info.id);
    if (!frame) return;
    const isMainFrame = frame.parent === null;
    const isErrorPage = info.unreachableUrl !== undefined;
    if (isMainFrame) this.onErrorPage = isErrorPage;
    if (isErrorPage) return;
    const pending = this.pending.get(info.loaderId);
    this.pending.delete(info.loaderId);
    this.requests.clear(info.id); // by the page that is gone
    const { status = 200, statusText = '' } = pending ?? {};
    const where = [frame.processId, frame.routingId];
    const args = [frame.url, status || 200, statusText];
    this.owner.emit('did-frame-navigate', new HostEvent(), ...args, isMainFrame, ...where);
    if (isMainFrame) this.owner.emit('did-navigate', new HostEvent(), ...args);
  }

  private frameLoads({ frameId, loaderId, name }: Protocol.Page.LifecycleEventEvent): void {
    const frame = this.frames.get(frameId);
    if (frame?.loaderId !== loaderId || frame.url === '') return;
    if (name === 'DOMContentLoaded') frame.api.emit('dom-ready');
    if (name !== 'load') return;
    const { processId, routingId, parent } = frame;
    const where = [parent === null, processId, routingId];
    if (parent === null && this.onErrorPage) return;
    this.owner.emit('did-frame-finish-load', new HostEvent(), ...where);
    if (parent === null) this.owner.emit('did-finish-load', new HostEvent());
  }

  private inPage(frameId: string, chromiumUrl: string): void {
    const frame = this.frames.get(frameId);
    if (!frame) return;
    const url = schemes.toApp(chromiumUrl);
    const where = [frame.parent === null, frame.processId, frame.routingId];
    if (!this.requests.take(fromMain, chromiumUrl))
      this.withoutLoads(() => this.emit('did-start-navigation', frame, url, true));
    this.owner.emit('did-navigate-in-page', new HostEvent(), url, ...where);
  }

  private failed(loaderId: string, errorText: string): void {
    const pending = this.pending.get(loaderId);
    if (pending) {
      this.pending.delete(loaderId);
      const error = pending.error ?? toNetError(errorText);
      emitFailure(this.owner, pending.frame, pending.url, error);
      if (error.description === 'ERR_ABORTED') this.loadingState.stays(pending.frame.id);
      return;
    }
    // A document that is shown already, and breaks off.
    const frame = this.frames.byLoader(loaderId);
    if (!frame || this.onErrorPage) return;
    emitLoadFailure(this.owner, frame, frame.url, toNetError(errorText));
  }
}
