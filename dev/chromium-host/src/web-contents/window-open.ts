import type Electron from 'electron';
import { notImplemented } from '../shared/not-implemented';

export type WindowOpenHandler = (
  details: Electron.HandlerDetails,
) => Electron.WindowOpenHandlerResponse;

/** Asks the app's handler. Nothing opens: the host knows `deny` only. */
export function openWindow(
  handler: WindowOpenHandler,
  {
    url,
    frameName,
    features,
    referrer,
  }: Record<'url' | 'frameName' | 'features' | 'referrer', string>,
): void {
  const { action } = handler({
    url,
    frameName,
    features,
    disposition: features === '' ? 'foreground-tab' : 'new-window',
    referrer: { url: referrer, policy: 'strict-origin-when-cross-origin' },
  });
  if (action === 'allow') throw notImplemented("setWindowOpenHandler with action 'allow'");
}
