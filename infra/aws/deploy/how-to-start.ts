import { userDataFolder } from '../../../scripts/settings-places';
import type { Settings } from '../../../src/main/config/index';
import { readLayers } from '../../../src/main/config/layers';

/**
 * How to start the app with its new configuration, and a warning where another place that the app looks
 * into first says something else.
 *
 * @param file where the settings are; `null`: in the project, where the build takes them from
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
  // With --config the file comes before the app's own; without, after both.
  const before = file === null ? [environment, ownFile] : [environment];
  const overridden = before
    .flatMap((layer) => layer?.entries ?? [])
    .filter(({ key }) => Object.hasOwn(settings, key));
  const warnings = overridden.map(
    ({ key, source }) => `WARNING: ${source} sets ${key} too, and the app takes it from there.`,
  );
  return [...warnings, `Start the app: ${start}`];
}
