import { join } from 'node:path';
import type { App } from 'electron';
import { identity } from '../../shared/identity';

/**
 * The name of the app's `.desktop` file on Linux, by which the system knows the app that opens links. An app that
 * runs from its source has another one, written by `npm run scheme -- register`.
 */
export function desktopFileName(isPackaged: boolean): string {
  return isPackaged ? `${identity.name}.desktop` : `${identity.name}-development.desktop`;
}

/**
 * Names the app and its data folder after `identity`, the same in development and packaged.
 * `--user-data-dir` goes first: Electron has set the folder from it already. To be called before `ready`.
 */
export function nameApp(app: App, platform: NodeJS.Platform): void {
  app.setName(identity.productName);
  if (platform === 'linux') app.setDesktopName(desktopFileName(app.isPackaged));
  // The installer's shortcut has this id. A program with another one gets a second icon in the taskbar.
  if (platform === 'win32' && app.isPackaged) app.setAppUserModelId(identity.appId);
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', join(app.getPath('appData'), identity.name));
  }
}

export interface AppPaths {
  readonly preload: string;
  /** Folder of the built pages. */
  readonly ui: string;
}

/** What the app keeps in its data folder. */
export interface DataPaths {
  readonly log: string;
  readonly accounts: string;
  /** The discovery document of a provider that is not Cognito. */
  readonly discovery: string;
  /** Refresh tokens, encrypted: only where that was chosen. */
  readonly secrets: string;
  /** Refresh tokens, encrypted, that are too long for Windows Credential Manager. */
  readonly longTokens: string;
}

/** @param mainDir the folder of the built main process: `out/main` */
export function appPaths(mainDir: string): AppPaths {
  return {
    preload: join(mainDir, '../preload/index.cjs'),
    ui: join(mainDir, '../renderer'),
  };
}

export function dataPaths(userData: string): DataPaths {
  return {
    log: join(userData, 'logs', 'main.log'),
    accounts: join(userData, 'accounts.json'),
    discovery: join(userData, 'discovery.json'),
    secrets: join(userData, 'secrets.json'),
    longTokens: join(userData, 'long-tokens.json'),
  };
}
