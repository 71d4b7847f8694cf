import { rm } from 'node:fs/promises';
import { configurationOutput, settingsOf } from './app-configuration';
import { differences, readConfiguration } from './configuration-file';
import { shortName } from './configure';
import { confirm, type Terminal } from './terminal';

/**
 * After the stack is gone: its configuration would lead the app to a user pool that is no more. What says only what
 * the stack said is removed, after a yes; what says more is only named.
 */
export async function forgetConfiguration(
  file: string,
  outputs: Readonly<Record<string, string>>,
  yes: boolean,
  terminal: Terminal,
): Promise<void> {
  if (outputs[configurationOutput] === undefined) return;
  const settings = settingsOf(outputs);
  const existing = await readConfiguration(file);
  if (existing === null || existing.clientId !== settings.clientId) return;
  const name = shortName(file);
  const isOurs =
    differences(existing, settings).length === 0 &&
    Object.keys(existing).length === Object.keys(settings).length;
  if (isOurs && (await confirm(terminal, `Remove ${name}, which names that user pool?`, yes))) {
    await rm(file);
    terminal.say(`Removed ${name}. npm start uses the local user pool again.`);
  } else {
    terminal.say(
      `${name} still names the user pool that is gone, and so does an app built with it.`,
    );
  }
}
