import { paginateDescribeStackEvents, type StackEvent } from '@aws-sdk/client-cloudformation';
import type { Aws } from './clients';
import { isStart } from './stack-status';

/**
 * Reads a stack's events, each once, oldest first. CloudFormation gives the newest first, in pages, and
 * starts again from the newest with every request.
 */
export class StackEvents {
  readonly #aws: Aws;
  readonly #stackId: string;
  readonly #seen = new Set<string>();

  /** @param stackId its ARN, so that the events of a deleted stack can still be read */
  constructor(aws: Aws, stackId: string) {
    this.#aws = aws;
    this.#stackId = stackId;
  }

  /** Takes all that has happened so far for old. */
  async skip(): Promise<void> {
    for await (const page of this.#pages()) {
      const [newest] = page.StackEvents ?? [];
      if (newest?.EventId !== undefined) this.#seen.add(newest.EventId);
      return;
    }
  }

  /**
   * What is new since the last call. The first call without `skip` gives the operation that is going on,
   * or the last one, from its start.
   */
  async next(abortSignal?: AbortSignal): Promise<StackEvent[]> {
    const fresh: StackEvent[] = [];
    const known = new Set(this.#seen);
    reading: for await (const page of this.#pages(abortSignal)) {
      for (const event of page.StackEvents ?? []) {
        const id = event.EventId ?? '';
        if (known.has(id)) break reading;
        // An event that came while we read has pushed this one to the next page, too.
        if (this.#seen.has(id)) continue;
        this.#seen.add(id);
        fresh.push(event);
        if (known.size === 0 && isOfStack(event) && isStart(event.ResourceStatus ?? '')) {
          break reading;
        }
      }
    }
    // When more than a page of events come while we read, some of them are found after older ones.
    return fresh.reverse().sort((one, other) => timeOf(one) - timeOf(other));
  }

  #pages(abortSignal?: AbortSignal) {
    return paginateDescribeStackEvents(
      { client: this.#aws.cloudFormation },
      { StackName: this.#stackId },
      abortSignal === undefined ? {} : { abortSignal },
    );
  }
}

function timeOf({ Timestamp }: StackEvent): number {
  return Timestamp?.getTime() ?? 0;
}

/** Whether the event is about the stack itself, and not about one of its resources. */
export function isOfStack(event: StackEvent): boolean {
  return event.PhysicalResourceId !== undefined && event.PhysicalResourceId === event.StackId;
}
