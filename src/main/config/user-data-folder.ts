import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { identity } from '../../shared/identity';
import { decodeText } from './json-text';
import { isEmpty, readLayers } from './layers';

const projectFile = 'cognito.config.json';

/** What the sources depend on; a test passes its own. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** The arguments that are meant for the app. */
  readonly args: readonly string[];
}

/**
 * Whether the app, started so, finds any settings, which it then validates. To be called in the project's
 * folder, where `npm run` starts every script.
 */
export async function isConfigured({ env, args }: Surroundings): Promise<boolean> {
  const baked = existsSync(projectFile) ? decodeText(readFileSync(projectFile)) : '';
  const userDataDir = userDataFolder({ env, args });
  return !isEmpty(await readLayers({ env, argv: args, userDataDir, baked, isPackaged: false }));
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
