import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { CommandError } from './command-error';
import { eventLine } from './event-words';
import { type Pace, Pauses } from './pause';
import { isOfStack, type StackEvents } from './stack-events';
import { isBusy, isEmpty } from './stack-status';
import type { Terminal } from './terminal';

/** How an operation ended. */
export interface Followed {
  readonly status: string;
  /** All of its events that were read, oldest first. */
  readonly events: readonly StackEvent[];
}

/**
 * Prints what happens to a stack, as it happens, until the operation is over.
 * @param resume the command that follows it again after an interruption
 * @throws CommandError `interrupted`
 */
export async function follow(
  events: StackEvents,
  terminal: Terminal,
  pace: Pace,
  resume: string,
): Promise<Followed> {
  try {
    return await followToTheEnd(events, terminal, pace);
  } catch (error) {
    if (!terminal.interrupted.aborted) throw error;
    throw new CommandError(
      'interrupted',
      'Interrupted. AWS goes on with it by itself.',
      `To follow it again: ${resume}`,
    );
  }
}

async function followToTheEnd(
  events: StackEvents,
  terminal: Terminal,
  pace: Pace,
): Promise<Followed> {
  const pauses = new Pauses(pace, terminal.interrupted);
  const all: StackEvent[] = [];
  const shown = new Map<string, string>();
  for (;;) {
    const fresh = await events.next(terminal.interrupted);
    all.push(...fresh);
    for (const event of fresh) {
      // CREATE_IN_PROGRESS comes twice: before the service is asked, and when it has begun.
      const name = event.LogicalResourceId ?? '';
      if (shown.get(name) === event.ResourceStatus) continue;
      shown.set(name, event.ResourceStatus ?? '');
      terminal.say(eventLine(event, all[0]?.Timestamp));
    }
    const last = fresh.findLast(isOfStack)?.ResourceStatus;
    if (last !== undefined && !isBusy(last) && !isEmpty(last)) return { status: last, events: all };
    if (fresh.length > 0) pauses.reset();
    await pauses.pause();
  }
}
