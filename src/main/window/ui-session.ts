import type { CommandLine, Session, session } from 'electron';
import { isUiUrl } from '../util/urls';

/**
 * To be called before `app` is ready. Chromium looks up the names in `<link rel="dns-prefetch">`, which neither a
 * policy nor a proxy prevents (`PreloadHelper::DnsPrefetchIfNeeded` in Blink asks only this setting): a script could
 * send text out of the app in names. No page of this app needs it.
 */
export function disableDnsPrefetch(commandLine: Pick<CommandLine, 'appendSwitch'>): void {
  commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false');
}

/**
 * The session of the app's own pages: in memory, and without a network (SEC-39). The content security policy does
 * not cover what Chromium does besides requests: preconnecting, and WebRTC's STUN and TURN. These use the proxy,
 * and no program can listen on port 0. Without `<-loopback>`, loopback addresses would bypass it.
 */
export async function createUiSession(
  sessions: Pick<typeof session, 'fromPartition'>,
): Promise<Session> {
  const own = sessions.fromPartition('ui');
  own.webRequest.onBeforeRequest(({ url }, callback) =>
    callback({ cancel: !isUiUrl(url) && !/^(data|devtools):/.test(url) }),
  );
  await own.setProxy({ proxyRules: 'http://127.0.0.1:0', proxyBypassRules: '<-loopback>' });
  return own;
}
