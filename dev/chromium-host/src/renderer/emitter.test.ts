import { expect, test } from 'vitest';
import { Emitter } from './emitter';

function recorder(): {
  emitter: Emitter;
  heard: unknown[];
  listener: (...args: unknown[]) => void;
} {
  const heard: unknown[] = [];
  return { emitter: new Emitter(), heard, listener: (...args) => void heard.push(...args) };
}

test('on hears every event, once hears one', () => {
  const { emitter, heard, listener } = recorder();
  emitter.on('a', listener).once('a', listener);
  emitter.emit('a', 1);
  emitter.emit('a', 2);
  expect(heard).toEqual([1, 1, 2]);
});

test('off removes one registration, the latest', () => {
  const { emitter, heard, listener } = recorder();
  emitter.on('a', listener).addListener('a', listener).removeListener('a', listener);
  emitter.emit('a', 1);
  expect(heard).toEqual([1]);
});

test('removeAllListeners forgets one event or all', () => {
  const { emitter, listener } = recorder();
  emitter.on('a', listener).on('b', listener).removeAllListeners('a');
  expect([emitter.listenerCount('a'), emitter.listenerCount('b')]).toEqual([0, 1]);
  emitter.removeAllListeners();
  expect(emitter.emit('b')).toBe(false);
});

test('a listener that is no function is refused', () => {
  expect(() => new Emitter().on('a', 1 as never)).toThrow(TypeError);
});
