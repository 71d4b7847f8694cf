import { expect, it } from 'vitest';
import { AppError } from './errors';
import { pause } from './pause';
import { ManualClock } from './testing/fakes';

it('lasts as long as it should', async () => {
  const clock = new ManualClock();
  let isOver = false;
  const waiting = pause(1_000, clock, new AbortController().signal).then(() => {
    isOver = true;
  });
  clock.advance(999);
  await Promise.resolve();
  expect(isOver).toBe(false);
  clock.advance(1);
  await waiting;
  expect(isOver).toBe(true);
});

it('ends with the reason when it is aborted, and leaves no timer', async () => {
  const clock = new ManualClock();
  const abort = new AbortController();
  const waiting = pause(1_000, clock, abort.signal);
  abort.abort(new AppError('cancelled'));
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  expect(clock.pending).toEqual([]);
});

it('does not begin when it is aborted already', async () => {
  const clock = new ManualClock();
  await expect(pause(1_000, clock, AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
  expect(clock.pending).toEqual([]);
});
