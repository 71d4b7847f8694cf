import type { CdpSession } from '../chromium/connection';
import type { HostFrame } from './frame';

/**
 * Whether a frame may do what its sandbox, or that of a frame around it, forbids without one of these words.
 * https://html.spec.whatwg.org/multipage/browsers.html#sandboxing
 */
export async function isAllowedBySandbox(
  cdp: CdpSession,
  frame: HostFrame,
  words: readonly string[],
): Promise<boolean> {
  for (let inner: HostFrame | null = frame; inner !== null; inner = inner.parent) {
    const sandboxes = [inner.sandboxPolicy, await sandboxAttribute(cdp, inner)];
    if (sandboxes.some((sandbox) => sandbox && !words.some((word) => sandbox.includes(word))))
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
