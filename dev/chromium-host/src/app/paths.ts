import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { getRuntime } from '../runtime';
import { appName } from './name';

const set = new Map<string, string>();

/** `app.getPath`. https://www.electronjs.org/docs/latest/api/app#appgetpathname */
export function getPath(name: string): string {
  const path = set.get(name) ?? defaultPath(name);
  if (path === undefined) throw new Error(`Failed to get '${name}' path`);
  return path;
}

/** `app.setPath`: creates no folder, and refuses a relative path, as Electron does. */
export function setPath(name: string, path: string): void {
  if (resolve(path) !== path) throw new Error('Path must be absolute');
  if (defaultPath(name) === undefined) throw new Error(`Failed to set path '${name}'`);
  set.set(name, path);
}

/** `--user-data-dir` stands before everything that the app sets. */
export function applyUserDataSwitch(): void {
  const folder = getRuntime().commandLine.switches.get('user-data-dir');
  if (folder) set.set('userData', resolve(folder));
}

/** Electron creates the userData folder before `ready`. */
export function createUserData(): void {
  mkdirSync(getPath('userData'), { recursive: true });
}

function defaultPath(name: string): string | undefined {
  const home = homedir();
  switch (name) {
    case 'home':
      return home;
    case 'temp':
      return tmpdir();
    case 'appData':
      return appData(home);
    case 'userData':
    case 'sessionData':
      return name === 'sessionData' ? getPath('userData') : join(getPath('appData'), appName());
    case 'logs':
      return process.platform === 'darwin'
        ? join(home, 'Library', 'Logs', appName())
        : join(getPath('userData'), 'logs');
    case 'crashDumps':
      return join(getPath('userData'), 'Crashpad');
    case 'exe':
      return getRuntime().executable;
    case 'module':
      return dirname(getRuntime().executable);
    case 'desktop':
    case 'documents':
    case 'downloads':
    case 'music':
    case 'pictures':
    case 'videos':
      return join(home, `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    default:
      return undefined;
  }
}

function appData(home: string): string {
  switch (process.platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support');
    case 'win32':
      return process.env.APPDATA ?? join(home, 'AppData', 'Roaming');
    default:
      return process.env.XDG_CONFIG_HOME || join(home, '.config');
  }
}
