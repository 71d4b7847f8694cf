import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import asar, { type DirectoryRecord } from '@electron/asar';
import { type Layout, layoutOf, type Target } from './targets';

/** One file of ours in a package. */
export interface PackedFile {
  /** Inside the app, with slashes: `out/main/index.cjs`. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Whether it stands beside the archive. */
  readonly isUnpacked: boolean;
  /** Whether the archive knows of it: what stands beside it unknown is not ours. */
  readonly isListed: boolean;
  content(): Buffer;
}

/** What Electron itself is in the package: its own, or the stand-in that the check makes. */
export type Distribution = 'electron' | 'stand-in';

/** An unpacked package, as it came out. */
export interface PackedApp {
  readonly target: Target;
  readonly distribution: Distribution;
  readonly layout: Layout;
  readonly files: readonly PackedFile[];
  /** Bytes of ours: the archive, and what stands beside it. */
  readonly payload: number;
}

/** Reads what electron-builder left in `output`. @throws Error when there is no archive */
export function readPackage(target: Target, output: string, distribution: Distribution): PackedApp {
  const layout = layoutOf(target, output);
  asar.uncache(layout.asar);
  const listed = filesOf(asar.getRawHeader(layout.asar).header, '', layout);
  const names = new Set(listed.map(({ name }) => name));
  const unlisted = filesBelow(layout.unpacked)
    .filter((name) => !names.has(name))
    .map((name): PackedFile => {
      const file = path.join(layout.unpacked, name);
      const content = () => readFileSync(file);
      return { name, size: statSync(file).size, isUnpacked: true, isListed: false, content };
    });
  const files = [...listed, ...unlisted];
  const beside = files.filter(({ isUnpacked }) => isUnpacked);
  const payload = beside.reduce((sum, { size }) => sum + size, statSync(layout.asar).size);
  return { target, distribution, layout, files, payload };
}

function filesOf({ files }: DirectoryRecord, folder: string, layout: Layout): PackedFile[] {
  return Object.entries(files).flatMap(([entry, record]) => {
    const name = `${folder}${entry}`;
    if ('files' in record) return filesOf(record, `${name}/`, layout);
    const isUnpacked = record.unpacked === true;
    const content = () =>
      isUnpacked
        ? readFileSync(path.join(layout.unpacked, name))
        : asar.extractFile(layout.asar, path.normalize(name));
    return [{ name, size: record.size, isUnpacked, isListed: true, content }];
  });
}

/** Their names below the folder, with slashes; none where there is no folder. */
function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.split(path.sep).join('/'));
}
