import {
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { DescribeUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { command } from './again';
import { isDenied, nameOf } from './aws-errors';
import { removeStack } from './clear-the-way';
import type { Aws } from './clients';
import { CommandError } from './command-error';
import { terminationProtected } from './explain-validation';
import { failureOf, poolProtected } from './failure';
import { follow } from './follow';
import type { Pace } from './pause';
import { typeWords } from './resource-words';
import { needStack, type StackView } from './stack';
import { StackEvents } from './stack-events';
import { hasSucceeded, isBusy } from './stack-status';
import type { Subject } from './subject';
import { nobodyToAsk, type Terminal } from './terminal';

/**
 * Deletes the stack with all that is in it, after the person has typed its name.
 * @returns the stack as it was
 * @throws CommandError, and whatever the AWS SDK throws
 */
export async function destroy(
  aws: Aws,
  request: Subject & { readonly yes: boolean },
  terminal: Terminal,
  pace: Pace,
): Promise<StackView> {
  const stack = await settled(aws, request, terminal, pace);
  if (stack.status === 'DELETE_COMPLETE') return stack;
  if (stack.terminationProtection) throw terminationProtected(request);
  const resources = await resourcesOf(aws, stack.id);
  const pool = await userPool(aws, resources);
  if (pool?.isProtected)
    throw poolProtected(`The user pool ${pool.id} has deletion protection.`, request);
  terminal.say(farewell(request, resources, pool?.people ?? null));
  await approve(request, terminal);
  await removeStack(aws, stack, request, terminal, pace);
  return stack;
}

/** The stack, once AWS has finished what it is doing with it. */
async function settled(
  aws: Aws,
  request: Subject,
  terminal: Terminal,
  pace: Pace,
): Promise<StackView> {
  const stack = await needStack(aws, request);
  if (!isBusy(stack.status)) return stack;
  terminal.say(`AWS is working on "${request.stackName}" already (${stack.status}). Following it:`);
  const events = new StackEvents(aws, stack.id);
  const { status, events: all } = await follow(events, terminal, pace, command('destroy', request));
  if (stack.status !== 'DELETE_IN_PROGRESS') return needStack(aws, request);
  if (!hasSucceeded(status)) throw failureOf(all, status, request);
  return { ...stack, status };
}

async function resourcesOf({ cloudFormation }: Aws, StackName: string) {
  const found: StackResourceSummary[] = [];
  const pages = paginateListStackResources({ client: cloudFormation }, { StackName });
  for await (const page of pages) found.push(...(page.StackResourceSummaries ?? []));
  return found.filter(({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE');
}

interface Pool {
  readonly id: string;
  readonly isProtected: boolean;
  /** About how many, as Cognito counts now and then. */
  readonly people: number;
}

/** The stack's user pool; `null` when it has none, or when we may not look. */
async function userPool(
  { cognito }: Aws,
  resources: readonly StackResourceSummary[],
): Promise<Pool | null> {
  const id = resources.find(
    ({ ResourceType }) => ResourceType === 'AWS::Cognito::UserPool',
  )?.PhysicalResourceId;
  if (!id) return null;
  try {
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: id }));
    return {
      id,
      isProtected: UserPool?.DeletionProtection === 'ACTIVE',
      people: UserPool?.EstimatedNumberOfUsers ?? 0,
    };
  } catch (error) {
    // CloudFormation will say it too, only later.
    if (isDenied(error) || nameOf(error) === 'ResourceNotFoundException') return null;
    throw error;
  }
}

function farewell(
  { stackName, region }: Subject,
  resources: readonly StackResourceSummary[],
  people: number | null,
): string {
  const list = resources.map(({ LogicalResourceId, ResourceType, PhysicalResourceId }) =>
    `  - ${LogicalResourceId} (${typeWords(ResourceType)}) ${PhysicalResourceId ?? ''}`.trimEnd(),
  );
  if (list.length === 0) return `The stack "${stackName}" in ${region} holds nothing any more.`;
  const loss =
    people === null
      ? ''
      : `\nThe user pool has about ${people} ${people === 1 ? 'person' : 'people'} in it. Accounts, passwords, groups and passkeys are LOST. Nothing brings them back.\n`;
  return `This deletes the stack "${stackName}" in ${region}:\n\n${list.join('\n')}\n${loss}`;
}

async function approve(
  { stackName, yes }: Subject & { readonly yes: boolean },
  terminal: Terminal,
): Promise<void> {
  if (yes) return;
  const question = `Type the name of the stack (${stackName}) to delete it:`;
  if (!terminal.interactive) throw nobodyToAsk(question);
  if ((await terminal.ask(question)) === stackName) return;
  throw new CommandError('unconfirmed', 'That is not its name. Nothing was deleted.');
}
