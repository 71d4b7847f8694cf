import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'chromium-host-';

/**
 * A fresh folder for Chromium's profile: nothing a page stores outlives the run. Its name carries our
 * process id, so that the folder of a host that was killed is removed by the next one.
 */
export function createProfileDir(): string {
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
}

/** Removes what hosts that were killed have left. */
export function removeOrphans(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (owner && !isRunning(Number(owner))) removeProfileDir(join(tmpdir(), name));
  }
}

/** Chromium's last helpers may still be writing: tries again for a while, and leaves the rest to the next run. */
export function removeProfileDir(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // The next host removes it.
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
