import { createRequire } from 'node:module';
import { join } from 'node:path';
import { hostFolders } from './chromium/launch';
import { createTemporaryFolder } from './shared/temporary-folder';

/**
 * Unpacks `app.asar`, with the native code beside it, to a folder of the same name for the time of the run:
 * Node can't read inside archives, as Electron's can.
 *
 * @param executable from where `@electron/asar` is found
 * @returns the folder, which ends in `.asar`
 */
export function unpackArchive(archive: string, executable: string): string {
  const asar = createRequire(executable)('@electron/asar') as typeof import('@electron/asar');
  const app = join(createTemporaryFolder(hostFolders), 'app.asar');
  asar.extractAll(archive, app);
  return app;
}
