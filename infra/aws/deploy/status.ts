import type { Aws } from '../common/clients';
import type { Terminal } from '../common/terminal';
import { differences, readConfiguration, settingsOf, shortName } from './configuration-file';
import { needStack } from './stack';

/**
 * Shows the stack, its outputs, and whether the app's configuration file matches them.
 * @returns whether the stack is deployed and the file matches
 * @throws CommandError, and whatever the AWS SDK throws
 */
export async function status(
  aws: Aws,
  stackName: string,
  file: string,
  terminal: Terminal,
): Promise<boolean> {
  const stack = await needStack(aws, stackName);
  terminal.say(`Stack "${stackName}" in ${aws.region}: ${stack.status}`);
  if (stack.reason) terminal.say(`  ${stack.reason}`);
  for (const [name, value] of Object.entries(stack.outputs)) terminal.say(`  ${name}: ${value}`);
  if (!/^(CREATE|UPDATE|IMPORT|UPDATE_ROLLBACK)_COMPLETE$/.test(stack.status)) {
    terminal.say('The stack is not deployed: run npm run aws:deploy.');
    return false;
  }
  const name = shortName(file);
  const existing = await readConfiguration(file);
  const changed = differences(existing, settingsOf(stack.outputs));
  if (changed.length === 0) {
    terminal.say(`${name} matches the stack.`);
    return true;
  }
  terminal.say(
    existing === null
      ? `${name} does not exist.`
      : `${name} (-) and the stack (+) differ:\n${changed.join('\n')}`,
  );
  terminal.say('npm run aws:deploy writes it.');
  return false;
}
