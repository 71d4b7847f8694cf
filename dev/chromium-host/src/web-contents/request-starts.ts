import type { CdpSession } from '../chromium/connection';
import { Schemes } from '../session/schemes';

/** How long to wait for what Chromium says of a request, in ms. It says nothing of a worker's. */
const patience = 1_000;

/** What starts the requests to custom schemes: `Fetch` or `XHR`, which a paused request does not tell. */
export class RequestStarts {
  private readonly known = new Map<string, string>();
  private readonly awaited = new Map<string, (type: string) => void>();

  constructor(cdp: CdpSession) {
    cdp.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
      if ((type !== 'Fetch' && type !== 'XHR') || !Schemes.isReserved(request.url)) return;
      const waiting = this.awaited.get(requestId);
      if (waiting) waiting(type);
      else this.known.set(requestId, type);
    });
  }

  /** The page's process tells of it, and the browser's pauses it: either may come first. */
  async isFetch(requestId: string): Promise<boolean> {
    const type =
      this.known.get(requestId) ??
      (await new Promise<string>((resolve) => {
        this.awaited.set(requestId, resolve);
        setTimeout(resolve, patience, '').unref();
      }));
    this.known.delete(requestId);
    this.awaited.delete(requestId);
    return type === 'Fetch';
  }
}
