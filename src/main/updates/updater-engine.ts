import path from 'node:path';
import type { App } from 'electron';
import { AppImageUpdater, type AppUpdater, MacUpdater, NsisUpdater } from 'electron-updater';
import type { UpdateSettings } from '../config';
import { AppError } from '../problems/app-error';
import type { Offer, UpdateEngine } from './engine';
import { RequestLimits } from './request-limits';
import { type SignedFeedOptions, SignedProvider } from './signed-provider';
import { type NativeUpdater, watchPreparation } from './squirrel';
import { updateFailure } from './update-failure';

export interface EngineOptions {
  readonly settings: UpdateSettings;
  readonly app: Pick<App, 'releaseSingleInstanceLock'>;
  readonly native: NativeUpdater;
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** The program that runs. */
  readonly execPath: string;
  /** How long a request waits for data, in ms. */
  readonly patienceMs?: number;
}

/** electron-updater with a signed feed, and without downgrades (SEC-71). */
export class UpdaterEngine implements UpdateEngine {
  readonly #updater: AppUpdater;
  /** Where the system's own updater takes part. */
  readonly #squirrel: NativeUpdater | null;
  readonly #limits: RequestLimits;
  readonly #isInstallable: boolean;
  #cancelPreparation = () => {};

  constructor(options: EngineOptions) {
    const { settings, app, native, platform, patienceMs } = options;
    this.#squirrel = platform === 'darwin' ? native : null;
    // The new version may be up before this one is gone, and must not give way to it (SEC-50).
    native.once('before-quit-for-update', () => app.releaseSingleInstanceLock());
    this.#limits = new RequestLimits(patienceMs);
    this.#isInstallable = platform !== 'linux' || isOwnAppImage(options);
    const updater = updaterFor(platform);
    this.#updater = updater;
    updater.autoDownload = false;
    updater.allowDowngrade = false;
    const isSupported = updater.isUpdateSupported;
    updater.isUpdateSupported = (info) => !isPrerelease(info.version) && isSupported(info);
    // electron-updater only runs in a packaged app; the caller has decided that already.
    updater.forceDevUpdateConfig = true;
    updater.logger = null;
    const feed: SignedFeedOptions = {
      provider: 'custom',
      updateProvider: SignedProvider,
      settings,
      limits: this.#limits,
    };
    updater.setFeedURL(feed);
  }

  async check(): Promise<Offer | null> {
    const result = await this.#updater.checkForUpdates().catch((error) => {
      throw updateFailure(error);
    });
    if (!result?.isUpdateAvailable) return null;
    return { version: result.updateInfo.version, isInstallable: this.#isInstallable };
  }

  async download(onProgress: (percent: number) => void): Promise<void> {
    const report = ({ percent }: { percent: number }) => onProgress(Math.floor(percent));
    this.#updater.on('download-progress', report);
    this.#limits.isCancelled = false;
    const preparation = this.#squirrel === null ? null : watchPreparation(this.#squirrel);
    this.#cancelPreparation = () => preparation?.cancel();
    try {
      await Promise.all([preparation?.done, this.#updater.downloadUpdate()]);
    } catch (error) {
      // electron-updater may go another way first, and say of that one what was wrong.
      throw this.#limits.isCancelled ? new AppError('cancelled') : updateFailure(error);
    } finally {
      preparation?.cancel();
      this.#limits.isCancelled = false;
      this.#updater.off('download-progress', report);
    }
  }

  cancel(): void {
    this.#limits.cancel();
    this.#cancelPreparation();
  }

  install(): void {
    let failure: Error | null = null;
    const note = (error: Error) => {
      failure = error;
    };
    this.#updater.on('error', note);
    this.#updater.quitAndInstall(true, true);
    this.#updater.off('error', note);
    if (failure !== null) throw new AppError('update-not-installed', { cause: failure });
  }
}

function isPrerelease(version: string): boolean {
  return version.includes('-');
}

/** On Linux the one for AppImages, which can be replaced without root. */
function updaterFor(platform: NodeJS.Platform): AppUpdater {
  if (platform === 'win32') return new NsisUpdater();
  return platform === 'darwin' ? new MacUpdater() : new AppImageUpdater();
}

/**
 * Whether this app runs from an AppImage. A package of the system's own is the package manager's to change, and
 * root's. One that was started from another app's AppImage has that one's variables, and must not replace it.
 */
function isOwnAppImage({ env: { APPIMAGE, APPDIR }, execPath }: EngineOptions): boolean {
  if (!APPIMAGE || !APPDIR) return false;
  return !path.relative(APPDIR, execPath).startsWith('..');
}
