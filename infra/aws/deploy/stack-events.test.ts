import { afterEach, describe, expect, it } from 'vitest';
import { StackEvents } from './stack-events';
import { type Rig, startRig } from './testing/rig';

let rig: Rig;
afterEach(() => rig.close());

describe('the events of a stack', () => {
  it('come once each, also when another comes between two pages', async () => {
    let comeBetween = () => {};
    let requests = 0;
    rig = await startRig({
      pageSize: 3,
      onRequest: (action) => {
        if (action === 'DescribeStackEvents' && ++requests === 2) comeBetween();
      },
    });
    await rig.deploy();
    const [stack] = rig.standIn.stacks;
    if (stack === undefined) throw new Error('no stack');
    requests = 0;
    comeBetween = () => stack.recordOf({ id: 'Late', type: 'T' }, 'UPDATE_COMPLETE');
    const events = new StackEvents(rig.aws, stack.id);
    const first = await events.next();
    const ids = first.map(({ EventId }) => EventId);
    expect(new Set(ids).size).toBe(ids.length);
    // All of the creation, from its start: not the review before it.
    expect(ids).toEqual(stack.events.slice(1, -1).map(({ EventId }) => EventId));
    expect((await events.next()).map((event) => event.LogicalResourceId)).toEqual(['Late']);
    expect(await events.next()).toEqual([]);
  });

  it('come in their order, also when more than a page of them come between two pages', async () => {
    let comeBetween = () => {};
    rig = await startRig({
      pageSize: 2,
      onRequest: (action) => {
        if (action === 'DescribeStackEvents') comeBetween();
      },
    });
    await rig.deploy();
    const [stack] = rig.standIn.stacks;
    if (stack === undefined) throw new Error('no stack');
    const events = new StackEvents(rig.aws, stack.id);
    await events.next();
    const add = (id: string) => stack.recordOf({ id, type: 'T' }, 'UPDATE_COMPLETE');
    add('1');
    add('2');
    await new Promise((resolve) => setTimeout(resolve, 5));
    let requests = 0;
    comeBetween = () => {
      if (++requests === 2) for (const id of ['3', '4', '5']) add(id);
    };
    const found = [...(await events.next()), ...(await events.next())];
    expect(found.map((event) => event.LogicalResourceId)).toEqual(['1', '2', '3', '4', '5']);
  });
});
