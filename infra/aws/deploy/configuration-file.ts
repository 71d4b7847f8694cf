import { randomBytes } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readJsonText } from '../../../src/main/config/json-text';
import { nameOf, textOf } from './aws-errors';
import { CommandError } from './command-error';

/** What a configuration file holds: settings of the app, and whatever else somebody wrote there. */
export type Entries = Readonly<Record<string, unknown>>;

/**
 * Reads the app's configuration file.
 * @returns `null` when there is none
 * @throws CommandError `config-file`
 */
export async function readConfiguration(file: string): Promise<Entries | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (nameOf(error) === 'ENOENT') return null;
    throw new CommandError('config-file', `${file} can't be read: ${textOf(error)}`);
  });
  if (text === null) return null;
  const json = readJsonText(text);
  const mend = 'Mend it, or move it away; nothing was written.';
  if (!json.ok) {
    const where = `line ${json.line}, column ${json.column}`;
    throw new CommandError('config-file', `${file} is not valid JSON: ${where}.`, mend);
  }
  if (typeof json.value !== 'object' || json.value === null || Array.isArray(json.value)) {
    throw new CommandError('config-file', `${file} does not hold a JSON object.`, mend);
  }
  return json.value as Entries;
}

/** The entries with the wanted settings in their place; everything else stays as it is. */
export function merged(existing: Entries | null, wanted: Entries): Entries {
  return { ...existing, ...wanted };
}

/** What would change, a line for each side of it; empty when the file is right already. */
export function differences(existing: Entries | null, wanted: Entries): string[] {
  return Object.entries(wanted).flatMap(([key, value]) => {
    const before = existing?.[key];
    if (isDeepStrictEqual(before, value)) return [];
    const line = (sign: string, shown: unknown) =>
      `  ${sign} ${JSON.stringify(key)}: ${JSON.stringify(shown)}`;
    return before === undefined ? [line('+', value)] : [line('-', before), line('+', value)];
  });
}

/**
 * Writes the file as a whole or not at all: a power cut leaves the old one. A link stays a link.
 * @throws CommandError `config-file`
 */
export async function writeConfiguration(file: string, entries: Entries): Promise<void> {
  const target = await realpath(file).catch(() => path.resolve(file));
  const temporary = `${target}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const mode = await stat(target).then(
      (stats) => stats.mode & 0o777,
      () => 0o644,
    );
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(`${JSON.stringify(entries, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new CommandError(
      'config-file',
      `${file} can't be written: ${textOf(error)}`,
      'The stack is there all the same. Run the same command again, with --config FILE for another place.',
    );
  }
}
