import type { Protocol } from 'devtools-protocol';
import type { CdpSession } from '../chromium/connection';
import type { Loads } from '../navigation/load';
import type { Navigation } from '../navigation/navigation';
import { isLoadable, Schemes, schemes } from '../session/schemes';
import type { HostSession } from '../session/session';
import { parseStatusLine } from '../session/web-request';
import { answerChallenges } from './challenges';
import type { PageContents } from './page-contents';
import { requestDetails } from './request-details';
import { RequestStarts } from './request-starts';
import { serveFromHandler } from './serve';

type Paused = Protocol.Fetch.RequestPausedEvent;

/** Decides about every request that Chromium pauses: the page's navigations, custom schemes, webRequest. */
export class RequestGate {
  private readonly starts: RequestStarts;

  constructor(
    private readonly cdp: CdpSession,
    private readonly session: HostSession,
    private readonly navigation: Navigation,
    private readonly contents: PageContents,
    private readonly loads: Loads,
  ) {
    cdp.on('Fetch.requestPaused', (event) => void this.decide(event));
    this.starts = new RequestStarts(cdp);
    answerChallenges(cdp, contents);
  }

  /**
   * Pauses every request before it is sent: Chromium tells of the password that a server wants only for
   * one that was paused, and shows a prompt of its own for any other. Answers: those someone wants to see.
   */
  async enable(): Promise<void> {
    const { webRequest } = this.session;
    await this.cdp.send('Fetch.enable', {
      handleAuthRequests: true,
      patterns: [
        { urlPattern: '*', requestStage: 'Request' as const },
        webRequest.seesResponses
          ? { urlPattern: '*', requestStage: 'Response' as const }
          : { resourceType: 'Document' as const, requestStage: 'Response' as const },
      ],
    });
  }

  /** Pauses what the session wants to see, whenever that changes. @returns a function that ends it */
  follow(): () => void {
    const changed = () => void this.enable().catch(() => undefined);
    this.session.on('chromium-host:interception-changed', changed);
    return () => this.session.off('chromium-host:interception-changed', changed);
  }

  private async decide(event: Paused): Promise<void> {
    try {
      const atResponse =
        event.responseStatusCode !== undefined || event.responseErrorReason !== undefined;
      if (atResponse) await this.response(event);
      else await this.request(event);
    } catch (error) {
      // The page went away, or a handler of the app threw: the request must not hang.
      this.fail(event.requestId, 'Failed');
      if (!(error instanceof Error && error.name === 'ProtocolError')) console.error(error);
    }
  }

  private async request(paused: Paused): Promise<void> {
    // Chromium asks for the icon of its tab, which Electron does not have.
    if (
      paused.resourceType === 'Other' &&
      new URL(paused.request.url).pathname === '/favicon.ico'
    ) {
      this.fail(paused.requestId, 'Aborted');
      return;
    }
    const event = this.withUpload(paused);
    const { requestId, request } = event;
    if (event.resourceType === 'Document' && !this.navigation.start(event)) {
      this.fail(requestId, 'Aborted');
      return;
    }
    const details = requestDetails(event, this.contents, this.navigation);
    const { cancel, redirectURL } = await this.session.webRequest.beforeRequest(details);
    if (cancel) {
      this.fail(requestId, 'BlockedByClient');
      return;
    }
    if (redirectURL) {
      this.cdp.post('Fetch.continueResponse', {
        requestId,
        responseCode: 307,
        responseHeaders: [{ name: 'Location', value: schemes.toChromium(redirectURL) }],
      });
      return;
    }
    if (Schemes.isReserved(request.url)) {
      if (event.resourceType === 'Document' && !this.session.protocol.handles(details.url)) {
        this.navigation.redirectExternally(event, details.url);
        this.fail(requestId, 'Aborted');
        return;
      }
      const scheme = details.url.split(':')[0] ?? '';
      const mayNotFetch = details.resourceType === 'xhr' && !schemes.has(scheme, 'supportFetchAPI');
      if (mayNotFetch && (await this.starts.isFetch(event.networkId ?? ''))) {
        this.fail(requestId, 'AccessDenied');
        return;
      }
      const error = await serveFromHandler(this.cdp, this.session, event);
      if (!error) return;
      this.navigation.failWith(event, details.url, error);
      this.fail(requestId, 'Failed');
      return;
    }
    const sent = await this.session.webRequest.beforeSendHeaders({
      ...details,
      requestHeaders: { ...request.headers },
    });
    if (sent.cancel) {
      this.fail(requestId, 'BlockedByClient');
      return;
    }
    const isChanged = sent.requestHeaders !== undefined || event !== paused;
    const headers = Object.entries(sent.requestHeaders ?? request.headers).map(([name, value]) => ({
      name,
      value: String(value),
    }));
    this.cdp.post('Fetch.continueRequest', {
      requestId,
      ...(isChanged ? { headers } : {}),
      ...(event === paused ? {} : { method: request.method }),
      ...(event === paused || !request.postData ? {} : { postData: request.postData }),
    });
  }

  /** The request as the load that it belongs to wants it sent; the same one when it is right as it is. */
  private withUpload(event: Paused): Paused {
    const { request, frameId, resourceType, redirectedRequestId } = event;
    const isLoad =
      resourceType === 'Document' &&
      !redirectedRequestId &&
      frameId === this.navigation.frames.main.id;
    const upload = isLoad ? this.loads.takeUpload(schemes.toApp(request.url)) : null;
    if (upload === null) return event;
    const bytes = upload.body?.toString('base64');
    const posted =
      bytes === undefined ? {} : { method: 'POST', postData: bytes, postDataEntries: [{ bytes }] };
    return {
      ...event,
      request: { ...request, ...posted, headers: { ...request.headers, ...upload.headers } },
    };
  }

  private async response(event: Paused): Promise<void> {
    const { requestId, responseHeaders = [], responseStatusCode = 0 } = event;
    const location = responseHeaders.find(({ name }) => name.toLowerCase() === 'location')?.value;
    const isRedirect =
      location !== undefined && [301, 302, 303, 307, 308].includes(responseStatusCode);
    if (event.resourceType === 'Document' && isRedirect) {
      this.redirect(event, new URL(location, schemes.toApp(event.request.url)).href);
      return;
    }
    if (!this.session.webRequest.seesResponses || event.responseErrorReason) {
      this.cdp.post('Fetch.continueRequest', { requestId });
      return;
    }
    await this.filterHeaders(event);
  }

  private redirect(event: Paused, target: string): void {
    if (!this.navigation.redirect(event, target)) {
      this.fail(event.requestId, 'Aborted');
      return;
    }
    if (!isLoadable(target)) {
      this.navigation.redirectExternally(event, target);
      this.fail(event.requestId, 'Aborted');
      return;
    }
    const mapped = schemes.toChromium(target);
    if (mapped === target) {
      this.cdp.post('Fetch.continueRequest', { requestId: event.requestId });
      return;
    }
    // Chromium takes no other target for a redirect than the server's: the host goes there itself.
    this.navigation.moveTo(event, mapped);
    this.fail(event.requestId, 'Aborted');
  }

  private async filterHeaders(event: Paused): Promise<void> {
    const { requestId, responseHeaders = [], responseStatusCode = 200 } = event;
    const received: Record<string, string[]> = {};
    for (const { name, value } of responseHeaders)
      received[name] = [...(received[name] ?? []), value];
    const answer = await this.session.webRequest.headersReceived({
      ...requestDetails(event, this.contents, this.navigation),
      statusLine: `HTTP/1.1 ${responseStatusCode} ${event.responseStatusText ?? ''}`.trim(),
      statusCode: responseStatusCode,
      responseHeaders: received,
    });
    if (answer.cancel) {
      this.fail(requestId, 'BlockedByClient');
      return;
    }
    if (!answer.responseHeaders) {
      this.cdp.post('Fetch.continueRequest', { requestId });
      return;
    }
    const status = parseStatusLine(answer.statusLine);
    const changed = {
      requestId,
      responseCode: status?.statusCode ?? responseStatusCode,
      ...(status ? { responsePhrase: status.statusMessage } : {}),
      responseHeaders: Object.entries(answer.responseHeaders).flatMap(([name, values]) =>
        [values].flat().map((value) => ({ name, value })),
      ),
    };
    if (event.resourceType !== 'Document') {
      await this.cdp.send('Fetch.continueResponse', changed);
      return;
    }
    // Chromium has read a document's policies by now, and reads them anew only in an answer of ours.
    const { body, base64Encoded } = await this.cdp.send('Fetch.getResponseBody', { requestId });
    await this.cdp.send('Fetch.fulfillRequest', {
      ...changed,
      body: base64Encoded ? body : Buffer.from(body).toString('base64'),
    });
  }

  private fail(requestId: string, errorReason: Protocol.Network.ErrorReason): void {
    this.cdp.post('Fetch.failRequest', { requestId, errorReason });
  }
}
