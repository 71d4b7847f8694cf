import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { identity } from '../../shared/identity';
import { environmentPrefix } from './keys';

/** What the sources depend on; a test passes its own. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** The arguments that are meant for the app. */
  readonly args: readonly string[];
}

/**
 * Whether a source of the app's settings has one, which the app then validates. To be called in the project's
 * folder, where `npm run` starts every script.
 */
export function isConfigured({ env, args }: Surroundings): boolean {
  return (
    Object.keys(env).some((key) => key.startsWith(environmentPrefix) && env[key] !== '') ||
    args.some((arg) => arg === '--config' || arg.startsWith('--config=')) ||
    existsSync(path.join(userDataFolder({ env, args }), 'config.json')) ||
    existsSync('cognito.config.json')
  );
}

/** The folder that Electron uses as `userData` (docs/api/app.md, `app.getPath`), or the one of `--user-data-dir`. */
export function userDataFolder({ env, args }: Surroundings): string {
  const prefix = '--user-data-dir=';
  const given = args.find((arg) => arg.startsWith(prefix));
  if (given) return path.resolve(given.slice(prefix.length));
  const home = os.homedir();
  const appData =
    process.platform === 'win32'
      ? (env.APPDATA ?? path.join(home, 'AppData/Roaming'))
      : process.platform === 'darwin'
        ? path.join(home, 'Library/Application Support')
        : env.XDG_CONFIG_HOME || path.join(home, '.config');
  return path.join(appData, identity.name);
}
