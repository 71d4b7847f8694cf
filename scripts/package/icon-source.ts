import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../runtime';

/** The one picture that every icon is made from: the mark that the window shows, too. */
export const iconSource = path.join(projectRoot, 'src/renderer/mark.svg');
/** Says of which picture the icons are: two browsers do not draw it the same to the last bit. */
export const iconSourceHash = path.join(projectRoot, 'build/icons/source.sha256');

/** @returns what `build/icons/source.sha256` holds when the icons are of today's picture */
export async function hashOfIconSource(): Promise<string> {
  return `${createHash('sha256')
    .update(await readFile(iconSource))
    .digest('hex')}\n`;
}
