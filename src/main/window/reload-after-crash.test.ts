import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { MemoryLog } from '../../../tests/support/auth/fakes';
import { eventually } from '../../../tests/support/eventually';
import { reloadAfterCrash } from './reload-after-crash';

const reload = vi.fn(async () => {});
const giveUp = vi.fn();
let contents: EventEmitter;
let log: MemoryLog;
const crash = (reason = 'crashed') => contents.emit('render-process-gone', {}, { reason });

beforeEach(() => {
  vi.clearAllMocks();
  vi.useRealTimers();
  contents = new EventEmitter();
  log = new MemoryLog();
  reloadAfterCrash(contents as unknown as WebContents, reload, giveUp, log);
});

it('loads the page again after a crash, and says so in the log', () => {
  crash('oom');
  expect(reload).toHaveBeenCalledOnce();
  expect(log.lines).toEqual(['app.page-gone {"reason":"oom"}']);
});

it('leaves a page that was closed alone', () => {
  crash('clean-exit');
  expect(reload).not.toHaveBeenCalled();
});

it('gives up when it crashes a fourth time within a minute', () => {
  for (let count = 0; count < 4; count++) crash();
  expect(reload).toHaveBeenCalledTimes(3);
  expect(giveUp).toHaveBeenCalledOnce();
});

it('does not count crashes of long ago', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  for (let count = 0; count < 10; count++) {
    crash();
    vi.advanceTimersByTime(30_000);
  }
  expect(reload).toHaveBeenCalledTimes(10);
  expect(giveUp).not.toHaveBeenCalled();
});

it('logs a page that cannot be loaded', async () => {
  reload.mockRejectedValueOnce(new Error('gone'));
  crash();
  await eventually(() => expect(log.lines).toContain('app.page-not-reloaded {}'));
});
