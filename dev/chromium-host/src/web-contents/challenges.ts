import type { Protocol } from 'devtools-protocol';
import type { CdpSession } from '../chromium/connection';
import { schemes } from '../session/schemes';
import { HostEvent } from '../shared/host-event';
import type { PageContents } from './page-contents';

/**
 * Asks the app, by `login`, for the password that a server wants by HTTP; without an answer there is none.
 * https://www.electronjs.org/docs/latest/api/web-contents#event-login
 */
export function answerChallenges(cdp: CdpSession, contents: PageContents): void {
  const asked = new Set<string>();
  cdp.on('Fetch.authRequired', ({ requestId, request, resourceType, authChallenge }) => {
    let answered = false;
    const answer = (username?: string, password?: string): void => {
      if (answered) return;
      answered = true;
      const authChallengeResponse: Protocol.Fetch.AuthChallengeResponse =
        username === undefined || password === undefined
          ? { response: 'CancelAuth' }
          : { response: 'ProvideCredentials', username, password };
      if (authChallengeResponse.response === 'ProvideCredentials')
        contents.session.hasPasswords = true;
      cdp.post('Fetch.continueWithAuth', { requestId, authChallengeResponse });
    };
    const { origin, scheme, realm, source } = authChallenge;
    const { hostname, port } = new URL(origin);
    // All that Chromium pauses of one request has an id that begins alike.
    const [job = ''] = requestId.split('.');
    const details = {
      url: schemes.toApp(request.url),
      pid: contents.id,
      isRequestForNavigation: resourceType === 'Document',
      firstAuthAttempt: !asked.has(job),
    };
    asked.add(job);
    const event = new HostEvent();
    const isProxy = source === 'Proxy';
    const info = { isProxy, scheme, host: hostname, port: Number(port), realm };
    contents.emit('login', event, details, info, answer);
    if (!event.defaultPrevented) answer();
  });
}
