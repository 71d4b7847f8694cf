import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { wakeOnFocus } from './wake-on-focus';

it('wakes the session when a window gets the focus, once a minute at most, and never twice at once', async () => {
  const app = new EventEmitter();
  const ends: (() => void)[] = [];
  let time = 0;
  const wake = () => new Promise<void>((_, reject) => ends.push(() => reject(new Error('locked'))));
  wakeOnFocus(app as never, wake, () => time);
  const focusAt = async (seconds: number) => {
    time = seconds * 1000;
    app.emit('browser-window-focus');
    await new Promise(setImmediate);
    return ends.length;
  };
  expect(await focusAt(30)).toBe(0);
  expect(await focusAt(60)).toBe(1);
  // A dialog to unlock the keyring is open.
  expect(await focusAt(200)).toBe(1);
  ends[0]?.();
  await new Promise(setImmediate);
  // Its end gives the focus back.
  expect(await focusAt(201)).toBe(1);
  expect(await focusAt(260)).toBe(2);
});
