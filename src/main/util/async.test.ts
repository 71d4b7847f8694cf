import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../tests/support/auth/fakes';
import { AppError } from '../problems/app-error';
import { pause, Timer, untilAborted } from './async';

describe('a timer', () => {
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
});

describe('a pause', () => {
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
});

describe('work until it is aborted', () => {
  const never = new Promise<never>(() => {});

  it('gives what the work gives, or why it failed', async () => {
    const { signal } = new AbortController();
    await expect(untilAborted(Promise.resolve(7), signal)).resolves.toBe(7);
    await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  });

  it('does not wait for work that goes on after it was aborted', async () => {
    const abort = new AbortController();
    const waiting = untilAborted(never, abort.signal);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  it('does not wait when it was aborted before', async () => {
    await expect(untilAborted(never, AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
  });

  it('a failure that comes after the abort bothers nobody', async () => {
    const abort = new AbortController();
    let fail = (_error: Error) => {};
    const work = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const waiting = untilAborted(work, abort.signal);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    fail(new Error('late')); // an unhandled rejection would fail this run
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
});
