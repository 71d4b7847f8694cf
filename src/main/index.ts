import {
  app,
  type BrowserWindow,
  ipcMain,
  Menu,
  net,
  powerMonitor,
  protocol,
  safeStorage,
} from 'electron';
import { identity } from '../shared/identity';
import { FlowSelection } from './auth/flow-selection';
import { Session } from './auth/session';
import { loadConfig, providerUrl } from './config';
import { createAccountIndex, openSecretStore } from './keychain';
import { appPaths, nameApp } from './shell/app-paths';
import { createAppWindow, loadUi } from './shell/app-window';
import { systemClock } from './shell/clock';
import { misconfiguredCommands, sessionCommands } from './shell/commands';
import { EmbeddedWindowFlow } from './shell/embedded-window-flow';
import { bringToFront } from './shell/focus';
import { pushState, registerIpc } from './shell/ipc';
import { createLog } from './shell/log';
import { createMachine } from './shell/machine';
import { menuTemplate } from './shell/menu';
import { createProviderFetch } from './shell/provider-fetch';
import { openProviderWindow } from './shell/provider-window';
import { quitGracefully } from './shell/quit';
import { reloadAfterCrash } from './shell/reload-after-crash';
import { createSafeStorageCipher } from './shell/safe-storage-cipher';
import { findDangerousSwitches, hardenApp, refuseKeyLog } from './shell/security';
import { registerUiScheme, serveUi } from './shell/ui-protocol';

/** `cognito.config.json` as it was at build time, or `''`. */
declare const __BAKED_CONFIG__: string;

const isDevelopment = !app.isPackaged;
let window: BrowserWindow | null = null;

nameApp(app);
hardenApp(app);
registerUiScheme(protocol);

if (!isDevelopment) refuseKeyLog(process.env);
const dangerous = isDevelopment ? [] : findDangerousSwitches(app.commandLine);
if (dangerous.length > 0) {
  process.stderr.write(`${identity.name} does not start with: --${dangerous.join(', --')}\n`);
  app.exit(1);
} else if (!app.requestSingleInstanceLock()) {
  app.exit(0); // SEC-50: the first instance comes to the front
} else {
  app.on('second-instance', () => bringToFront(window));
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(start).catch(failToStart);
}

async function start(): Promise<void> {
  const userDataDir = app.getPath('userData');
  const paths = appPaths(__dirname, userDataDir);
  const echo = (line: string) => void process.stderr.write(line);
  const log = createLog({ file: paths.log, ...(isDevelopment ? { echo } : {}) });
  const info = { name: identity.productName, version: app.getVersion() };
  log.info('app.started', { version: info.version, platform: process.platform });

  serveUi(protocol, paths.ui);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, isDevelopment)));

  const { env, argv } = process;
  const settings = await loadConfig({ env, argv, userDataDir, baked: __BAKED_CONFIG__ });
  const appWindow = createAppWindow(paths.preload, isDevelopment);
  window = appWindow;
  reloadAfterCrash(
    appWindow.webContents,
    () => loadUi(appWindow),
    () => app.quit(),
    log,
  );
  appWindow.on('closed', () => {
    window = null;
  });

  if (!settings.ok) {
    log.warn('app.misconfigured', { count: settings.problems.length });
    const commands = misconfiguredCommands(info, settings.problems);
    registerIpc({ ipcMain, window: appWindow, commands, log });
    await loadUi(appWindow);
    return;
  }

  const { config } = settings;
  const embeddedWindow = new EmbeddedWindowFlow({
    redirectUri: config.redirectUri,
    signOutUri: config.signOutUri,
    openWindow: openProviderWindow,
    parent: () => window,
    allowedOrigins: config.allowedOrigins,
    devTools: isDevelopment,
    log,
  });
  const flows = [embeddedWindow];
  const userAgent = new FlowSelection(
    config.flows.flatMap((name) => flows.filter((flow) => flow.name === name)),
  );
  const session = new Session({
    config,
    userAgent,
    secrets: openSecretStore({
      service: identity.keychainService,
      provider: providerUrl(config),
      fallback: config.keychainFallback,
      file: paths.secrets,
      cipher: createSafeStorageCipher(safeStorage),
      log,
    }),
    accounts: createAccountIndex({ file: paths.accounts, log }),
    clock: systemClock,
    machine: createMachine(net, powerMonitor),
    fetch: createProviderFetch(net),
    log,
  });
  session.onChange((state) => pushState(appWindow, state));
  // macOS leaves a child window open when its parent is gone, and with it the app.
  appWindow.on('closed', () => session.cancelSignIn());
  powerMonitor.on('resume', () => void session.wake()); // SEC-56
  powerMonitor.on('unlock-screen', () => void session.wake()); // a keychain may be unlocked by now
  quitGracefully(app, session, () => void embeddedWindow.forget());

  const commands = sessionCommands(info, config, session, () => userAgent.focus());
  registerIpc({ ipcMain, window: appWindow, commands, log });
  // The page shows who was signed in while the keychain and the provider are still being asked.
  await Promise.all([loadUi(appWindow), session.restore()]);
}

/** A start that fails must not leave a process without a window. */
function failToStart(error: unknown): void {
  const reason = error instanceof Error ? error.name : 'unknown';
  process.stderr.write(`${identity.name} could not start: ${reason}\n`);
  app.exit(1);
}
