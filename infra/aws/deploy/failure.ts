import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { command } from './again';
import { CommandError } from './command-error';
import { anotherPrefix } from './domain-prefix';
import { deniedAction } from './explain';
import { plainReason, typeWords } from './resource-words';
import { isOfStack } from './stack-events';
import type { Subject } from './subject';
import { protectionOff } from './template-names';

/**
 * What an operation failed at: the first resource that failed by itself. What comes after it is
 * cancelled, and the rollback may fail in its own way; neither is the reason.
 */
export function firstFailure(events: readonly StackEvent[]): StackEvent | null {
  const failed = events.filter(
    (event) => event.ResourceStatus?.endsWith('_FAILED') && !isOfStack(event),
  );
  const cancelled = /^Resource (creation|update|deletion) cancelled/i;
  const own = failed.find((event) => !cancelled.test(event.ResourceStatusReason ?? ''));
  return own ?? failed[0] ?? null;
}

/** What failed; `domainPrefix` is the one that was asked for. */
export interface FailedSubject extends Subject {
  readonly domainPrefix?: string | undefined;
}

/** The error that a failed operation ends with: its reason, and what to do about it. */
export function failureOf(
  events: readonly StackEvent[],
  status: string,
  subject: FailedSubject,
): CommandError {
  const failure = firstFailure(events);
  if (failure === null) {
    const ofStack = events.findLast((event) => isOfStack(event) && event.ResourceStatusReason);
    const why = plainReason(ofStack?.ResourceStatusReason) || 'CloudFormation gives no reason';
    return new CommandError('failed', `It ended as ${status}: ${why}.`, next(status, subject));
  }
  const reason = plainReason(failure.ResourceStatusReason);
  const what = `The ${typeWords(failure.ResourceType)} ${failure.LogicalResourceId} failed: ${reason}`;
  if (failure.ResourceType === 'AWS::Cognito::UserPoolDomain') {
    if (/already (associated|exists)/i.test(reason)) return domainTaken(what, subject);
    if (/invalid request provided/i.test(reason)) return domainRefused(what, subject);
  }
  const action = deniedAction(reason);
  if (action !== null) {
    const hint = `Ask whoever manages the account to allow ${action}. ${next(status, subject)}`;
    return new CommandError('access-denied', what, hint);
  }
  if (/deletion protection/i.test(reason)) return poolProtected(what, subject);
  return new CommandError('failed', what, next(status, subject));
}

function domainTaken(what: string, subject: FailedSubject): CommandError {
  return new CommandError(
    'domain-taken',
    what,
    [
      'A prefix is given out once in each Region, among all AWS accounts. Take another:',
      `  ${command('deploy', subject, '--parameter', anotherPrefix(subject.domainPrefix))}`,
    ].join('\n'),
  );
}

/** This is all that CloudFormation says of a prefix that Cognito does not like. */
function domainRefused(what: string, subject: FailedSubject): CommandError {
  return new CommandError(
    'failed',
    what,
    [
      'A prefix has lower-case letters, digits and hyphens only, no "aws", "amazon" or "cognito" in it,',
      'and is given out once in each Region. Take another:',
      `  ${command('deploy', subject, '--parameter', anotherPrefix(subject.domainPrefix))}`,
    ].join('\n'),
  );
}

/** Also said before anything is tried. */
export function poolProtected(what: string, subject: Subject): CommandError {
  return new CommandError(
    'protected',
    what,
    [
      'The user pool is protected, since its people and passwords can’t be brought back. To lift that:',
      `  ${command('deploy', subject, '--parameter', protectionOff)}`,
      `  ${command('destroy', subject)}`,
    ].join('\n'),
  );
}

function next(status: string, subject: Subject): string {
  if (status === 'ROLLBACK_COMPLETE') {
    return 'Then run the same command again; it offers to remove what is left of this stack.';
  }
  if (status === 'UPDATE_ROLLBACK_COMPLETE') {
    return 'Everything is as it was before. Mend it, then run the same command again.';
  }
  if (status === 'UPDATE_ROLLBACK_FAILED') {
    const { stackName, region } = subject;
    return `CloudFormation is stuck halfway. Mend the reason, then: aws cloudformation continue-update-rollback --stack-name ${stackName} --region ${region}`;
  }
  return `Mend it, then run ${command('destroy', subject)}`;
}
