import { afterEach, describe, expect, it } from 'vitest';
import { creation, event, eventsPage, stackId } from '../testing/recordings';
import { type Rig, startRig } from '../testing/rig';
import { StackEvents } from './stack-events';

let rig: Rig;
afterEach(() => rig.close());

describe('the events of a stack', () => {
  const [begun, creating, created, complete] = creation as [object, object, object, object];
  const review = event('sign-in-stack', 'REVIEW_IN_PROGRESS');

  it('come once each and in order, also if another one arrives between two pages', async () => {
    const late = event('Client', 'UPDATE_COMPLETE');
    rig = await startRig({
      DescribeStackEvents: [
        eventsPage([created, complete], '2'),
        // The late event has pushed one event of the first page to the second.
        eventsPage([review, begun, creating, created]),
        eventsPage([creating, created, complete, late]),
      ],
    });
    const events = new StackEvents(rig.aws, stackId);
    // The current operation from its start, without the review before it.
    expect(await events.next()).toMatchObject([begun, creating, created, complete].map(idOf));
    expect(await events.next()).toMatchObject([idOf(late)]);
    expect(await events.next()).toEqual([]);
    expect(events.all).toHaveLength(5);
  });

  it('begin after those that are skipped', async () => {
    rig = await startRig({
      DescribeStackEvents: [eventsPage([begun, creating]), eventsPage([begun, creating, created])],
    });
    const events = new StackEvents(rig.aws, stackId);
    await events.skip();
    expect(await events.next()).toMatchObject([idOf(created)]);
  });
});

function idOf(event: object) {
  return { EventId: (event as { EventId: string }).EventId };
}
