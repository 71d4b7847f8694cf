import type { Settings } from '../../../src/main/config/index';
import { readLayers } from '../../../src/main/config/layers';
import { userDataFolder } from '../../../src/main/config/user-data-folder';

/**
 * How to start the app with its new configuration, with a warning for each setting that another source
 * overrides.
 *
 * @param file the file with the settings; `null`: the project's own, which the build includes
 */
export async function howToStart(
  settings: Settings,
  file: string | null,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const start = file === null ? 'npm start' : `npm start -- --config ${file}`;
  const { layers } = await readLayers({
    env,
    argv: [],
    userDataDir: userDataFolder({ env, args: [] }),
    baked: '',
    isPackaged: false,
  });
  const [environment, ownFile] = layers;
  // With --config the file wins over the app's own; the project's file does not.
  const before = file === null ? [environment, ownFile] : [environment];
  const overridden = before
    .flatMap((layer) => layer?.entries ?? [])
    .filter(({ key }) => Object.hasOwn(settings, key));
  const warnings = overridden.map(({ key, source }) => `WARNING: ${source} overrides ${key}.`);
  return [...warnings, `Start the app: ${start}`];
}
