import { beforeEach, describe, expect, it } from 'vitest';
import { scheduleChecks } from './schedule';

const minute = 60_000;

let timers: { ms: number; run: () => void; isCancelled: boolean }[];
let checks: number;
let isOnline: boolean;
let endCheck: () => void;
let failCheck: (error: Error) => void;
beforeEach(() => {
  timers = [];
  checks = 0;
  isOnline = true;
});

function start(random: number): () => void {
  return scheduleChecks({
    clock: {
      after(ms, run) {
        const timer = { ms, run, isCancelled: false };
        timers.push(timer);
        return () => {
          timer.isCancelled = true;
        };
      },
    },
    random: () => random,
    isOnline: () => isOnline,
    check: () => {
      checks++;
      return new Promise((resolve, reject) => {
        endCheck = resolve;
        failCheck = reject;
      });
    },
  });
}

/** What a timer sets off, and what follows from it at once. */
async function fire(): Promise<void> {
  timers.at(-1)?.run();
  await new Promise(setImmediate);
}

describe('when the app looks for updates', () => {
  it.each([
    [0, 0.5, 180],
    [0.5, 1, 240],
    [1, 1.5, 300],
  ])('with %d drawn: %d min after the start, then every %d min', async (random, first, next) => {
    start(random);
    expect(timers.map(({ ms }) => ms / minute)).toEqual([first]);
    await fire();
    expect(checks).toBe(1);
    // As long as one is under way there is no timer: sleep can't pile them up.
    expect(timers).toHaveLength(1);
    endCheck();
    await new Promise(setImmediate);
    expect(timers.map(({ ms }) => ms / minute)).toEqual([first, next]);
  });

  it('without a network it does not, and tries again at the usual time', async () => {
    start(0);
    isOnline = false;
    await fire();
    expect(checks).toBe(0);
    expect(timers.at(-1)?.ms).toBe(180 * minute);
  });

  it('again at the usual time after a check that threw', async () => {
    start(0);
    await fire();
    failCheck(new Error('in a listener'));
    await new Promise(setImmediate);
    expect(timers.at(-1)?.ms).toBe(180 * minute);
  });

  it('never after the end', async () => {
    const stop = start(0);
    await fire();
    stop();
    endCheck();
    await new Promise(setImmediate);
    expect(timers).toHaveLength(1);
    start(0)();
    expect(timers.at(-1)?.isCancelled).toBe(true);
  });
});
