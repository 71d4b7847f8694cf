import { DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { nameOf, textOf } from './aws-errors';
import type { Aws } from './clients';
import { unknownStack } from './explain-validation';
import type { Subject } from './subject';

/** A stack, as far as the commands look at it. */
export interface StackView {
  /** Its ARN: still answers when a stack of the same name has taken its place. */
  readonly id: string;
  readonly status: string;
  readonly reason: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
}

/** The stack of that name or ARN; `null` when there is none. */
export async function findStack({ cloudFormation }: Aws, name: string): Promise<StackView | null> {
  try {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
    const [stack] = Stacks ?? [];
    return stack === undefined ? null : viewOf(stack);
  } catch (error) {
    if (nameOf(error) === 'ValidationError' && /does not exist/.test(textOf(error))) return null;
    throw error;
  }
}

/** @throws CommandError `unknown-stack` */
export async function needStack(aws: Aws, subject: Subject): Promise<StackView> {
  const stack = await findStack(aws, subject.stackName);
  if (stack === null) throw unknownStack(subject);
  return stack;
}

function viewOf(stack: Stack): StackView {
  return {
    id: stack.StackId ?? '',
    status: stack.StackStatus ?? '',
    reason: stack.StackStatusReason ?? null,
    parameters: Object.fromEntries(
      (stack.Parameters ?? []).map((each) => [each.ParameterKey ?? '', each.ParameterValue ?? '']),
    ),
    outputs: Object.fromEntries(
      (stack.Outputs ?? []).map((each) => [each.OutputKey ?? '', each.OutputValue ?? '']),
    ),
    terminationProtection: stack.EnableTerminationProtection ?? false,
  };
}
