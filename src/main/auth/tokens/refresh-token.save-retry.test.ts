import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../../tests/support/auth/fakes';
import type { ProblemCode } from '../../../shared/problem';
import { AppError } from '../../problems/app-error';
import { SaveRetry } from './refresh-token';

let clock: ManualClock;
let tries: number;
let saved: number;
let refusal: AppError | null;
/** What a try waits for before it ends. */
let hold: Promise<void>;
beforeEach(() => {
  clock = new ManualClock();
  [tries, saved, refusal, hold] = [0, 0, null, Promise.resolve()];
});

function saving(): SaveRetry {
  return new SaveRetry({
    clock,
    save: async () => {
      tries++;
      await hold;
      return refusal;
    },
    onSaved: () => {
      saved++;
    },
  });
}

const error = (code: ProblemCode) => new AppError(code);
const next = () => clock.pending[0] ?? Number.NaN;

describe('what the keychain has refused', () => {
  it('is offered again after a moment, and then all is well', async () => {
    const one = saving();
    one.note(error('keychain-unavailable'));
    expect(next()).toBeGreaterThanOrEqual(1_000);
    expect(next()).toBeLessThanOrEqual(2_000);
    clock.advance(2_000);
    await one.settled();
    expect([tries, saved]).toEqual([1, 1]);
    expect(clock.pending).toEqual([]);
  });

  it('is offered at growing intervals', async () => {
    refusal = error('keychain-timeout');
    const one = saving();
    one.note(refusal);
    const waits: number[] = [];
    for (let round = 0; round < 8; round++) {
      waits.push(next());
      clock.advance(next());
      await one.settled();
    }
    expect(tries).toBe(8);
    expect(waits.at(-1)).toBeGreaterThan(50 * (waits[0] ?? 0));
    expect(saved).toBe(0);
  });

  it('begins with short intervals again after it was saved', async () => {
    const one = saving();
    for (let round = 0; round < 6; round++) one.note(error('keychain-unavailable'));
    expect(next()).toBeGreaterThan(10_000);
    one.note(null);
    expect(clock.pending).toEqual([]);
    one.note(error('keychain-unavailable'));
    expect(next()).toBeLessThanOrEqual(2_000);
  });

  it.each(['keychain-locked', 'keychain-too-large'] as const)(
    'is not offered again by itself when it is %s',
    (code) => {
      saving().note(error(code));
      expect(clock.pending).toEqual([]);
    },
  );
});

describe('stopping', () => {
  it('leaves no timer, and none is set any more', async () => {
    const one = saving();
    one.note(error('keychain-unavailable'));
    await one.stop();
    one.note(error('keychain-unavailable'));
    expect(clock.pending).toEqual([]);
  });

  it('waits for a try that is under way, whose outcome then changes nothing', async () => {
    let release = () => {};
    hold = new Promise((resolve) => {
      release = resolve;
    });
    const one = saving();
    one.note(error('keychain-unavailable'));
    clock.advance(2_000);
    let isStopped = false;
    const stopping = one.stop().then(() => {
      isStopped = true;
    });
    await Promise.resolve();
    expect([tries, isStopped]).toEqual([1, false]);
    release();
    await stopping;
    expect(saved).toBe(0);
    expect(clock.pending).toEqual([]);
  });
});
