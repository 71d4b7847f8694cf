import type { CdpSession } from '../chromium/connection';
import { shell } from '../modules/interaction';
import { requestPermission } from '../session/permissions';
import type { HostFrame } from './frame';
import type { PageContents } from './page-contents';

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
  if (frame.parent !== null && !(await maySandboxedFrameOpen(cdp, frame))) return;
  const asking = requester === null || requester.isDestroyed() ? contents.mainFrame : requester;
  const details = { externalURL: url };
  if (!(await requestPermission(contents, asking, 'openExternal', details))) return;
  await shell.openExternal(url).catch(() => undefined);
}

/** Any of these lets a sandboxed frame open other programs; HTML, "allowed to navigate to custom protocols". */
const tokens = ['allow-top-navigation-to-custom-protocols', 'allow-top-navigation', 'allow-popups'];

async function maySandboxedFrameOpen(cdp: CdpSession, frame: HostFrame): Promise<boolean> {
  for (let inner: HostFrame | null = frame; inner !== null; inner = inner.parent) {
    const sandboxes = [inner.sandboxPolicy, await sandboxAttribute(cdp, inner)];
    if (sandboxes.some((words) => words && !tokens.some((token) => words.includes(token))))
      return false;
  }
  return true;
}

/** The words of the `sandbox` attribute of the frame's element; null without one. */
async function sandboxAttribute(cdp: CdpSession, frame: HostFrame): Promise<string[] | null> {
  if (frame.parent === null) return null;
  const { backendNodeId } = await cdp.send('DOM.getFrameOwner', { frameId: frame.id });
  const { node } = await cdp.send('DOM.describeNode', { backendNodeId });
  const { attributes = [] } = node;
  const index = attributes.findIndex((name, i) => i % 2 === 0 && name === 'sandbox');
  return index < 0 ? null : (attributes[index + 1] ?? '').toLowerCase().split(/\s+/);
}

/** The words of the policies' `sandbox` directives, of which each must allow (CSP3 §6.3.2); null without one. */
export function sandboxPolicyOf(headers: Record<string, string>): string[] | null {
  const policies = Object.entries(headers)
    .filter(([name]) => name.toLowerCase() === 'content-security-policy')
    .flatMap(([, value]) => value.split(/[,\n]/));
  const sandboxes = policies
    .flatMap((policy) => policy.split(';'))
    .map((directive) => directive.trim().toLowerCase().split(/\s+/))
    .filter(([name]) => name === 'sandbox');
  const [first] = sandboxes;
  return first?.filter((word) => sandboxes.every((words) => words.includes(word))) ?? null;
}
