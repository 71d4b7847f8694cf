import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** The value of a JSON text; `undefined` if the text isn't valid, since the parser's error would quote it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A temporary file this old is abandoned, in ms. */
const abandonedMs = 60_000;

/**
 * Replaces the file whole or not at all, also when the machine stops in the middle, and when another
 * process does the same: a file beside it, of this write alone, is written and synced, then renamed. Only
 * the owner can read it (mode 0600; on Windows the user's profile folder sees to that).
 */
export async function writeFileAtomically(file: string, text: string): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
  await removeTemporaryFiles(file, abandonedMs);
}

/** Deletes the temporary files of interrupted writes that are at least this old, in ms. */
export async function removeTemporaryFiles(file: string, olderThanMs = 0): Promise<void> {
  const folder = path.dirname(file);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(`${path.basename(file)}.`) || !name.endsWith('.tmp')) continue;
    const leftover = path.join(folder, name);
    if (olderThanMs > 0 && (await ageOf(leftover)) < olderThanMs) continue;
    // Not worth failing for: the next write tries again.
    await rm(leftover, { force: true }).catch(() => {});
  }
}

/** In ms; 0 when the file is gone. */
async function ageOf(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
}

/** The rename itself is only safe once the folder is synced. Windows can't open a folder for that. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
