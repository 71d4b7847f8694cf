import path from 'node:path';
import { identity } from '../../src/shared/identity';

export type PackagePlatform = 'linux' | 'darwin' | 'win32';
export type PackageArch = 'x64' | 'arm64';

/** One package: a system and a processor. */
export interface Target {
  readonly platform: PackagePlatform;
  readonly arch: PackageArch;
}

/** Every package of a release, as `electron-builder.yml` lists them. */
export const targets: readonly Target[] = (['linux', 'darwin', 'win32'] as const).flatMap(
  (platform) => (['x64', 'arm64'] as const).map((arch) => ({ platform, arch })),
);

/** Those that can be packed on this machine: electron-builder packs nothing for macOS on Windows. */
export const packable = targets.filter(
  ({ platform }) => platform !== 'darwin' || process.platform !== 'win32',
);

export function nameOf({ platform, arch }: Target): string {
  return `${platform}-${arch}`;
}

/** Where things are in an unpacked package. */
export interface Layout {
  /** The folder of all files; the `.app` on macOS. */
  readonly root: string;
  /** The program that is started. */
  readonly executable: string;
  readonly resources: string;
  readonly asar: string;
  /** Files that can't be loaded from inside the archive. */
  readonly unpacked: string;
}

/** @param output the folder that electron-builder was given */
export function layoutOf({ platform, arch }: Target, output: string): Layout {
  const { productName, name } = identity;
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  const [root, executable, resources] = {
    linux: [`linux${suffix}-unpacked`, name, 'resources'],
    win32: [`win${suffix}-unpacked`, `${productName}.exe`, 'resources'],
    darwin: [
      `mac${suffix}/${productName}.app`,
      `Contents/MacOS/${productName}`,
      'Contents/Resources',
    ],
  }[platform].map(path.normalize) as [string, string, string];
  const inRoot = (...names: readonly string[]) => path.join(output, root, ...names);
  return {
    root: inRoot(),
    executable: inRoot(executable),
    resources: inRoot(resources),
    asar: inRoot(resources, 'app.asar'),
    unpacked: inRoot(resources, 'app.asar.unpacked'),
  };
}
