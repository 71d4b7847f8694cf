import path from 'node:path';
import { identity } from '../../src/shared/identity';

export type PackagePlatform = 'linux' | 'darwin' | 'win32';
export type PackageArch = 'x64' | 'arm64';

/** One package: a system and a processor. */
export interface Target {
  readonly platform: PackagePlatform;
  readonly arch: PackageArch;
}

/** Every package that a release has, as `electron-builder.yml` lists them. */
export const targets: readonly Target[] = (['linux', 'darwin', 'win32'] as const).flatMap(
  (platform) => (['x64', 'arm64'] as const).map((arch) => ({ platform, arch })),
);

/** Those that can be packed on this machine: electron-builder makes nothing for macOS on Windows. */
export function packableOn(system: NodeJS.Platform): readonly Target[] {
  return targets.filter(({ platform }) => platform !== 'darwin' || system !== 'win32');
}

export function nameOf({ platform, arch }: Target): string {
  return `${platform}-${arch}`;
}

/** Where things stand in an unpacked package. */
export interface Layout {
  /** All that is installed. */
  readonly root: string;
  /** The program that is started. */
  readonly executable: string;
  /** The file that Electron's fuses are in. */
  readonly fuseFile: string;
  readonly resources: string;
  readonly asar: string;
  /** What stands beside the archive, since it can't be loaded from inside. */
  readonly unpacked: string;
}

/** @param output the folder that electron-builder was given */
export function layoutOf({ platform, arch }: Target, output: string): Layout {
  const { productName, name } = identity;
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  const withArchive = (resources: string) => ({
    resources,
    asar: path.join(resources, 'app.asar'),
    unpacked: path.join(resources, 'app.asar.unpacked'),
  });
  if (platform === 'darwin') {
    const root = path.join(output, `mac${suffix}`, `${productName}.app`);
    const framework = 'Contents/Frameworks/Electron Framework.framework/Electron Framework';
    return {
      root,
      executable: path.join(root, 'Contents/MacOS', productName),
      fuseFile: path.join(root, framework),
      ...withArchive(path.join(root, 'Contents/Resources')),
    };
  }
  const [folder, program] =
    platform === 'win32' ? [`win${suffix}`, `${productName}.exe`] : [`linux${suffix}`, name];
  const root = path.join(output, `${folder}-unpacked`);
  const executable = path.join(root, program);
  return { root, executable, fuseFile: executable, ...withArchive(path.join(root, 'resources')) };
}
