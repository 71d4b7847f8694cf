import {
  app,
  autoUpdater,
  type BrowserWindow,
  net,
  powerMonitor,
  safeStorage,
  shell,
  webContents,
} from 'electron';
import { identity } from '../shared/identity';
import { AuthService } from './auth/auth-service';
import type { SignInFlow } from './auth/ports';
import type { Config } from './config';
import { EmbeddedWindowFlow } from './flows/embedded-window/embedded-window-flow';
import { openProviderWindow } from './flows/embedded-window/provider-window';
import { FlowSelection } from './flows/flow-selection';
import { LoopbackFlow } from './flows/loopback/loopback-flow';
import type { DeepLinks } from './flows/private-scheme/deep-links';
import { PrivateSchemeFlow } from './flows/private-scheme/private-scheme-flow';
import { opensScheme } from './flows/private-scheme/scheme-registration';
import { createSystemBrowser } from './flows/system-browser';
import { dataPaths } from './platform/app-paths';
import { createMachine } from './platform/machine';
import { createProviderFetch } from './platform/net-fetch';
import { Presence } from './platform/presence';
import { quitGracefully } from './platform/quit';
import { systemClock } from './platform/system-clock';
import { wakeOnFocus } from './platform/wake-on-focus';
import { createAccountIndex, createDiscoveryCache, openSecretStore } from './storage';
import { createSafeStorageCipher } from './storage/encrypted-file/safe-storage-cipher';
import type { Log } from './util/log';
import { bringAppToFront } from './window/focus';

export { type Config, configOf } from './config';
export { DeepLinks } from './flows/private-scheme/deep-links';
export { createLog } from './platform/file-log';
export { AppError } from './problems/app-error';
export { hardenApp } from './security/harden-app';

export interface CreateSignInOptions {
  /** From `configOf` or `loadConfig`. */
  readonly config: Config;
  /** The window that a sign-in window belongs to, while there is one. */
  readonly parent: () => BrowserWindow | null;
  /** Links of the app's scheme, by which `private-scheme` comes back; without them it is not offered. */
  readonly links?: DeepLinks;
  readonly log: Log;
}

export interface SignIn {
  /** Who is signed in, and what changes it. Call `restore()` once, first. */
  readonly auth: AuthService;
  /** Shows the page of the pending sign-in again. */
  readonly focus: () => void;
}

/**
 * Sign-in for an Electron app, complete: windows, keychain, refresh, sleep and quit. To be called once,
 * in the main process, after `ready`; `hardenApp` before it. Names of the keychain entries and the
 * redirect URI come from `src/shared/identity.ts`. `examples/minimal` is an app that uses it.
 */
export function createSignIn({ config, parent, links, log }: CreateSignInOptions): SignIn {
  const paths = dataPaths(app.getPath('userData'));
  const embeddedWindow = new EmbeddedWindowFlow({
    redirectUri: config.redirectUri,
    signOutUri: config.signOutUri,
    openWindow: openProviderWindow,
    parent,
    allowedOrigins: config.allowedOrigins,
    provider: config.provider.kind,
    devTools: !app.isPackaged,
    log,
  });
  const flows = [embeddedWindow, ...browserFlows({ config, parent, log }, links ?? null)];
  const userAgent = new FlowSelection(
    config.flows.flatMap((name) => flows.filter((flow) => flow.name === name)),
  );
  const { platform } = process;
  const presence = new Presence({ powerMonitor, now: systemClock.now, platform, log });
  presence.watch(app, webContents.getAllWebContents());
  const auth = new AuthService({
    config,
    userAgent,
    secrets: openSecretStore({
      service: identity.keychainService,
      fallback: config.keychainFallback,
      file: paths.secrets,
      longTokensFile: paths.longTokens,
      cipher: createSafeStorageCipher(safeStorage),
      log,
    }),
    accounts: createAccountIndex({ file: paths.accounts, log }),
    discoveryCache: createDiscoveryCache({ file: paths.discovery, log }),
    clock: systemClock,
    machine: createMachine(net, presence),
    fetch: createProviderFetch(net),
    log,
  });
  links?.onRefused((refusal) => auth.report(refusal));
  powerMonitor.on('resume', () => void auth.wake()); // SEC-56
  powerMonitor.on('unlock-screen', () => void auth.wake()); // a keychain may be unlocked by now
  if (platform === 'linux') wakeOnFocus(app, () => auth.wake(), systemClock.monotonic);
  quitGracefully(app, autoUpdater, auth, () => void embeddedWindow.forget());
  return { auth, focus: () => userAgent.focus() };
}

/** The flows that use the system browser. */
function browserFlows(
  { config, parent, log }: Omit<CreateSignInOptions, 'links'>,
  links: DeepLinks | null,
): SignInFlow[] {
  const { platform, env } = process;
  const browser = createSystemBrowser(shell, { platform, path: env.PATH ?? '' });
  const loopback = new LoopbackFlow({
    redirectUris: config.loopbackRedirectUris,
    browser,
    onReturn: () => bringAppToFront(app, parent()),
    locale: app.getLocale(),
    log,
  });
  if (links === null) return [loopback];
  const scheme = identity.redirectScheme;
  const privateScheme = new PrivateSchemeFlow({
    redirectUri: config.redirectUri,
    signOutUri: config.signOutUri,
    bouncePage: config.bouncePage,
    scheme,
    isRegistered: () => opensScheme(app, scheme, platform),
    browser,
    links,
    log,
  });
  return [loopback, privateScheme];
}
