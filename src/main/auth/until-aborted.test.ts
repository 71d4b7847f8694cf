import { expect, it } from 'vitest';
import { untilAborted } from './until-aborted';

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
