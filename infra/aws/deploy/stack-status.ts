/**
 * What a stack's status allows (CloudFormation user guide, "Understand stack creation events" and "Stack
 * status codes").
 */

/** AWS is at work. `REVIEW_IN_PROGRESS` is not work: it waits for somebody to execute a change set. */
export function isBusy(status: string): boolean {
  return status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
}

/** Nothing has been made yet: a change set was created, and that is all. */
export function isEmpty(status: string): boolean {
  return status === 'REVIEW_IN_PROGRESS';
}

/** The operation that ended here did what it was asked to. */
export function hasSucceeded(status: string): boolean {
  return /^(CREATE|UPDATE|IMPORT|DELETE)_COMPLETE$/.test(status);
}

/** CloudFormation accepts neither an update nor another creation: the stack has to go first. */
export function mustBeDeleted(status: string): boolean {
  return /^(ROLLBACK_COMPLETE|ROLLBACK_FAILED|CREATE_FAILED|DELETE_FAILED)$/.test(status);
}

/** Everything that had been made is gone again, so deleting the stack loses nothing. */
export function isRolledBackToNothing(status: string): boolean {
  return status === 'ROLLBACK_COMPLETE';
}

/** The first status of an operation, from which its events count. */
export function isStart(status: string): boolean {
  return /^(CREATE|UPDATE|DELETE|IMPORT)_IN_PROGRESS$/.test(status);
}
