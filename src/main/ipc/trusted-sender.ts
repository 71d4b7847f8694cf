import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { isUiUrl } from '../window/ui-url';

/**
 * Whether a message comes from our page: the main frame of the app window, showing our origin
 * (SEC-42). `senderFrame` is `null` once the frame has gone away or navigated.
 */
export function isTrustedSender(
  event: Pick<IpcMainInvokeEvent, 'senderFrame'>,
  appContents: Pick<WebContents, 'mainFrame'>,
): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === appContents.mainFrame && isUiUrl(frame.url);
}
