import type { CdpSession } from '../chromium/connection';
import { shell } from '../modules/interaction';
import { requestPermission } from '../session/permissions';
import type { HostFrame } from '../web-contents/frame';
import type { PageContents } from '../web-contents/page-contents';
import { isAllowedBySandbox } from '../web-contents/sandbox';

/**
 * Hands a URL that neither Chromium nor a handler loads to the system, if the permission `openExternal` is
 * granted. A sandboxed frame needs a token for it.
 * Source: HandleExternalProtocolInUI in shell/browser/electron_browser_client.cc of Electron
 *
 * @param frame the frame that navigates
 * @param requester the frame that asked, or null for a load from main
 */
export async function openExternally(
  contents: PageContents,
  cdp: CdpSession,
  { frame, requester, url }: { frame: HostFrame; requester: HostFrame | null; url: string },
): Promise<void> {
  if (frame.parent !== null && !(await isAllowedBySandbox(cdp, frame, words))) return;
  const asking = requester === null || requester.detached ? frame.top : requester;
  const details = { externalURL: url };
  if (!(await requestPermission(contents, asking, 'openExternal', details))) return;
  await shell.openExternal(url).catch(() => undefined);
}

/** Any of these lets a sandboxed frame open other programs; HTML, "allowed to navigate to custom protocols". */
const words = ['allow-top-navigation-to-custom-protocols', 'allow-top-navigation', 'allow-popups'];
