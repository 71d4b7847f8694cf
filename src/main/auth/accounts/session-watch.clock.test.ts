import { beforeEach, expect, it } from 'vitest';
import { ManualClock } from '../../../../tests/support/auth/fakes';
import { ClockWatch } from './session-watch';

let clock: ManualClock;
let watch: ClockWatch;
beforeEach(() => {
  clock = new ManualClock();
  watch = new ClockWatch(clock);
});

it('time that simply passes is no jump', () => {
  clock.advance(10 * 3_600_000);
  expect(watch.takeJump()).toBe(0);
});

it('sleep is a jump ahead, told once', () => {
  clock.sleep(3_600_000);
  clock.advance(30_000);
  expect(watch.takeJump()).toBe(3_600_000);
  expect(watch.takeJump()).toBe(0);
});

it('a date that is turned back is a jump back', () => {
  clock.sleep(-86_400_000);
  expect(watch.takeJump()).toBe(-86_400_000);
  expect(watch.takeJump()).toBe(0);
});

it.each([4_999, -4_999])('what keeps clocks on time by the network (%d ms) is none', (ms) => {
  clock.sleep(ms);
  expect(watch.takeJump()).toBe(0);
});

it('many small steps make a jump in the end: a slow clock that is corrected', () => {
  for (let step = 0; step < 4; step++) {
    clock.sleep(1_000);
    expect(watch.takeJump()).toBe(0);
  }
  clock.sleep(1_000);
  expect(watch.takeJump()).toBe(5_000);
});
