import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../../dev/runtime';
import { identity } from '../../shared/identity';
import { environmentPrefix } from './keys';

/** What the places depend on; a test passes its own. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** The arguments that are meant for the app. */
  readonly args: readonly string[];
}

/** Whether any of the places that the app reads holds a setting; the app itself validates them. */
export function isConfigured({ env, args }: Surroundings): boolean {
  return (
    Object.keys(env).some((key) => key.startsWith(environmentPrefix) && env[key] !== '') ||
    args.some((arg) => arg === '--config' || arg.startsWith('--config=')) ||
    existsSync(path.join(userDataFolder({ env, args }), 'config.json')) ||
    existsSync(path.join(projectRoot, 'cognito.config.json'))
  );
}

/** Where Electron puts `userData` (docs/api/app.md, `app.getPath`), unless told otherwise. */
export function userDataFolder({ env, args }: Surroundings): string {
  const prefix = '--user-data-dir=';
  const given = args.find((arg) => arg.startsWith(prefix));
  if (given) return path.resolve(projectRoot, given.slice(prefix.length));
  const home = os.homedir();
  const appData =
    process.platform === 'win32'
      ? (env.APPDATA ?? path.join(home, 'AppData/Roaming'))
      : process.platform === 'darwin'
        ? path.join(home, 'Library/Application Support')
        : env.XDG_CONFIG_HOME || path.join(home, '.config');
  return path.join(appData, identity.name);
}
