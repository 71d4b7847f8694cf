import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { plainReason, typeWords } from './resource-words';
import { isOfStack } from './stack-events';

const resourceWords: Readonly<Record<string, string>> = {
  CREATE_IN_PROGRESS: 'is being created',
  CREATE_COMPLETE: 'created',
  CREATE_FAILED: 'COULD NOT BE CREATED',
  UPDATE_IN_PROGRESS: 'is being changed',
  UPDATE_COMPLETE: 'changed',
  UPDATE_FAILED: 'COULD NOT BE CHANGED',
  DELETE_IN_PROGRESS: 'is being removed',
  DELETE_COMPLETE: 'removed',
  DELETE_FAILED: 'COULD NOT BE REMOVED',
  DELETE_SKIPPED: 'kept, as the template says',
};

const stackWords: Readonly<Record<string, string>> = {
  CREATE_IN_PROGRESS: 'creation has begun',
  CREATE_COMPLETE: 'complete',
  UPDATE_IN_PROGRESS: 'update has begun',
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: 'updated; what is left over is being removed',
  UPDATE_COMPLETE: 'complete',
  DELETE_IN_PROGRESS: 'deletion has begun',
  DELETE_COMPLETE: 'gone',
  DELETE_FAILED: 'COULD NOT BE DELETED',
  ROLLBACK_IN_PROGRESS: 'is being taken back',
  ROLLBACK_COMPLETE: 'taken back: nothing is left of it',
  ROLLBACK_FAILED: 'COULD NOT BE TAKEN BACK',
  UPDATE_ROLLBACK_IN_PROGRESS: 'is being put back as it was',
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: 'as it was; what was new is being removed',
  UPDATE_ROLLBACK_COMPLETE: 'as it was before',
  UPDATE_ROLLBACK_FAILED: 'COULD NOT BE PUT BACK',
};

/** `m:ss`, from an earlier moment to a later one. */
export function elapsed(from: Date | undefined, to: Date | undefined): string {
  const seconds = Math.max(0, Math.round(((to?.getTime() ?? 0) - (from?.getTime() ?? 0)) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** One line of progress, for example `  0:07  UserPool (user pool): created`. */
export function eventLine(event: StackEvent, start: Date | undefined): string {
  const status = event.ResourceStatus ?? '';
  const words = (isOfStack(event) ? stackWords : resourceWords)[status] ?? status;
  const failed = status.endsWith('_FAILED') && event.ResourceStatusReason;
  const reason = failed ? `: ${plainReason(event.ResourceStatusReason)}` : '';
  const time = elapsed(start, event.Timestamp).padStart(6);
  return `${time}  ${event.LogicalResourceId} (${typeWords(event.ResourceType)}): ${words}${reason}`;
}
