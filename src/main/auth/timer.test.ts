import { expect, it } from 'vitest';
import { ManualClock } from './testing/fakes';
import { Timer } from './timer';

const day = 24 * 3_600_000;

function timer() {
  const clock = new ManualClock();
  const calls: number[] = [];
  return { clock, calls, timer: new Timer(clock, () => calls.push(clock.monotonic())) };
}

it('calls once, when it is time', () => {
  const { clock, calls, timer: one } = timer();
  one.set(1_000);
  clock.advance(999);
  expect(calls).toEqual([]);
  clock.advance(1);
  clock.advance(10_000);
  expect(calls).toEqual([1_000]);
});

it('set anew, forgets what it was set to before', () => {
  const { clock, calls, timer: one } = timer();
  one.set(1_000);
  one.set(5_000);
  clock.advance(4_999);
  expect(calls).toEqual([]);
  expect(clock.pending).toEqual([1]);
});

it('stopped, leaves nothing behind, also when it is stopped twice or was never set', () => {
  const { clock, timer: one } = timer();
  one.stop();
  one.set(1_000);
  one.stop();
  one.stop();
  expect(clock.pending).toEqual([]);
});

it.each([2 ** 31, 3650 * day, Number.POSITIVE_INFINITY])(
  'of %d ms calls after a day, not at once as JavaScript would beyond 2^31',
  (ms) => {
    const { clock, calls, timer: one } = timer();
    one.set(ms);
    expect(clock.pending).toEqual([day]);
    clock.advance(day);
    expect(calls).toEqual([day]);
  },
);
