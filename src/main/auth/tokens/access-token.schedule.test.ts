import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../../tests/support/auth/fakes';
import { AppError } from '../../problems/app-error';
import { BusyServer } from '../provider/limited-fetch';
import { RefreshSchedule } from './access-token';

const hour = 3_600_000;

let clock: ManualClock;
let refreshes: number;
let schedule: RefreshSchedule;
beforeEach(() => {
  clock = new ManualClock();
  refreshes = 0;
  schedule = new RefreshSchedule(clock, () => {
    refreshes++;
  });
});

const busy = (retryAfter: string | null) =>
  new AppError('provider-invalid-response', {
    cause: new BusyServer(429, retryAfter, clock.now()),
  });

describe('after a token has come', () => {
  it('the next is fetched a minute to a minute and a half before it expires, by chance', () => {
    const waits = new Set<number>();
    for (let round = 0; round < 50; round++) {
      schedule.renewed(hour);
      const [wait = Number.NaN] = clock.pending;
      expect(clock.pending).toHaveLength(1);
      expect(wait).toBeGreaterThanOrEqual(hour - 90_000);
      expect(wait).toBeLessThanOrEqual(hour - 60_000);
      waits.add(wait);
    }
    expect(waits.size).toBeGreaterThan(40);
  });

  it.each([0, 1_000, 60_000])('that lives %d ms, the provider is not asked all the time', (ms) => {
    schedule.renewed(ms);
    expect(clock.pending).toEqual([10_000]);
  });
});

describe('after a failure', () => {
  it('it is tried again where that can help', () => {
    schedule.failed(new AppError('provider-unreachable'));
    expect(clock.pending).toHaveLength(1);
    clock.advance(2_000);
    expect(refreshes).toBe(1);
  });

  it('it is not tried again where a person has to do something first', () => {
    schedule.failed(new AppError('keychain-locked'));
    expect(clock.pending).toEqual([]);
  });

  it('the waits grow, and are short again after a success', () => {
    for (let round = 0; round < 6; round++) schedule.failed(new AppError('provider-timeout'));
    expect(clock.pending[0]).toBeGreaterThanOrEqual(32_000);
    schedule.renewed(hour);
    schedule.failed(new AppError('provider-timeout'));
    expect(clock.pending[0]).toBeLessThanOrEqual(2_000);
  });
});

describe('SEC-55: a provider that says when', () => {
  it('may not be asked before, and then may', () => {
    schedule.failed(busy('120'));
    expect(schedule.mayAsk).toBe(false);
    expect(clock.pending).toEqual([120_000]);
    clock.advance(119_999);
    expect(schedule.mayAsk).toBe(false);
    clock.advance(1);
    expect(schedule.mayAsk).toBe(true);
    expect(refreshes).toBe(1);
  });

  it('may be asked at any time when it does not', () => {
    schedule.failed(busy(null));
    expect(schedule.mayAsk).toBe(true);
    schedule.failed(new AppError('provider-unreachable'));
    expect(schedule.mayAsk).toBe(true);
  });

  it('and says a year, is waited for an hour', () => {
    schedule.failed(busy(String(365 * 24 * 3600)));
    clock.advance(hour);
    expect(schedule.mayAsk).toBe(true);
  });

  it('is not held to it once it has given a token', () => {
    schedule.failed(busy('120'));
    schedule.renewed(hour);
    expect(schedule.mayAsk).toBe(true);
  });
});

describe('time that no timer has seen', () => {
  it.each([60_000, 0, -5])('%d ms left: it is time', (remaining) => {
    expect(schedule.isDue(remaining)).toBe(true);
    expect(clock.pending).toEqual([]);
  });

  it('more than a minute left: the timer is set anew', () => {
    schedule.renewed(hour);
    expect(schedule.isDue(10 * 60_000)).toBe(false);
    expect(clock.pending).toEqual([9 * 60_000]);
  });
});

it('paused, sets no timer whatever happens, until it is resumed', () => {
  schedule.renewed(hour);
  schedule.pause();
  schedule.renewed(hour);
  schedule.failed(new AppError('provider-timeout'));
  schedule.set(1);
  expect(clock.pending).toEqual([]);
  schedule.resume();
  schedule.set(1);
  expect(clock.pending).toEqual([1]);
  schedule.stop();
  expect(clock.pending).toEqual([]);
});
