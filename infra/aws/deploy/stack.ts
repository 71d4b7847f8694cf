import {
  DescribeStacksCommand,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type { Aws } from '../common/clients';
import { CommandError } from '../common/command-error';
import { nameOf, textOf } from '../common/explain';

/** The parts of a stack that the commands use. */
export interface Stack {
  /** The ARN: also finds a deleted stack. */
  readonly id: string;
  readonly status: string;
  readonly reason: string | undefined;
  /** When the last update began, in ms since the epoch; 0: never. */
  readonly updatedAt: number;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** The stack with that name or ARN; `null` if it does not exist. */
export async function findStack({ cloudFormation }: Aws, name: string): Promise<Stack | null> {
  try {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
    const [stack] = Stacks ?? [];
    if (stack === undefined) return null;
    const { StackId = '', StackStatus = '', Parameters = [], Outputs = [] } = stack;
    return {
      id: StackId,
      status: StackStatus,
      reason: stack.StackStatusReason,
      updatedAt: stack.LastUpdatedTime?.getTime() ?? 0,
      parameters: Object.fromEntries(
        Parameters.map((each) => [each.ParameterKey ?? '', each.ParameterValue ?? '']),
      ),
      outputs: Object.fromEntries(
        Outputs.map((each) => [each.OutputKey ?? '', each.OutputValue ?? '']),
      ),
    };
  } catch (error) {
    if (nameOf(error) === 'ValidationError' && /does not exist/.test(textOf(error))) return null;
    throw error;
  }
}

/** @throws CommandError if the stack does not exist */
export async function needStack(aws: Aws, name: string): Promise<Stack> {
  const stack = await findStack(aws, name);
  if (stack !== null) return stack;
  throw new CommandError(
    `The stack "${name}" does not exist in ${aws.region}.`,
    'Check --stack-name, --region and --profile. npm run aws:deploy creates the stack.',
  );
}

/** AWS is working on the stack. `REVIEW_IN_PROGRESS` only waits for a change set to be executed. */
export function isBusy({ status }: Stack): boolean {
  return status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
}

/** All resources of a stack, also of a deleted one. */
export async function resourcesOf(
  { cloudFormation: client }: Aws,
  StackName: string,
): Promise<StackResourceSummary[]> {
  const found: StackResourceSummary[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName })) {
    found.push(...(page.StackResourceSummaries ?? []));
  }
  return found;
}

/**
 * Names the user pools that a deleted stack has left in the account, because of `DeletionPolicy: Retain`,
 * and how to delete them.
 */
export async function keptPools(aws: Aws, stackId: string): Promise<string[]> {
  const resources = await resourcesOf(aws, stackId);
  const kept = resources.filter(
    ({ ResourceType, ResourceStatus }) =>
      ResourceType === 'AWS::Cognito::UserPool' && ResourceStatus === 'DELETE_SKIPPED',
  );
  return kept.map(({ PhysicalResourceId }) => {
    const pool = `--user-pool-id ${PhysicalResourceId} --region ${aws.region}`;
    return `AWS has kept the user pool ${PhysicalResourceId}, with its users. To delete it with all of them:
  aws cognito-idp update-user-pool ${pool} --deletion-protection INACTIVE
  aws cognito-idp delete-user-pool ${pool}`;
  });
}
