import { renameSync, writeFileSync } from 'node:fs';

/**
 * Replaces a file by another in one step: whoever is killed in the middle of it leaves the old one.
 * Only its owner can read it.
 */
export function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
