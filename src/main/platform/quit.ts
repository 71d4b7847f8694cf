import type { App, AutoUpdater } from 'electron';
import type { AuthService } from '../auth/auth-service';

/** Nobody waits longer for an app to close, in ms. */
const patienceMs = 3_000;

/**
 * Quitting waits, for a moment, for what must not be cut off: a refresh that may just have rotated the
 * token (SEC-52), and a sign-out that has not yet deleted its entry (SEC-58).
 *
 * @param updater tells of a quit that installs an update. It has waited before (`settle`), and nothing may stop
 *   it: on macOS the update would be lost
 * @param forget drops the cookies of the sign-in window
 */
export function quitGracefully(
  app: Pick<App, 'on' | 'exit'>,
  updater: Pick<AutoUpdater, 'on'>,
  auth: Pick<AuthService, 'settled' | 'dispose' | 'signOut' | 'state'>,
  forget: () => void,
): void {
  let isLeaving = false;
  let isUpdating = false;
  updater.on('before-quit-for-update', () => {
    isUpdating = true;
  });
  app.on('before-quit', (event) => {
    forget();
    if (isUpdating) {
      auth.dispose();
      return;
    }
    event.preventDefault();
    if (isLeaving) return;
    isLeaving = true;
    const finished = auth.settled().then(() => {
      auth.dispose();
      // The network is given up by now; the entry in the keychain still has to go.
      return auth.state.kind === 'signing-out' ? auth.signOut() : undefined;
    });
    const exit = () => app.exit(0);
    void withPatience(finished).then(exit, exit);
  });
}

/** Before an update is installed: waits as long for the same, and leaves the session as it is. */
export function settle(auth: Pick<AuthService, 'settled'>): Promise<void> {
  return withPatience(auth.settled());
}

function withPatience(work: Promise<void>): Promise<void> {
  const limit = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
  return Promise.race([work, limit]);
}
