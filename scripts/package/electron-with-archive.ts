import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { PackagePlatform } from './targets';

export interface ElectronCopy {
  /** Electron's development distribution, and the path of its program in it. */
  readonly dist: string;
  readonly program: string;
  readonly platform: PackagePlatform;
  /** The archive; its unpacked files are beside it. */
  readonly archive: string;
  /** Where to copy to; replaced. */
  readonly folder: string;
}

/**
 * Copies Electron's development distribution and adds the app's archive where a package has it, so that Electron loads the
 * app as in a package. By its name it is still Electron, so the app lets a debugger in
 * (https://www.electronjs.org/docs/latest/tutorial/application-distribution#manual-packaging).
 *
 * @returns the path of the program
 */
export function copyElectron({ dist, program, platform, archive, folder }: ElectronCopy): string {
  rmSync(folder, { recursive: true, force: true });
  cpSync(dist, folder, { recursive: true, verbatimSymlinks: true });
  const resources = {
    darwin: 'Electron.app/Contents/Resources',
    linux: 'resources',
    win32: 'resources',
  };
  const target = path.join(folder, resources[platform], 'app.asar');
  cpSync(archive, target);
  cpSync(`${archive}.unpacked`, `${target}.unpacked`, { recursive: true });
  return path.join(folder, program);
}
