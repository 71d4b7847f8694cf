import { readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';

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

/**
 * Reads APP: a folder with a package.json, an archive of one (`….asar`), or a script.
 *
 * @param unpack gives the folder that an archive's files are in
 * @throws AppEntryError
 */
export function readAppEntry(app: string, unpack: (archive: string) => string): AppEntry {
  let path = resolve(app);
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw new AppEntryError(`Unable to find Electron app at ${path}`);
  }
  if (!isFolder && extname(path) === '.asar') {
    path = unpack(path);
    isFolder = true;
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
