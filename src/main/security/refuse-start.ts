import type { App, Dialog } from 'electron';
import { identity } from '../../shared/identity';

export interface RefusalEdges {
  readonly app: Pick<App, 'exit' | 'whenReady'>;
  readonly dialog: Pick<Dialog, 'showErrorBox'>;
  readonly env: NodeJS.ProcessEnv;
  /** Writes a line where the app was started from. */
  readonly echo: (line: string) => void;
}

/**
 * Ends a start that was given refused switches, with status 1 (SEC-49). Who wrote them reads why where they
 * wrote them. An AppImage adds `--no-sandbox` by itself where programs may have no user namespaces; whoever
 * pressed its icon sees no such line, and gets a message box that says what helps.
 *
 * @param switches from `findRefusedSwitches`, at least one
 */
export function refuseStart(
  switches: readonly string[],
  { app, dialog, env, echo }: RefusalEdges,
): void {
  const variable = env.ELECTRON_DISABLE_SANDBOX === undefined ? '' : ' (ELECTRON_DISABLE_SANDBOX)';
  echo(`${identity.name} does not start with: ${switches.join(', ')}${variable}\n`);
  const isAppImage =
    env.APPIMAGE !== undefined && switches.every((name) => name === '--no-sandbox');
  if (!isAppImage) {
    app.exit(1);
    return;
  }
  // Before `ready`, Linux shows no box. Nothing of the app's runs meanwhile: no window, no page, no keychain.
  void app.whenReady().then(() => {
    dialog.showErrorBox(`${identity.productName} can’t start as an AppImage here`, whatHelps);
    app.exit(1);
  });
}

const whatHelps = [
  'It shows web pages only inside the sandbox, and this computer gives none to programs that are not installed.',
  'Install the .deb or .rpm package instead: it brings the permission along.',
].join('\n\n');
