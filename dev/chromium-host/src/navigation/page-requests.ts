import type { HostFrame } from '../web-contents/frame';

/** A navigation that a page has asked for. */
export interface PageRequest {
  readonly url: string;
  readonly initiator: HostFrame | null;
}

/** What each frame's page has asked for and has not begun. It may ask for the next at any time, or the same again. */
export class PageRequests {
  private readonly byFrame = new Map<string, PageRequest[]>();

  add(frameId: string, url: string, initiator: HostFrame | null): void {
    const request = { url: withoutHash(url), initiator };
    this.byFrame.set(frameId, [...(this.byFrame.get(frameId) ?? []), request]);
  }

  /** Strikes a request from the list; null when it is not there. */
  take(frameId: string, url: string): PageRequest | null {
    const requests = this.byFrame.get(frameId) ?? [];
    const index = requests.findIndex((one) => one.url === withoutHash(url));
    return index < 0 ? null : (requests.splice(index, 1)[0] ?? null);
  }

  /** The page that asked is gone. */
  clear(frameId: string): void {
    this.byFrame.delete(frameId);
  }
}

export function withoutHash(url: string): string {
  return url.replace(/#.*$/s, '');
}
