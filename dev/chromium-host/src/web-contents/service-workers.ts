import type { CdpConnection, CdpSession } from '../chromium/connection';
import type { RequestGate } from './request-gate';

/**
 * Has `webRequest` decide about what service workers request too, their own script first, as in Electron, where the
 * factory of every kind of request goes through it (`WillCreateURLLoaderFactory` in shell/browser/electron_browser_client.cc).
 *
 * @param createGate of the requests of one worker
 */
export async function watchServiceWorkers(
  page: CdpSession,
  connection: CdpConnection,
  createGate: (worker: CdpSession) => RequestGate,
): Promise<void> {
  page.on('Target.attachedToTarget', ({ sessionId }) => {
    const worker = connection.session(sessionId);
    createGate(worker)
      .enable()
      .catch(() => undefined)
      .finally(() => worker.post('Runtime.runIfWaitingForDebugger'));
  });
  await page.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'service_worker' }],
  });
}
