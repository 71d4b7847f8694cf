import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { command } from './again';
import type { Aws } from './clients';
import { CommandError } from './command-error';
import { failureOf } from './failure';
import { follow } from './follow';
import type { Pace } from './pause';
import { findStack, type StackView } from './stack';
import { StackEvents } from './stack-events';
import { hasSucceeded, isBusy, isRolledBackToNothing, mustBeDeleted } from './stack-status';
import type { Subject } from './subject';
import { domainPrefixParameter } from './template-names';
import { confirm, type Terminal } from './terminal';

/**
 * The stack, once nothing stands in the way of a change set: what AWS is doing with it is followed to its end,
 * and what is left of a creation that failed is deleted, if the person says so.
 *
 * @returns `null`: there is no stack of that name, any more
 * @throws CommandError `failed` and its relatives, `delete-first`, `interrupted`
 */
export async function cleared(
  aws: Aws,
  request: Subject & { readonly yes: boolean },
  terminal: Terminal,
  pace: Pace,
): Promise<StackView | null> {
  const { stackName } = request;
  let stack = await findStack(aws, stackName);
  if (stack !== null && isBusy(stack.status)) {
    terminal.say(
      `AWS is working on the stack "${stackName}" already (${stack.status}). Following it:`,
    );
    stack = await followed(aws, stack, request, terminal, pace);
  }
  if (stack === null || !mustBeDeleted(stack.status)) return stack;
  if (!isRolledBackToNothing(stack.status)) {
    throw new CommandError(
      'delete-first',
      `The stack "${stackName}" is in the state ${stack.status}, and can only be deleted.`,
      `${command('destroy', request)} does that, and says what would be lost.`,
    );
  }
  terminal.say(
    `An earlier creation of "${stackName}" failed and was taken back. Its empty stack has to go before a new one.`,
  );
  if (!(await confirm(terminal, 'Delete it?', request.yes))) {
    throw new CommandError(
      'delete-first',
      'The empty stack is still there.',
      `Run the command again and say yes, or: ${command('destroy', request)}`,
    );
  }
  await removeStack(aws, stack, request, terminal, pace);
  return null;
}

/** Follows what is going on; its failure is this command's. */
async function followed(
  aws: Aws,
  { id, parameters }: StackView,
  request: Subject,
  terminal: Terminal,
  pace: Pace,
): Promise<StackView | null> {
  const { status, events } = await follow(
    new StackEvents(aws, id),
    terminal,
    pace,
    command('deploy', request),
  );
  if (!hasSucceeded(status)) {
    throw failureOf(events, status, {
      ...request,
      domainPrefix: parameters[domainPrefixParameter],
    });
  }
  return findStack(aws, request.stackName);
}

/**
 * Deletes a stack and follows that to its end.
 * @throws CommandError `failed`, `protected`, `access-denied`, `interrupted`
 */
export async function removeStack(
  aws: Aws,
  { id }: StackView,
  request: Subject,
  terminal: Terminal,
  pace: Pace,
): Promise<void> {
  const events = new StackEvents(aws, id);
  await events.skip();
  await aws.cloudFormation.send(new DeleteStackCommand({ StackName: id }));
  const { status, events: all } = await follow(events, terminal, pace, command('destroy', request));
  if (!hasSucceeded(status)) throw failureOf(all, status, request);
}
