import { paginateDescribeStackEvents, type StackEvent } from '@aws-sdk/client-cloudformation';
import type { Aws } from '../common/clients';
import { isDenied, nameOf } from '../common/explain';

/**
 * Reads a stack's events, each once, oldest first. CloudFormation returns the newest first, in pages, with
 * every request.
 */
export class StackEvents {
  readonly #aws: Aws;
  readonly #stackId: string;
  readonly #seen = new Set<string>();
  /** All events that `next` has returned. */
  readonly all: StackEvent[] = [];

  /** @param stackId the ARN, which also finds the events of a deleted stack */
  constructor(aws: Aws, stackId: string) {
    this.#aws = aws;
    this.#stackId = stackId;
  }

  /** Skips the events so far. */
  async skip(): Promise<void> {
    await this.#skip().catch(unlessUnreadable);
  }

  async #skip(): Promise<void> {
    for await (const { StackEvents: [newest] = [] } of this.#pages()) {
      this.#seen.add(newest?.EventId ?? '');
      return;
    }
  }

  /**
   * The events since the last call; none if these credentials may not read them. The first call without
   * `skip` returns those of the current operation, or of the last one.
   */
  async next(): Promise<StackEvent[]> {
    return (await this.#next().catch(unlessUnreadable)) ?? [];
  }

  async #next(): Promise<StackEvent[]> {
    const known = new Set(this.#seen);
    const fresh: StackEvent[] = [];
    reading: for await (const page of this.#pages()) {
      for (const event of page.StackEvents ?? []) {
        const id = event.EventId ?? '';
        if (known.has(id)) break reading;
        // An event that arrives between two pages moves this one to the next page, too.
        if (this.#seen.has(id)) continue;
        this.#seen.add(id);
        fresh.unshift(event);
        if (known.size === 0 && isStart(event)) break reading;
      }
    }
    this.all.push(...fresh);
    return fresh;
  }

  #pages() {
    const { cloudFormation: client } = this.#aws;
    return paginateDescribeStackEvents({ client }, { StackName: this.#stackId });
  }
}

/** Events only show the progress: an operation is followed without them, too. */
function unlessUnreadable(error: unknown): undefined {
  if (!isDenied(error) && nameOf(error) !== 'InvalidAction') throw error;
}

/** Whether the event is about the stack itself. */
export function isOfStack({ PhysicalResourceId, StackId }: StackEvent): boolean {
  return PhysicalResourceId !== undefined && PhysicalResourceId === StackId;
}

function isStart(event: StackEvent): boolean {
  const start = /^(CREATE|UPDATE|DELETE|IMPORT)_IN_PROGRESS$/;
  return isOfStack(event) && start.test(event.ResourceStatus ?? '');
}

/** One line of progress, such as `12:00:07  CREATE_COMPLETE  UserPool (AWS::Cognito::UserPool)`. */
export function eventLine(event: StackEvent): string {
  const { ResourceStatus = '', LogicalResourceId, ResourceType, Timestamp } = event;
  const time = Timestamp?.toTimeString().slice(0, 8) ?? '';
  const kept = ResourceStatus === 'DELETE_SKIPPED' ? ` kept: ${event.PhysicalResourceId}` : '';
  const reason = ResourceStatus.endsWith('_FAILED') ? `: ${event.ResourceStatusReason}` : '';
  return `${time}  ${ResourceStatus}  ${LogicalResourceId} (${ResourceType})${kept}${reason}`;
}

/**
 * The event that an operation failed with: the first resource that was not merely cancelled because of
 * another one's failure.
 */
export function firstFailure(events: readonly StackEvent[]): StackEvent | undefined {
  const failed = events.filter(
    (event) => event.ResourceStatus?.endsWith('_FAILED') && !isOfStack(event),
  );
  const cancelled = /^Resource (creation|update|deletion) cancelled/i;
  return failed.find((event) => !cancelled.test(event.ResourceStatusReason ?? '')) ?? failed[0];
}
