import { expect, it } from 'vitest';
import { createMachine } from './machine';

it('knows the network and the user’s presence at each question', () => {
  let [online, idleMs] = [true, 0];
  const machine = createMachine({ isOnline: () => online }, { idleMs: () => idleMs });
  expect([machine.isOnline(), machine.idleMs()]).toEqual([true, 0]);
  [online, idleMs] = [false, 90_000];
  expect([machine.isOnline(), machine.idleMs()]).toEqual([false, 90_000]);
});
