import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Memory that looks like a disk, so that a hundred thousand synced writes take seconds. */
const memory = '/dev/shm';

/** A folder of its own for one target. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const parent = existsSync(memory) ? memory : tmpdir();
  const path = mkdtempSync(join(parent, 'cognito-fuzz-'));
  return { path, remove: () => rmSync(path, { recursive: true }) };
}
