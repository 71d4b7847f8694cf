import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseFile } from '../src/main/config/json-text';

/** What the build takes into the app. */
const configuration = fileURLToPath(new URL('../cognito.config.json', import.meta.url));

/**
 * Where the app will look for updates: electron-builder writes a feed for there (`latest*.yml`), and what
 * electron-updater wants to know of the package (`app-update.yml`). Without it, neither.
 *
 * @param file the configuration that is built in, which the app itself checks
 */
export function bakedUpdateFeed(file = configuration): string | null {
  if (!existsSync(file)) return null;
  const { updateFeed } = parseFile(readFileSync(file)) as { updateFeed?: string };
  return updateFeed ?? null;
}
