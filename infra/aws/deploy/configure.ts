import path from 'node:path';
import type { Settings } from '../../../src/main/config/index';
import { differences, merged, readConfiguration, writeConfiguration } from './configuration-file';
import { confirm, type Terminal } from './terminal';

/**
 * Sees to it that the app's configuration file has these settings. One that says something else is
 * shown line by line, and changed only after a yes; what the stack knows nothing of is kept.
 *
 * @returns whether the file has them now
 * @throws CommandError `config-file`, `unconfirmed`, `interrupted`
 */
export async function configure(
  file: string,
  settings: Settings,
  yes: boolean,
  terminal: Terminal,
): Promise<boolean> {
  const name = shortName(file);
  const existing = await readConfiguration(file);
  const changed = differences(existing, settings);
  const kept = Object.keys(existing ?? {}).filter((key) => !Object.hasOwn(settings, key));
  if (kept.length > 0) terminal.say(`${name} also has ${kept.join(', ')}; that stays as it is.`);
  if (changed.length === 0) {
    terminal.say(`${name} says what the stack says.`);
    return true;
  }
  if (existing !== null) {
    terminal.say(`${name} says something else than the stack:\n${changed.join('\n')}`);
    if (!(await confirm(terminal, `Change ${name}?`, yes))) {
      terminal.say(`${name} is as it was.`);
      return false;
    }
  }
  await writeConfiguration(file, merged(existing, settings));
  terminal.say(existing === null ? `Wrote ${name}.` : `Changed ${name}.`);
  return true;
}

/** The file as seen from where the person is. */
export function shortName(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}
