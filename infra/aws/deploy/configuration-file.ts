import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { configOf, type Settings } from '../../../src/main/config/index';
import { decodeText, readJsonText } from '../../../src/main/config/json-text';
import { CommandError } from '../common/command-error';
import { nameOf, textOf } from '../common/explain';
import { confirm, type Terminal } from '../common/terminal';

/** The content of a configuration file: the app's settings, and anything else that was added. */
type Entries = Readonly<Record<string, unknown>>;

/**
 * The settings in a stack's output `AppConfig`, checked as the app checks them.
 * @throws CommandError if the stack has no such output, or the app would refuse it
 */
export function settingsOf({ AppConfig: text }: Readonly<Record<string, string>>): Settings {
  if (text === undefined) {
    throw new CommandError(
      "The stack has no output AppConfig, which holds the app's configuration.",
      'Deploy infra/aws/template.yaml, or add that output to your template.',
    );
  }
  const json = readJsonText(text);
  if (!json.ok || typeof json.value !== 'object' || json.value === null) {
    throw new CommandError("The stack's output AppConfig is not a JSON object.");
  }
  try {
    configOf(json.value);
  } catch (error) {
    throw new CommandError(
      `The app does not accept the stack's output AppConfig: ${textOf(error)}`,
    );
  }
  return json.value;
}

/**
 * Reads the app's configuration file.
 * @returns `null` if the file does not exist
 * @throws CommandError if it cannot be read, or is not a JSON object
 */
export async function readConfiguration(file: string): Promise<Entries | null> {
  const text = await readFile(file).then(decodeText, (error: unknown) => {
    if (nameOf(error) === 'ENOENT') return null;
    throw new CommandError(`${file} cannot be read: ${textOf(error)}`);
  });
  if (text === null) return null;
  const json = readJsonText(text);
  const fix = 'Correct it, or move it away. Nothing was written.';
  if (!json.ok) {
    const where = `line ${json.line}, column ${json.column}`;
    throw new CommandError(`${file} is not valid JSON: ${where}.`, fix);
  }
  if (typeof json.value !== 'object' || json.value === null || Array.isArray(json.value)) {
    throw new CommandError(`${file} does not hold a JSON object.`, fix);
  }
  return json.value as Entries;
}

/** The settings that differ, a line for each side of them; empty if the file matches. */
export function differences(existing: Entries | null, wanted: Settings): string[] {
  return Object.entries(wanted).flatMap(([key, value]) => {
    const before = existing?.[key];
    if (isDeepStrictEqual(before, value)) return [];
    const line = (sign: string, shown: unknown) =>
      `  ${sign} ${JSON.stringify(key)}: ${JSON.stringify(shown)}`;
    return before === undefined ? [line('+', value)] : [line('-', before), line('+', value)];
  });
}

/**
 * Writes the settings to the configuration file. A file with other values is changed only after a yes, and
 * keeps the settings that the stack does not know.
 *
 * @throws CommandError if the user says no, if nobody can answer, or if the file cannot be written
 */
export async function configure(
  file: string,
  settings: Settings,
  yes: boolean,
  terminal: Terminal,
): Promise<void> {
  const name = shortName(file);
  const existing = await readConfiguration(file);
  const changed = differences(existing, settings);
  if (changed.length === 0) {
    terminal.say(`${name} matches the stack.`);
    return;
  }
  if (existing !== null) {
    terminal.say(`${name} (-) and the stack (+) differ:\n${changed.join('\n')}`);
    if (!(await confirm(terminal, `Change ${name}?`, yes))) {
      throw new CommandError(`${name} was not changed.`);
    }
  }
  const text = `${JSON.stringify({ ...existing, ...settings }, null, 2)}\n`;
  await writeFile(file, text).catch((error: unknown) => {
    throw new CommandError(
      `${file} cannot be written: ${textOf(error)}`,
      'The stack is deployed all the same. Run the same command again, or with --config FILE.',
    );
  });
  terminal.say(`${existing === null ? 'Wrote' : 'Changed'} ${name}.`);
}

/**
 * Deletes, after a yes, a configuration file that has only what the deleted stack gave. A file with more in
 * it is only named.
 */
export async function forgetConfiguration(
  file: string,
  outputs: Readonly<Record<string, string>>,
  yes: boolean,
  terminal: Terminal,
): Promise<void> {
  if (outputs.AppConfig === undefined) return;
  const settings = settingsOf(outputs);
  const existing = await readConfiguration(file);
  if (existing === null || existing.clientId !== settings.clientId) return;
  const name = shortName(file);
  if (
    isDeepStrictEqual(existing, settings) &&
    (await confirm(terminal, `Delete ${name}, which names the deleted app client?`, yes))
  ) {
    await rm(file);
    terminal.say(`Deleted ${name}. npm start uses the local user pool again.`);
  } else {
    terminal.say(`${name} still names the deleted app client, and so does an app built with it.`);
  }
}

/** The file relative to the working directory, where it is below it. */
export function shortName(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}
