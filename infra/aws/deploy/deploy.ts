import { readFile } from 'node:fs/promises';
import {
  ExecuteChangeSetCommand,
  GetTemplateSummaryCommand,
  type GetTemplateSummaryOutput,
  type Parameter,
} from '@aws-sdk/client-cloudformation';
import type { CommandLine } from '../command-line';
import type { Aws } from '../common/clients';
import { CommandError } from '../common/command-error';
import { textOf } from '../common/explain';
import { confirm, type Terminal } from '../common/terminal';
import { type ChangeSet, createChangeSet, discard } from './change-set';
import { changeLines } from './change-words';
import { assertSucceeded, follow, operationOf } from './follow';
import { findStack, isBusy, keptPools, needStack, type Stack } from './stack';
import { StackEvents } from './stack-events';

export type DeployRequest = Pick<CommandLine, 'stackName' | 'template' | 'parameters' | 'yes'>;

/**
 * Creates or updates the stack: follows a pending operation, shows the change set, asks, executes it and
 * follows it to its end. Run again, it continues where it was interrupted.
 *
 * @returns the stack, with its outputs
 * @throws CommandError, and whatever the AWS SDK throws
 */
export async function deploy(aws: Aws, request: DeployRequest, terminal: Terminal): Promise<Stack> {
  const { stackName } = request;
  const TemplateBody = await readTemplate(request.template);
  const summary = await aws.cloudFormation.send(new GetTemplateSummaryCommand({ TemplateBody }));
  let stack = await findStack(aws, stackName);
  if (stack !== null && isBusy(stack)) {
    terminal.say(`AWS is already working on the stack "${stackName}" (${stack.status}):`);
    const events = new StackEvents(aws, stack.id);
    const operation = operationOf(stack);
    assertSucceeded(await follow(aws, stack.id, operation, events, terminal), operation, events);
    stack = await findStack(aws, stackName);
  }
  const exists = stack !== null && stack.status !== 'REVIEW_IN_PROGRESS';
  terminal.say(`Creating a change set for the stack "${stackName}" in ${aws.region} …`);
  const changeSet = await createChangeSet(
    aws,
    {
      StackName: stackName,
      TemplateBody,
      Parameters: parametersFor(summary, request.parameters, exists ? stack : null),
      Capabilities: summary.Capabilities ?? [],
      Description: 'Created by npm run aws:deploy',
      // A new stack that fails is deleted; what failed is in the events.
      ...(exists
        ? { ChangeSetType: 'UPDATE' }
        : { ChangeSetType: 'CREATE', OnStackFailure: 'DELETE' }),
    },
    stack === null,
    terminal,
  );
  if (changeSet === null) {
    terminal.say('Nothing to change: the stack matches the template.');
    return needStack(aws, stackName);
  }
  terminal.say(`\n${changeLines(changeSet.changes).join('\n')}\n`);
  await approve(aws, changeSet, stack === null, request.yes, terminal);
  return execute(aws, changeSet, exists ? stack : null, terminal);
}

async function readTemplate(file: string): Promise<string> {
  const body = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandError(`The template cannot be read: ${textOf(error)}`);
  });
  // CloudFormation quotas: larger templates have to be in S3.
  if (Buffer.byteLength(body) <= 51_200) return body;
  throw new CommandError(
    `${file} is larger than the 51,200 bytes that CloudFormation accepts from a file.`,
    'Shorten it, or deploy it from S3 with the AWS CLI.',
  );
}

/** An update keeps the value of every parameter that is not given. */
function parametersFor(
  { Parameters: declared = [] }: GetTemplateSummaryOutput,
  given: Readonly<Record<string, string>>,
  stack: Stack | null,
): Parameter[] {
  const kept = declared.flatMap(({ ParameterKey = '' }) =>
    stack !== null &&
    Object.hasOwn(stack.parameters, ParameterKey) &&
    !Object.hasOwn(given, ParameterKey)
      ? [{ ParameterKey, UsePreviousValue: true }]
      : [],
  );
  const set = Object.entries(given).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }));
  return [...kept, ...set];
}

/** Asks; deletes the change set unless the answer is yes. */
async function approve(
  aws: Aws,
  changeSet: ChangeSet,
  isNew: boolean,
  yes: boolean,
  terminal: Terminal,
): Promise<void> {
  try {
    if (await confirm(terminal, 'Make these changes?', yes)) return;
    throw new CommandError('Nothing was changed.');
  } catch (error) {
    await discard(aws, changeSet, isNew);
    throw error;
  }
}

async function execute(
  aws: Aws,
  { id, stackId }: ChangeSet,
  before: Stack | null,
  terminal: Terminal,
): Promise<Stack> {
  const operation = before === null ? 'CREATE' : 'UPDATE';
  const events = new StackEvents(aws, stackId);
  await events.skip();
  await aws.cloudFormation.send(new ExecuteChangeSetCommand({ ChangeSetName: id }));
  const stack = await follow(aws, stackId, operation, events, terminal, before);
  if (stack.status === 'DELETE_COMPLETE') {
    for (const line of await keptPools(aws, stackId)) terminal.say(line);
  }
  assertSucceeded(stack, operation, events);
  return stack;
}
