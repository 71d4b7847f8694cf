import { app, type BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron';
import { identity } from '../shared/identity';
import type { AuthService } from './auth/auth-service';
import { loadConfig, originsText, type UpdateSettings } from './config';
import { policyFile } from './config/policy-file';
import { createApi } from './create-api';
import { createSignIn } from './create-sign-in';
import { createUpdates } from './create-updates';
import { DeepLinks } from './flows/private-scheme/deep-links';
import { authCommands, misconfiguredCommands, updateCommands } from './ipc/commands';
import { push, registerIpc } from './ipc/register-ipc';
import { appPaths, dataPaths, nameApp } from './platform/app-paths';
import { createLog } from './platform/file-log';
import { reportExceptions } from './platform/uncaught-exceptions';
import { findRefusedSwitches } from './security/command-line';
import { hardenApp, refuseKeyLog } from './security/harden-app';
import { refuseStart } from './security/refuse-start';
import type { LogFields } from './util/log';
import { createAppWindow, loadUi } from './window/app-window';
import { bringToFront } from './window/focus';
import { menuTemplate } from './window/menu';
import { reloadAfterCrash } from './window/reload-after-crash';
import { registerUiScheme, serveUi } from './window/ui-protocol';
import { createUiSession, disableDnsPrefetch } from './window/ui-session';

/** `cognito.config.json` as it was at build time, or `''`. */
declare const __BAKED_CONFIG__: string;

const isDevelopment = !app.isPackaged;
const { platform, env, argv } = process;
const echo = (line: string) => void process.stderr.write(line);
let window: BrowserWindow | null = null;
const links = new DeepLinks({
  scheme: identity.redirectScheme,
  onOpen: () => bringToFront(window),
});

let reportException = ({ reason }: LogFields) => failToStart(reason);
reportExceptions(process, (fields) => reportException(fields));
nameApp(app, platform);
if (!isDevelopment) refuseKeyLog(env);
const refused = isDevelopment ? [] : findRefusedSwitches(argv.slice(1), app.commandLine, platform);
if (refused.length > 0) {
  refuseStart(refused, { app, dialog, env, echo });
} else {
  // Not before the switches are read, and not for a message box: this removes `--no-sandbox` from the command line.
  hardenApp(app);
  begin();
}

function begin(): void {
  registerUiScheme(protocol);
  disableDnsPrefetch(app.commandLine);
  if (!links.begin(app, argv)) {
    app.exit(0); // SEC-50: the first instance comes to the front
    return;
  }
  app.on('window-all-closed', () => app.quit());
  app
    .whenReady()
    .then(start)
    .catch((error) => failToStart(error instanceof Error ? error.name : 'unknown'));
}

async function start(): Promise<void> {
  const userDataDir = app.getPath('userData');
  const paths = appPaths(__dirname);
  const log = createLog({ file: dataPaths(userDataDir).log, ...(isDevelopment ? { echo } : {}) });
  const info = { name: identity.productName, version: app.getVersion() };
  log.info('app.started', { version: info.version, platform });
  links.log = log;
  reportException = (fields) => log.warn('app.uncaught-exception', fields);

  const uiSession = await createUiSession(session);
  serveUi(uiSession.protocol, paths.ui);

  const baked = __BAKED_CONFIG__;
  const policy = isDevelopment ? undefined : policyFile(platform);
  const { isPackaged } = app;
  const settings = await loadConfig({ env, argv, userDataDir, baked, isPackaged, policy });
  const appWindow = createAppWindow(paths.preload, uiSession, isDevelopment);
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

  const updatesFor = (from: UpdateSettings | null, auth: AuthService | null) => {
    // From source there is nothing that could be replaced: only whoever tries updates out wants them.
    const isWanted = from !== null && (app.isPackaged || argv.includes('--try-updates'));
    const updates = isWanted
      ? createUpdates({
          settings: from,
          auth,
          onChange: (state) => push(appWindow, 'onUpdateChange', state),
          log,
        })
      : null;
    const look =
      updates === null
        ? null
        : () => {
            bringToFront(window);
            void updates.check(true);
          };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, isDevelopment, look)));
    return updateCommands(updates);
  };

  if (!settings.ok) {
    log.warn('app.misconfigured', { count: settings.problems.length });
    const commands = {
      ...misconfiguredCommands(info, settings.problems),
      ...updatesFor(settings.updates, null),
    };
    registerIpc({ ipcMain, window: appWindow, commands, log });
    await loadUi(appWindow);
    return;
  }

  const { config, origins } = settings;
  log.info('config.used', { settings: originsText(origins.used) });
  const ignored = originsText(origins.ignored);
  if (ignored !== '') log.warn('config.ignored', { settings: ignored });
  const { auth, focus } = createSignIn({ config, parent: () => window, links, log });
  auth.onChange((state) => push(appWindow, 'onStateChange', state));
  const api = createApi({
    config,
    auth,
    log,
    onProgress: (progress) => push(appWindow, 'onRequestProgress', progress),
  });
  // macOS leaves a child window open when its parent is gone, and with it the app.
  appWindow.on('closed', () => auth.cancelSignIn());

  const commands = {
    ...authCommands(info, config, auth, api, focus),
    ...updatesFor(config.updates, auth),
  };
  registerIpc({ ipcMain, window: appWindow, commands, log });
  // The page shows who was signed in while the keychain and the provider are still being asked.
  await Promise.all([loadUi(appWindow), auth.restore()]);
}

/** A start that fails must not leave a process without a window. */
function failToStart(reason: unknown): void {
  process.stderr.write(`${identity.name} could not start: ${reason}\n`);
  app.exit(1);
}
