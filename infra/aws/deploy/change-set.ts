import {
  type Change,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeEventsCommand,
  type DescribeEventsOutput,
  ExecuteChangeSetCommand,
  type Parameter,
  paginateDescribeChangeSet,
} from '@aws-sdk/client-cloudformation';
import type { Aws } from './clients';
import { explainValidation } from './explain-validation';
import { type Pace, Pauses } from './pause';
import type { Subject } from './subject';
import type { Template } from './template-file';
import type { Terminal } from './terminal';

/** Changes that CloudFormation has worked out, and that nobody has made yet. */
export interface ChangeSet {
  readonly id: string;
  readonly stackId: string;
  readonly changes: readonly Change[];
}

export interface ChangeSetRequest {
  readonly stackName: string;
  readonly kind: 'CREATE' | 'UPDATE';
  /** The stack comes into being with the change set, and goes with it if nobody wants it. */
  readonly isNew: boolean;
  readonly template: Template;
  readonly parameters: readonly Parameter[];
}

/**
 * Has CloudFormation work out what would change.
 * @returns `null` when nothing would
 * @throws CommandError `parameter`, `template`, `failed`, `interrupted`
 */
export async function createChangeSet(
  aws: Aws,
  request: ChangeSetRequest,
  subject: Subject,
  terminal: Terminal,
  pace: Pace,
): Promise<ChangeSet | null> {
  const { Id: id = '', StackId: stackId = '' } = await aws.cloudFormation.send(
    new CreateChangeSetCommand({
      StackName: request.stackName,
      ChangeSetName: `deploy-${Date.now()}`,
      ChangeSetType: request.kind,
      Description: 'Made by npm run aws:deploy',
      TemplateBody: request.template.body,
      Parameters: [...request.parameters],
      Capabilities: [...request.template.capabilities],
    }),
  );
  const pauses = new Pauses(pace, terminal.interrupted);
  try {
    for (;;) {
      const { Status, StatusReason = '' } = await aws.cloudFormation.send(
        new DescribeChangeSetCommand({ ChangeSetName: id }),
      );
      if (Status === 'CREATE_COMPLETE') break;
      if (Status === 'FAILED') {
        if (!isWithoutChanges(StatusReason)) {
          const reasons = [StatusReason, ...(await failedValidations(aws, id))];
          throw explainValidation(reasons.join('\n  '), subject);
        }
        await discard(aws, { id, stackId }, false);
        return null;
      }
      await pauses.pause();
    }
  } catch (error) {
    await discard(aws, { id, stackId }, request.isNew).catch(() => undefined);
    throw error;
  }
  return { id, stackId, changes: await changesOf(aws, id) };
}

/** CloudFormation says that it has failed, with either of these reasons. */
function isWithoutChanges(reason: string): boolean {
  return /didn.t contain changes|No updates are to be performed/i.test(reason);
}

/** What CloudFormation found wrong with single resources, before it made any. */
async function failedValidations({ cloudFormation }: Aws, id: string): Promise<string[]> {
  const request = new DescribeEventsCommand({ ChangeSetName: id, Filters: { FailedEvents: true } });
  // Older permissions do not have it, and the change set's own reason is the better error to show.
  const { OperationEvents = [] } = await cloudFormation
    .send(request)
    .catch((): DescribeEventsOutput => ({}));
  return OperationEvents.flatMap(({ LogicalResourceId, ValidationPath, ...event }) => {
    const reason = event.ValidationStatusReason ?? event.ResourceStatusReason;
    if (reason === undefined) return [];
    return [`${[LogicalResourceId, ValidationPath].filter(Boolean).join(' ')}: ${reason}`];
  });
}

async function changesOf({ cloudFormation }: Aws, id: string): Promise<Change[]> {
  const changes: Change[] = [];
  const pages = paginateDescribeChangeSet(
    { client: cloudFormation },
    { ChangeSetName: id, IncludePropertyValues: true },
  );
  for await (const page of pages) changes.push(...(page.Changes ?? []));
  return changes;
}

/** Makes the changes: from here on, AWS goes on by itself. */
export async function execute({ cloudFormation }: Aws, { id }: ChangeSet): Promise<void> {
  await cloudFormation.send(new ExecuteChangeSetCommand({ ChangeSetName: id }));
}

/**
 * Throws a change set away.
 * @param withStack also the stack, which exists for it alone and holds nothing
 */
export async function discard(
  { cloudFormation }: Aws,
  { id, stackId }: Pick<ChangeSet, 'id' | 'stackId'>,
  withStack: boolean,
): Promise<void> {
  if (withStack) await cloudFormation.send(new DeleteStackCommand({ StackName: stackId }));
  else await cloudFormation.send(new DeleteChangeSetCommand({ ChangeSetName: id }));
}
