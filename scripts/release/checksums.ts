import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What is in the folder beside the files that it lists. */
export const checksumsFile = 'SHA256SUMS';

/** One file of a release, as an in-toto statement names what it is about. */
export interface Subject {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

/**
 * The checksums of all files of a folder but its own, in the form of `sha256sum`, by name.
 *
 * @param folder an absolute path; it has no folders in it
 */
export function checksumsOf(folder: string): string {
  return namesIn(folder)
    .map((name) => `${sha256(path.join(folder, name))}  ${name}\n`)
    .join('');
}

/**
 * What a list of checksums is about.
 *
 * @throws Error that names a line that is none of `sha256sum`
 */
export function subjectsOf(checksums: string): readonly Subject[] {
  return checksums
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, hash, name] = /^([0-9a-f]{64}) [ *]([^/\\]+)$/.exec(line) ?? [];
      if (hash === undefined || name === undefined) {
        throw new Error(`${checksumsFile} has a line that is no checksum: ${line}`);
      }
      return { name, digest: { sha256: hash } };
    });
}

/**
 * @returns what a folder has that its list has not or the other way round, and what has changed since;
 *   one sentence each
 */
export function differences(folder: string, checksums: string): string[] {
  const listed = new Map(subjectsOf(checksums).map(({ name, digest }) => [name, digest.sha256]));
  const names = namesIn(folder);
  return [
    ...names.filter((name) => !listed.has(name)).map((name) => `${name} is not listed.`),
    ...[...listed.keys()].filter((name) => !names.includes(name)).map((name) => `${name} is gone.`),
    ...names
      .filter((name) => listed.has(name) && listed.get(name) !== sha256(path.join(folder, name)))
      .map((name) => `${name} has changed.`),
  ];
}

function namesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name !== checksumsFile)
    .sort();
}

/** @returns 64 hex digits */
export function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
