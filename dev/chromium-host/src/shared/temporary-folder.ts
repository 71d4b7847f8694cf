import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

/**
 * A fresh folder, by default below the system's temporary folder, removed when this process exits. Its name carries
 * the process id, so that `removeOrphans` can tell the folders of processes that were killed.
 * @param prefix first part of the name, for example `chromium-host-`
 */
export function createTemporaryFolder(prefix: string, parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  if (folders.size === 0) process.once('exit', () => [...folders].forEach(removeTemporaryFolder));
  folders.add(folder);
  return folder;
}

/** The folders with this prefix whose process no longer runs. */
export function orphans(prefix: string, parent = tmpdir()): string[] {
  const names = readdirSync(parent).filter((name) => {
    if (!name.startsWith(prefix)) return false;
    const owner = /^(\d+)-/.exec(name.slice(prefix.length))?.[1];
    return owner !== undefined && !isRunning(Number(owner));
  });
  return names.map((name) => join(parent, name));
}

/** Removes these folders. */
export function removeOrphans(prefix: string, parent?: string): void {
  orphans(prefix, parent).forEach(removeTemporaryFolder);
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
