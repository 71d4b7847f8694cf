import type { App } from 'electron';

/** Shorter, and the dialog that unlocks a keyring would come again when it is cancelled and the window gets the focus. */
const quietMs = 60_000;

/**
 * For Linux, where no event says that the screen or the keyring was unlocked (Electron: `unlock-screen` is for macOS and
 * Windows): a user who comes back to the app's window may have done both.
 *
 * @param monotonic a clock that nobody sets, in ms
 */
export function wakeOnFocus(
  app: Pick<App, 'on'>,
  wake: () => Promise<void>,
  monotonic: () => number,
): void {
  let isWaking = false;
  let endedAt = monotonic();
  app.on('browser-window-focus', async () => {
    if (isWaking || monotonic() - endedAt < quietMs) return;
    isWaking = true;
    await wake().catch(() => {});
    isWaking = false;
    endedAt = monotonic();
  });
}
