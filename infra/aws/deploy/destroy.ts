import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import type { CommandLine } from '../command-line';
import type { Aws } from '../common/clients';
import { CommandError } from '../common/command-error';
import { nobodyToAsk, type Terminal } from '../common/terminal';
import { assertSucceeded, follow, operationOf } from './follow';
import { isBusy, keptPools, needStack, resourcesOf, type Stack } from './stack';
import { StackEvents } from './stack-events';

export type DestroyRequest = Pick<CommandLine, 'stackName' | 'yes'>;

/**
 * Deletes the stack, after the user has typed its name, and waits for the end.
 * @returns the stack as it was
 * @throws CommandError, and whatever the AWS SDK throws
 */
export async function destroy(
  aws: Aws,
  request: DestroyRequest,
  terminal: Terminal,
): Promise<Stack> {
  const { stackName } = request;
  let stack = await needStack(aws, stackName);
  let events = new StackEvents(aws, stack.id);
  if (isBusy(stack)) {
    terminal.say(`AWS is already working on the stack "${stackName}" (${stack.status}):`);
    const { status } = await follow(aws, stack.id, operationOf(stack), events, terminal);
    stack = { ...stack, status };
    events = new StackEvents(aws, stack.id);
  }
  if (stack.status !== 'DELETE_COMPLETE') {
    await approve(aws, stack, request, terminal);
    await events.skip();
    await aws.cloudFormation.send(new DeleteStackCommand({ StackName: stack.id }));
    const deleted = await follow(aws, stack.id, 'DELETE', events, terminal, stack);
    assertSucceeded(deleted, 'DELETE', events);
  }
  for (const line of await keptPools(aws, stack.id)) terminal.say(line);
  return stack;
}

async function approve(
  aws: Aws,
  stack: Stack,
  { stackName, yes }: DestroyRequest,
  terminal: Terminal,
): Promise<void> {
  const resources = await resourcesOf(aws, stack.id);
  const list = resources
    .filter(({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE')
    .map(
      ({ LogicalResourceId, ResourceType, PhysicalResourceId = '' }) =>
        `  - ${LogicalResourceId} (${ResourceType}) ${PhysicalResourceId}`,
    );
  terminal.say(`This deletes the stack "${stackName}" in ${aws.region}:\n\n${list.join('\n')}\n
Resources that the template keeps (DeletionPolicy: Retain), such as our user pool, stay in the account.
Installed apps can no longer sign in.\n`);
  if (yes) return;
  const question = `Type the name of the stack (${stackName}) to delete it:`;
  if (!terminal.interactive) throw nobodyToAsk(question);
  if ((await terminal.ask(question)) === stackName) return;
  throw new CommandError('The name does not match. Nothing was deleted.');
}
