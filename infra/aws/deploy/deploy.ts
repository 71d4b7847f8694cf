import { command } from './again';
import { type ChangeSet, createChangeSet, discard, execute } from './change-set';
import { changeLines, losesPeople } from './change-words';
import { cleared } from './clear-the-way';
import type { Aws } from './clients';
import { CommandError } from './command-error';
import { failureOf } from './failure';
import { follow } from './follow';
import { chooseParameters } from './parameters';
import type { Pace } from './pause';
import { findStack, needStack, type StackView } from './stack';
import { StackEvents } from './stack-events';
import { hasSucceeded, isEmpty } from './stack-status';
import type { Subject } from './subject';
import { summarize } from './template-file';
import { domainPrefixParameter } from './template-names';
import { confirm, nobodyToAsk, type Terminal } from './terminal';

export interface DeployRequest extends Subject {
  /** The template's text. */
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Answers every question beforehand, but the one below. */
  readonly yes: boolean;
  /** Answers whether a user pool may go with everybody in it. */
  readonly allowUserLoss: boolean;
}

/**
 * Brings the stack to what the template and the parameters say: follows what is going on already, shows what
 * would change, asks, and follows it to its end. Run again, it goes on where it was interrupted.
 *
 * @returns the outputs of the stack
 * @throws CommandError, and whatever the AWS SDK throws
 */
export async function deploy(
  aws: Aws,
  request: DeployRequest,
  terminal: Terminal,
  pace: Pace,
): Promise<StackView['outputs']> {
  const { stackName } = request;
  const template = await summarize(aws, request.template);
  const stack = await cleared(aws, request, terminal, pace);
  const exists = stack !== null && !isEmpty(stack.status);
  const previous = exists ? stack.parameters : null;
  const parameters = await chooseParameters(
    template.parameters,
    request.parameters,
    previous,
    terminal,
  );
  terminal.say(
    `Asking CloudFormation what would change in the stack "${stackName}" (${aws.region}) …`,
  );
  const changeSet = await createChangeSet(
    aws,
    { stackName, kind: exists ? 'UPDATE' : 'CREATE', isNew: stack === null, template, parameters },
    request,
    terminal,
    pace,
  );
  if (changeSet === null) {
    terminal.say('Nothing to change: the stack is as the template says.');
    return (await needStack(aws, request)).outputs;
  }
  terminal.say(`\n${changeLines(changeSet.changes).join('\n')}\n`);
  await approve(aws, changeSet, request, terminal, stack === null);
  await make(aws, changeSet, request, terminal, pace);
  return (await needStack(aws, request)).outputs;
}

/** Asks, and throws the change set away if the answer is no. */
async function approve(
  aws: Aws,
  changeSet: ChangeSet,
  request: DeployRequest,
  terminal: Terminal,
  isNew: boolean,
): Promise<void> {
  try {
    const isYes = losesPeople(changeSet.changes)
      ? await allowsLoss(request, terminal)
      : await confirm(terminal, 'Make these changes?', request.yes);
    if (!isYes) throw new CommandError('unconfirmed', 'Nothing was changed.');
  } catch (error) {
    await discard(aws, changeSet, isNew).catch(() => undefined);
    const isInterrupted = error instanceof CommandError && error.outcome === 'interrupted';
    throw isInterrupted ? new CommandError('interrupted', 'Nothing was changed.') : error;
  }
}

async function allowsLoss(request: DeployRequest, terminal: Terminal): Promise<boolean> {
  if (request.allowUserLoss) return true;
  const question = `Type the name of the stack (${request.stackName}) if its people may be lost:`;
  if (terminal.interactive) return (await terminal.ask(question)) === request.stackName;
  if (!request.yes) throw nobodyToAsk('May the people in the user pool be lost?');
  throw new CommandError(
    'unconfirmed',
    'The user pool would go, with everybody in it; --yes alone does not allow that.',
    'If they may be lost, add --allow-user-loss.',
  );
}

async function make(
  aws: Aws,
  changeSet: ChangeSet,
  request: DeployRequest,
  terminal: Terminal,
  pace: Pace,
): Promise<void> {
  const events = new StackEvents(aws, changeSet.stackId);
  await events.skip();
  await execute(aws, changeSet);
  const { status, events: all } = await follow(events, terminal, pace, command('deploy', request));
  if (hasSucceeded(status)) return;
  const stack = await findStack(aws, changeSet.stackId);
  const domainPrefix =
    request.parameters[domainPrefixParameter] ?? stack?.parameters[domainPrefixParameter];
  throw failureOf(all, status, { ...request, domainPrefix });
}
