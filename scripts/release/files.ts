import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A release has at least one of each; electron-builder.yml decides which are made. */
const packageKinds = ['.exe', '.dmg', '.zip', '.AppImage', '.deb', '.rpm'];
/** What the updater reads: feeds, their signatures, and maps of unchanged parts. */
const forUpdates = /^latest[\w-]*\.yml(\.sig)?$|\.blockmap$/;

/**
 * Copies the files of a release out of electron-builder's output, into a folder that is emptied first.
 *
 * @returns the kinds of packages that are missing
 * @throws Error when GitHub would rename a file, so that the checksums would no longer match
 */
export function gatherFiles(packages: string, release: string): string[] {
  const isPackage = (name: string) => packageKinds.some((kind) => name.endsWith(kind));
  const names = readdirSync(packages).filter((name) => isPackage(name) || forUpdates.test(name));
  const renamed = names.filter((name) => !/^[\w.+-]+$/.test(name));
  if (renamed.length > 0) {
    const list = renamed.join(', ');
    throw new Error(`GitHub would rename ${list}. Change artifactName in build/identity.ts.`);
  }
  rmSync(release, { recursive: true, force: true });
  mkdirSync(release, { recursive: true });
  for (const name of names) copyFileSync(path.join(packages, name), path.join(release, name));
  return packageKinds.filter((kind) => !names.some((name) => name.endsWith(kind)));
}

/**
 * Writes `SHA256SUMS` for all files of a folder that has no subfolders.
 *
 * @returns its text, in the format of `sha256sum`
 */
export function writeChecksums(folder: string): string {
  const lines = readdirSync(folder)
    .filter((name) => name !== 'SHA256SUMS')
    .sort()
    .map((name) => `${sha256(path.join(folder, name))}  ${name}\n`);
  writeFileSync(path.join(folder, 'SHA256SUMS'), lines.join(''));
  return lines.join('');
}

/** @returns 64 hex digits */
export function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
