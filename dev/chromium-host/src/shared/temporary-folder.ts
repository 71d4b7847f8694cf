import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

/**
 * A fresh folder below the system's temporary folder, removed when this process exits. Its name carries
 * the process id, so that `removeOrphans` can tell the folders of processes that were killed.
 * @param prefix first part of the name, for example `chromium-host-`
 */
export function createTemporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  if (folders.size === 0) process.once('exit', () => [...folders].forEach(removeTemporaryFolder));
  folders.add(folder);
  return folder;
}

/** Removes the folders with this prefix whose process no longer runs. */
export function removeOrphans(prefix: string): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const owner = /^(\d+)-/.exec(name.slice(prefix.length))?.[1];
    if (owner && !isRunning(Number(owner))) removeTemporaryFolder(join(tmpdir(), name));
  }
}

/** Tries again for a while, as Chromium's last processes may still be writing, and leaves the rest to `removeOrphans`. */
export function removeTemporaryFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    folders.delete(path);
  } catch {
    // The next start removes it.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
