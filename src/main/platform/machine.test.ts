import { expect, it } from 'vitest';
import { createMachine } from './machine';

it('knows the network and the person as the system does, at each question', () => {
  let [online, idleSeconds] = [true, 0];
  const machine = createMachine(
    { isOnline: () => online },
    { getSystemIdleTime: () => idleSeconds },
  );
  expect([machine.isOnline(), machine.idleMs()]).toEqual([true, 0]);
  [online, idleSeconds] = [false, 90];
  // Electron counts seconds, the session milliseconds.
  expect([machine.isOnline(), machine.idleMs()]).toEqual([false, 90_000]);
});
