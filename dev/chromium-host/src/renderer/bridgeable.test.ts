import { expect, test } from 'vitest';
import { assertBridgeable } from './bridgeable';

// Source: shell/renderer/api/electron_api_context_bridge.cc of Electron

const nested = (levels: number): object => {
  let value = {};
  for (let i = 1; i < levels; i++) value = { value };
  return value;
};
const cycle: Record<string, unknown> = {};
cycle.self = cycle;

test.each([
  ['functions, promises and errors', { f: () => 1, p: Promise.resolve(1), e: new TypeError('x') }],
  ['functions in lists', [() => 1, [() => 2]]],
  [
    'instances of a class',
    new (class {
      f = () => 1;
    })(),
  ],
  ['what structured cloning takes', [new Map([[1, new Set([2])]]), new Date(), /x/, 1n, undefined]],
  ['bytes', new Uint8Array(2)],
  ['cycles', cycle],
  ['500 levels', nested(500)],
])('passes %s', (_what, value) => {
  expect(() => assertBridgeable(value)).not.toThrow();
});

test.each([
  ['weak maps', new WeakMap()],
  ['proxies', new Proxy({}, {})],
  ['a proxy beside a function', { f: () => 1, p: new Proxy({}, {}) }],
  ['generators', (function* () {})()],
  ['a map that holds a function', { m: new Map([[1, () => 1]]) }],
])('refuses %s', (_what, value) => {
  expect(() => assertBridgeable(value)).toThrow('could not be cloned');
});

test.each([
  ['Symbol', Symbol('x')],
  ['Blob', { list: [new Blob([])] }],
])('says that a %s is not implemented', (name, value) => {
  expect(() => assertBridgeable(value)).toThrow(`contextBridge with a ${name} is not implemented`);
});

test('refuses what is nested too deeply', () => {
  expect(() => assertBridgeable(nested(501))).toThrow('recursion depth exceeded');
});
