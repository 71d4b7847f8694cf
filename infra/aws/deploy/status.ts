import { settingsOf } from './app-configuration';
import type { Aws } from './clients';
import { differences, readConfiguration } from './configuration-file';
import { shortName } from './configure';
import type { Outcome } from './outcomes';
import { needStack } from './stack';
import { hasSucceeded, isBusy, isEmpty, mustBeDeleted } from './stack-status';
import type { Subject } from './subject';
import type { Terminal } from './terminal';

/**
 * Shows how the stack is, what it gives, and whether the app's configuration file says the same.
 * @throws CommandError, and whatever the AWS SDK throws
 */
export async function status(
  aws: Aws,
  subject: Subject,
  file: string,
  terminal: Terminal,
): Promise<Outcome> {
  const stack = await needStack(aws, subject);
  terminal.say(`Stack "${subject.stackName}" in ${subject.region}: ${stack.status}`);
  if (stack.reason) terminal.say(`  ${stack.reason}`);
  for (const [name, value] of Object.entries(stack.outputs)) terminal.say(`  ${name}: ${value}`);
  if (isBusy(stack.status)) return 'busy';
  if (mustBeDeleted(stack.status)) return 'delete-first';
  if (isEmpty(stack.status)) {
    terminal.say('Nothing has been made yet: a change set waits for npm run aws:deploy.');
    return 'done';
  }
  const drift = await driftOf(stack.outputs, file, terminal);
  if (drift) return 'differs';
  return hasSucceeded(stack.status) || stack.status === 'UPDATE_ROLLBACK_COMPLETE'
    ? 'done'
    : 'failed';
}

/** Whether the file says something else than the stack; says what. */
async function driftOf(
  outputs: Readonly<Record<string, string>>,
  file: string,
  terminal: Terminal,
): Promise<boolean> {
  const name = shortName(file);
  const existing = await readConfiguration(file);
  if (existing === null) {
    terminal.say(`There is no ${name}; npm run aws:deploy writes it.`);
    return true;
  }
  const changed = differences(existing, settingsOf(outputs));
  if (changed.length === 0) {
    terminal.say(`${name} says what the stack says.`);
    return false;
  }
  terminal.say(`${name} (-) and the stack (+) differ:\n${changed.join('\n')}`);
  terminal.say('npm run aws:deploy puts that right.');
  return true;
}
