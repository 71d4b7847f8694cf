import { setTimeout as sleep } from 'node:timers/promises';
import {
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackImportComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import type { Aws } from '../common/clients';
import { CommandError } from '../common/command-error';
import { hintFor } from '../common/explain';
import type { Terminal } from '../common/terminal';
import { isBusy, needStack, type Stack } from './stack';
import { eventLine, firstFailure, isOfStack, type StackEvents } from './stack-events';

const waiters = {
  CREATE: waitUntilStackCreateComplete,
  UPDATE: waitUntilStackUpdateComplete,
  DELETE: waitUntilStackDeleteComplete,
  IMPORT: waitUntilStackImportComplete,
} as const;

export type Operation = keyof typeof waiters;

/** The operation behind a status such as `UPDATE_ROLLBACK_IN_PROGRESS`. */
export function operationOf({ status }: Stack): Operation {
  const [first = ''] = status.split('_');
  return Object.hasOwn(waiters, first) ? (first as Operation) : 'UPDATE';
}

/** How many times AWS may still report the stack as it was before an operation. */
const mostStale = 20;

/**
 * Prints the events of a stack until the operation ends. The stack's own status decides about the end, and
 * is printed where no event tells it, so that credentials without `DescribeStackEvents` follow it too.
 *
 * @param before the stack before the operation, which AWS may still report for a moment after it was
 *   requested; `null`: it did not exist, or was busy
 * @returns the stack afterwards, however the operation ended
 * @throws CommandError if interrupted; whatever the AWS SDK throws
 */
export async function follow(
  aws: Aws,
  id: string,
  operation: Operation,
  events: StackEvents,
  terminal: Terminal,
  before: Stack | null = null,
): Promise<Stack> {
  const { cloudFormation: client, pollSeconds: seconds } = aws;
  const waiting = { client, minDelay: seconds, maxDelay: seconds, maxWaitTime: seconds * 1.5 };
  const abortSignal = terminal.interrupted;
  let wait: (typeof waiters)[Operation] = waiters[operation];
  let told = before?.status ?? '';
  for (let stale = 0; ; ) {
    // A waiter hides errors until its time is over, so it gets little. The status says how it ended.
    await wait({ ...waiting, abortSignal }, { StackName: id }).catch(() => undefined);
    if (abortSignal.aborted) {
      throw new CommandError(
        'Interrupted. AWS continues without this command.',
        'Run the same command again to follow it to its end.',
      );
    }
    const stack = await needStack(aws, id);
    for (const event of await events.next()) {
      terminal.say(eventLine(event));
      if (isOfStack(event)) told = event.ResourceStatus ?? told;
    }
    if (stack.status !== told) terminal.say(`The stack is in ${stack.status}.`);
    told = stack.status;
    const isStale = stack.status === before?.status && stack.updatedAt === before.updatedAt;
    if (isBusy(stack)) wait = waiters[operationOf(stack)];
    else if (isStale && events.all.length === 0 && stale < mostStale) {
      stale++;
      await sleep(seconds * 1000, undefined, { signal: abortSignal }).catch(() => undefined);
    }
    // An executed change set can leave a new stack in review for a moment.
    else if (stack.status !== 'REVIEW_IN_PROGRESS') return stack;
  }
}

/**
 * Checks how an operation ended.
 * @throws CommandError with the first reason, if it failed
 */
export function assertSucceeded(stack: Stack, operation: Operation, { all }: StackEvents): void {
  if (stack.status === `${operation}_COMPLETE`) return;
  const failure = firstFailure(all);
  const ofStack = all.findLast((event) => isOfStack(event) && event.ResourceStatusReason);
  const reason =
    failure?.ResourceStatusReason ??
    ofStack?.ResourceStatusReason ??
    stack.reason ??
    'CloudFormation gives no reason';
  const what =
    failure === undefined
      ? 'The operation failed'
      : `${failure.LogicalResourceId} (${failure.ResourceType}) failed`;
  const hints = [hintFor(reason), nextStep(stack)].filter((hint) => hint !== undefined);
  throw new CommandError(`${what}: ${reason}`, hints.join('\n'));
}

function nextStep({ id, status }: Stack): string {
  switch (status) {
    case 'DELETE_COMPLETE':
      return 'AWS has deleted the incomplete stack.';
    case 'UPDATE_ROLLBACK_COMPLETE':
      return 'AWS has restored the stack as it was before the update.';
    case 'UPDATE_ROLLBACK_FAILED':
      return `The stack is in ${status}. Remove the cause, then run:\n  aws cloudformation continue-update-rollback --stack-name ${id}`;
    default:
      return `The stack is in ${status}. Remove the cause, then run npm run aws:destroy.`;
  }
}
