import { HostEvent } from '../shared/host-event';
import { refuseUnknown } from '../shared/not-implemented';
import type { HostFrame } from '../web-contents/frame';
import type { NetError } from './net-errors';

export interface Emitter {
  emit(event: string, ...args: unknown[]): boolean;
}

export interface NavigationDetails {
  readonly frame: HostFrame;
  readonly url: string;
  readonly isSameDocument?: boolean;
  readonly initiator?: HostFrame | null;
}

/** Emits a navigation event, with its details and the same as deprecated arguments. @returns whether it was prevented */
export function emitNavigation(
  owner: Emitter,
  name: string,
  { frame, url, isSameDocument = false, initiator = null }: NavigationDetails,
): boolean {
  const isMainFrame = frame.parent === null;
  const { processId, routingId } = frame;
  const event = new HostEvent({ url, isSameDocument, isMainFrame, processId, routingId });
  for (const [key, value] of Object.entries({ frame, initiator })) {
    // Like the event's `senderFrame`: null once the frame has gone.
    const get = () => (!value || value.detached ? null : value.api);
    Object.defineProperty(event, key, { get, enumerable: true });
  }
  owner.emit(name, event, url, isSameDocument, isMainFrame, processId, routingId);
  return event.defaultPrevented;
}

/** An aborted navigation fails with no event: Chromium commits no error page for it. */
export function emitFailure(
  owner: Emitter,
  frame: HostFrame,
  url: string,
  { code, description }: NetError,
): void {
  if (description === 'ERR_ABORTED') return;
  const isMainFrame = frame.parent === null;
  const where = [isMainFrame, frame.processId, frame.routingId];
  if (description.startsWith('ERR_CERT_')) {
    const ignore = (): void => undefined;
    const error = `net::${description}`;
    const certificate = refuseUnknown({}, 'certificate');
    owner.emit('certificate-error', new HostEvent(), url, error, certificate, ignore, isMainFrame);
  }
  // Electron's own words, on stderr unless the app replaces the listener (electron_api_web_contents.cc).
  process.emitWarning(`Failed to load URL: ${url} with error: ${description}`, 'electron');
  owner.emit('did-fail-provisional-load', new HostEvent(), code, description, url, ...where);
  emitLoadFailure(owner, frame, url, { code, description });
}

/** `did-fail-load`, also of a document that is shown already and breaks off. */
export function emitLoadFailure(
  owner: Emitter,
  frame: HostFrame,
  url: string,
  { code, description }: NetError,
): void {
  if (description === 'ERR_ABORTED') return;
  const where = [frame.parent === null, frame.processId, frame.routingId];
  owner.emit('did-fail-load', new HostEvent(), code, description, url, ...where);
}
