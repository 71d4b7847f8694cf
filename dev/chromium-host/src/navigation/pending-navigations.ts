import type { HostFrame } from '../web-contents/frame';
import type { NetError } from './net-errors';

export interface PendingNavigation {
  readonly frame: HostFrame;
  /** Tells the page's navigations from those that main starts. */
  readonly isByPage: boolean;
  initiator: HostFrame | null;
  url: string;
  status: number;
  statusText: string;
  error: NetError | undefined;
}

/** Navigations that have started and not yet ended, by Chromium's loader id. */
export class PendingNavigations extends Map<string, PendingNavigation> {
  isNavigating(frameId: string): boolean {
    return [...this.values()].some(({ frame }) => frame.id === frameId);
  }

  /** None of this frame's navigations takes place. */
  drop(frameId: string): void {
    for (const [loaderId, { frame }] of this) if (frame.id === frameId) this.delete(loaderId);
  }
}
