import path from 'node:path';
import type { App, Net, Session } from 'electron';
import type { AppUpdater, UpdateInfo } from 'electron-updater';
import { AppImageUpdater } from 'electron-updater/out/AppImageUpdater';
import { ElectronAppAdapter } from 'electron-updater/out/ElectronAppAdapter';
import { MacUpdater } from 'electron-updater/out/MacUpdater';
import { NsisUpdater } from 'electron-updater/out/NsisUpdater';
import { AppError } from '../../auth/errors';
import type { UpdateSettings } from '../../config';
import type { Offer, UpdateEngine } from './engine';
import { type SignedFeedOptions, SignedProvider } from './signed-provider';
import { updateFailure } from './update-failure';
import { UpdateHttp } from './update-http';

export interface EngineOptions {
  readonly settings: UpdateSettings;
  readonly app: App;
  readonly net: Pick<Net, 'request'>;
  readonly session?: Session;
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** The program that runs. */
  readonly execPath: string;
  /** How long nothing may arrive before a request is given up, in ms. */
  readonly patienceMs?: number;
}

/** electron-updater, with a feed that is signed, and no way to a lower version (SEC-71). */
export class UpdaterEngine implements UpdateEngine {
  readonly #app: App;
  readonly #updater: AppUpdater;
  readonly #http: UpdateHttp;
  readonly #isInstallable: boolean;

  constructor(options: EngineOptions) {
    const { settings, app, net, session, platform, patienceMs } = options;
    this.#app = app;
    const updater = updaterFor(platform, new ElectronAppAdapter(app));
    this.#http = new UpdateHttp(net, session, patienceMs);
    this.#updater = Object.assign(updater, { httpExecutor: this.#http });
    this.#isInstallable = platform !== 'linux' || isOwnAppImage(options);
    updater.autoDownload = false;
    updater.allowDowngrade = false;
    // electron-updater looks for itself whether the app is packaged; that was decided by whoever made this.
    updater.forceDevUpdateConfig = true;
    updater.logger = null;
    const http = this.#http;
    const feed: SignedFeedOptions = {
      provider: 'custom',
      updateProvider: SignedProvider,
      settings,
      http,
    };
    updater.setFeedURL(feed);
  }

  async check(): Promise<Offer | null> {
    const result = await this.#updater.checkForUpdates().catch((error) => {
      throw updateFailure(error);
    });
    if (!result?.isUpdateAvailable || !this.#isHigher(result.updateInfo)) return null;
    return { version: result.updateInfo.version, isInstallable: this.#isInstallable };
  }

  async download(onProgress: (percent: number) => void): Promise<void> {
    const report = ({ percent }: { percent: number }) => onProgress(Math.floor(percent));
    this.#updater.on('download-progress', report);
    this.#http.isCancelled = false;
    try {
      await this.#updater.downloadUpdate();
    } catch (error) {
      // electron-updater may go another way first, and say of that one what was wrong.
      throw this.#http.isCancelled ? new AppError('cancelled') : updateFailure(error);
    } finally {
      this.#http.isCancelled = false;
      this.#updater.off('download-progress', report);
    }
  }

  cancel(): void {
    this.#http.cancel();
  }

  install(): void {
    let failure: Error | null = null;
    const note = (error: Error) => {
      failure = error;
    };
    this.#updater.on('error', note);
    // The new version may be up before this one is gone, and must not give way to it (SEC-50).
    this.#app.releaseSingleInstanceLock();
    this.#updater.quitAndInstall(true, true);
    this.#updater.off('error', note);
    if (failure === null) return;
    this.#app.requestSingleInstanceLock();
    throw new AppError('update-not-installed', { cause: failure });
  }

  /** Looked at once more than electron-updater does: nobody goes back, and nobody gets an unfinished version. */
  #isHigher({ version }: UpdateInfo): boolean {
    const current = this.#updater.currentVersion as { compare(version: string): number };
    return current.compare(version) < 0 && !version.includes('-');
  }
}

/** For Linux it is the one for AppImages, which alone can be replaced without root. */
function updaterFor(platform: NodeJS.Platform, app: ElectronAppAdapter): AppUpdater {
  if (platform === 'win32') return new NsisUpdater(undefined, app);
  return platform === 'darwin'
    ? new MacUpdater(undefined, app)
    : new AppImageUpdater(undefined, app);
}

/**
 * Whether this app runs from an AppImage. A package of the system's own is the package manager's to change, and
 * root's. One that was started from another app's AppImage has that one's variables, and must not replace it.
 */
function isOwnAppImage({ env: { APPIMAGE, APPDIR }, execPath }: EngineOptions): boolean {
  if (!APPIMAGE || !APPDIR) return false;
  return !path.relative(APPDIR, execPath).startsWith('..');
}
