import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import asar from '@electron/asar';
import { type Layout, layoutOf, type Target } from './targets';

/** One file of ours in a package. */
export interface PackedFile {
  /** Inside the app, with slashes: `out/main/index.cjs`. */
  readonly name: string;
  /** Whether it is beside the archive. */
  readonly isUnpacked: boolean;
  content(): Buffer;
}

/** An unpacked package, as electron-builder left it. */
export interface PackedApp {
  readonly target: Target;
  readonly layout: Layout;
  /** Those that the archive lists. */
  readonly files: readonly PackedFile[];
  /** The names of files beside the archive that it does not list. */
  readonly unlisted: readonly string[];
  /** Bytes of ours: the archive, and the files beside it. */
  readonly payload: number;
}

/**
 * @param output the folder that electron-builder was given
 * @throws Error when there is no archive
 */
export function readPackage(target: Target, output: string): PackedApp {
  const layout = layoutOf(target, output);
  asar.uncache(layout.asar);
  const files = asar.listPackage(layout.asar, { isPack: false }).flatMap((listed) => {
    const inArchive = listed.slice(1);
    const entry = asar.statFile(layout.asar, inArchive);
    if ('files' in entry) return [];
    return {
      name: withSlashes(inArchive),
      isUnpacked: entry.unpacked === true,
      content: () => asar.extractFile(layout.asar, inArchive),
    };
  });
  const beside = filesIn(layout.unpacked);
  const names = files.map(({ name }) => name);
  return {
    target,
    layout,
    files,
    unlisted: beside.filter((name) => !names.includes(name)),
    payload: [layout.asar, ...beside.map((name) => path.join(layout.unpacked, name))]
      .map((file) => statSync(file).size)
      .reduce((sum, size) => sum + size),
  };
}

/** All files below a folder, with slashes; none when the folder does not exist. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => withSlashes(path.relative(folder, path.join(entry.parentPath, entry.name))));
}

function withSlashes(name: string): string {
  return name.split(path.sep).join('/');
}
