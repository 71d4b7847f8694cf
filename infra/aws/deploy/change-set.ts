import {
  type Change,
  CreateChangeSetCommand,
  type CreateChangeSetInput,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeEventsCommand,
  type DescribeEventsOutput,
  paginateDescribeChangeSet,
  waitUntilChangeSetCreateComplete,
} from '@aws-sdk/client-cloudformation';
import type { Aws } from '../common/clients';
import { CommandError } from '../common/command-error';
import { hintFor } from '../common/explain';
import type { Terminal } from '../common/terminal';

/** Changes that CloudFormation has worked out, and not made yet. */
export interface ChangeSet {
  readonly id: string;
  readonly stackId: string;
  readonly changes: readonly Change[];
}

/**
 * Has CloudFormation work out the changes.
 * @param isNew whether the stack did not exist before: it then goes with the change set
 * @returns `null` if there are none
 * @throws CommandError if interrupted, or if CloudFormation refuses the changes; whatever the SDK throws
 */
export async function createChangeSet(
  aws: Aws,
  input: Omit<CreateChangeSetInput, 'ChangeSetName'>,
  isNew: boolean,
  terminal: Terminal,
): Promise<ChangeSet | null> {
  const { cloudFormation: client, pollSeconds } = aws;
  const { Id: id = '', StackId: stackId = '' } = await client.send(
    new CreateChangeSetCommand({ ...input, ChangeSetName: `deploy-${Date.now()}` }),
  );
  const changeSet = { id, stackId, changes: [] };
  try {
    const abortSignal = terminal.interrupted;
    const waiting = { client, minDelay: pollSeconds / 10, maxDelay: pollSeconds, abortSignal };
    // It also rejects a change set without changes; the status below says which it is.
    await waitUntilChangeSetCreateComplete(
      { ...waiting, maxWaitTime: 600 },
      { ChangeSetName: id },
    ).catch(() => undefined);
    if (abortSignal.aborted) throw new CommandError('Interrupted. Nothing was changed.');
    const changes: Change[] = [];
    const described = { ChangeSetName: id, IncludePropertyValues: true };
    for await (const page of paginateDescribeChangeSet({ client }, described)) {
      const { Status, StatusReason = `The change set is in ${Status}.` } = page;
      if (/didn.t contain changes|No updates are to be performed/i.test(StatusReason)) {
        await discard(aws, changeSet, isNew);
        return null;
      }
      if (Status !== 'CREATE_COMPLETE') throw await refused(aws, id, StatusReason);
      changes.push(...(page.Changes ?? []));
    }
    return { id, stackId, changes };
  } catch (error) {
    await discard(aws, changeSet, isNew);
    throw error;
  }
}

/** The error of a change set that failed, with what CloudFormation has found in single resources. */
async function refused({ cloudFormation }: Aws, id: string, reason: string): Promise<CommandError> {
  const request = new DescribeEventsCommand({ ChangeSetName: id, Filters: { FailedEvents: true } });
  // Not every account allows it, and the change set's own reason is the better error to show.
  const { OperationEvents = [] } = await cloudFormation
    .send(request)
    .catch((): DescribeEventsOutput => ({}));
  const details = OperationEvents.map(
    ({ LogicalResourceId = '', ValidationPath = '', ...event }) =>
      `\n  ${LogicalResourceId} ${ValidationPath}: ${event.ValidationStatusReason ?? event.ResourceStatusReason}`,
  );
  return new CommandError(`${reason}${details.join('')}`, hintFor(`ValidationError: ${reason}`));
}

/** Deletes a change set that nobody wants, and the stack if it exists for that change set alone. */
export async function discard(
  { cloudFormation }: Aws,
  { id, stackId }: ChangeSet,
  withStack: boolean,
): Promise<void> {
  const deleted = withStack
    ? cloudFormation.send(new DeleteStackCommand({ StackName: stackId }))
    : cloudFormation.send(new DeleteChangeSetCommand({ ChangeSetName: id }));
  // It changes nothing about the result of the command.
  await deleted.catch(() => undefined);
}
