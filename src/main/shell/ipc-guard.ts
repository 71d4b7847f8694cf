import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { uiOrigin } from '../../shared/identity';

/**
 * Whether a message comes from our page: the main frame of the app window, showing our origin
 * (SEC-42). `senderFrame` is `null` once the frame has gone away or navigated.
 */
export function isTrustedSender(
  event: Pick<IpcMainInvokeEvent, 'senderFrame'>,
  appContents: Pick<WebContents, 'mainFrame'>,
): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame !== appContents.mainFrame) return false;
  if (!URL.canParse(frame.url)) return false;
  const { protocol, host } = new URL(frame.url);
  return `${protocol}//${host}` === uiOrigin;
}
