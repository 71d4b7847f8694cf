import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import {
  createTemporaryFolder,
  removeOrphans,
  removeTemporaryFolder,
} from '@repo/chromium-host/shared/temporary-folder';

/** Memory that looks like a disk, so that a hundred thousand synced writes take seconds. */
const memory = '/dev/shm';

const prefix = 'cognito-fuzz-';

/** A folder for one target. Those of runs that were killed are removed, as they take memory. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const parent = existsSync(memory) ? memory : tmpdir();
  removeOrphans(prefix, parent);
  const path = createTemporaryFolder(prefix, parent);
  return { path, remove: () => removeTemporaryFolder(path) };
}
