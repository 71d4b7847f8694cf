import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface AppEntry {
  /** `app.getAppPath()`. */
  readonly appPath: string;
  /** The file to load first. */
  readonly main: string;
  readonly packageJson: { name?: string; productName?: string; version?: string; main?: string };
}

/** APP cannot be read; the message is for the command line. */
export class AppEntryError extends Error {
  override readonly name = 'AppEntryError';
}

/** Reads APP: a folder with a package.json, or a script. @throws AppEntryError */
export function readAppEntry(app: string): AppEntry {
  const path = resolve(app);
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw new AppEntryError(`Unable to find Electron app at ${path}`);
  }
  if (!isFolder) return { appPath: dirname(path), main: path, packageJson: {} };
  let packageJson: AppEntry['packageJson'] = {};
  try {
    packageJson = JSON.parse(
      readFileSync(join(path, 'package.json'), 'utf8'),
    ) as typeof packageJson;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new AppEntryError(`Unable to parse ${join(path, 'package.json')}`, { cause: error });
    }
  }
  return { appPath: path, main: join(path, packageJson.main ?? 'index.js'), packageJson };
}
