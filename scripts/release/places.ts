import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../runtime';

/** Where electron-builder leaves the packages of this system, and where the workflow gathers those of all. */
export const packagesFolder = path.join(projectRoot, 'out/packages');
/** The files of the release, and nothing else. */
export const releaseFolder = path.join(projectRoot, 'out/release');
/** What the release says of itself: title, notes, provenance. Not among its files. */
export const draftFolder = path.join(projectRoot, 'out/draft');
/** What `npm run sbom` writes. */
export const sbomFile = path.join(projectRoot, 'out/sbom.cdx.json');

/** An empty folder, whatever was there before. */
export function emptied(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** @throws Error that names the step which writes the file */
export function readWrittenBy(step: string, file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const name = path.relative(projectRoot, file);
  throw new Error(`${name} is not there: run the step ${step} first.`);
}
