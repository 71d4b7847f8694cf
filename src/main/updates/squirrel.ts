import type { AutoUpdater } from 'electron';
import { AppError } from '../problems/app-error';

/** Electron's updater, which is Squirrel.Mac on macOS and only an emitter here on other systems. */
export type NativeUpdater = Pick<AutoUpdater, 'once' | 'off'>;

/** The end of an update's preparation on macOS. */
export interface Preparation {
  /** Rejects with AppError `update-not-installed`, or `cancelled` after `cancel`. */
  readonly done: Promise<void>;
  /** Stops waiting. Squirrel cannot be stopped. */
  cancel(): void;
}

/**
 * Waits until Squirrel.Mac has unpacked the update and checked its signature. electron-updater's download is over
 * before that, when Squirrel has read the archive; a restart then would do nothing (MacUpdater.quitAndInstall).
 */
export function watchPreparation(native: NativeUpdater): Preparation {
  let cancel = () => {};
  const done = new Promise<void>((resolve, reject) => {
    const ready = () => {
      native.off('error', fail);
      resolve();
    };
    const fail = (cause: Error) => {
      native.off('update-downloaded', ready);
      reject(new AppError('update-not-installed', { cause }));
    };
    native.once('update-downloaded', ready);
    native.once('error', fail);
    cancel = () => {
      native.off('update-downloaded', ready);
      native.off('error', fail);
      reject(new AppError('cancelled'));
    };
  });
  done.catch(() => {}); // the download may fail first
  return { done, cancel };
}
