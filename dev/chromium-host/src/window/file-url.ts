import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LoadFileOptions } from 'electron';
import { app } from '../app/app';

/** The URL that `loadFile` loads; a relative path is the app's. */
export function fileUrl(path: string, { query = {}, search, hash }: LoadFileOptions): string {
  if (typeof path !== 'string') throw new TypeError('Must pass filePath as a string');
  const url = pathToFileURL(resolve(app.getAppPath(), path));
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  if (search) url.search = search;
  if (hash) url.hash = hash;
  return url.href;
}
