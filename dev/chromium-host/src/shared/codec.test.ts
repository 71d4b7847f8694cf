import { expect, test } from 'vitest';
import { decode, encode } from './codec';

const copy = (value: unknown): unknown => decode(encode(value));

test.each([
  ['nothing', undefined],
  ['numbers', [0, -1.5, Number.NaN, Number.POSITIVE_INFINITY, -0]],
  ['text', ['', 'é😀', '\u2028', '\0']],
  ['bigint', 2n ** 70n],
  ['nesting', { a: [{ b: null, c: undefined }] }],
  ['dates', new Date(5)],
  ['regular expressions', /a\/b/gi],
  ['maps', new Map<unknown, unknown>([[{ a: 1 }, new Set([1])]])],
  ['bytes', new Uint8Array([0, 127, 255])],
  ['views', new Float64Array([1.5])],
  ['keys of the codec itself', { t: 'date', v: 1 }],
])('%s survive', (_what, value) => {
  expect(copy(value)).toEqual(value);
});

test('a key named __proto__ is data', () => {
  const value = copy(JSON.parse('{"__proto__":{"x":1}}')) as object;
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.keys(value)).toEqual(['__proto__']);
});

test('cycles and shared objects keep their shape', () => {
  const shared = { n: 1 };
  const value: Record<string, unknown> = { a: shared, b: shared };
  value.self = value;
  const result = copy(value) as typeof value;
  expect(result.self).toBe(result);
  expect(result.a).toBe(result.b);
});

test('errors keep name, message and stack', () => {
  const error = copy(new TypeError('bad')) as Error;
  expect(error).toBeInstanceOf(Error);
  expect([error.name, error.message]).toEqual(['TypeError', 'bad']);
  expect(error.stack).toContain('TypeError: bad');
});

test('buffers arrive as plain bytes, without their neighbours in memory', () => {
  const bytes = copy(Buffer.from('a')) as Uint8Array;
  expect(bytes).toEqual(new Uint8Array([97]));
  expect(bytes.buffer.byteLength).toBe(1);
});

test('objects of a class arrive as plain objects', () => {
  class Point {
    x = 1;
  }
  expect(copy(new Point())).toEqual({ x: 1 });
  expect(copy({ x: 1, [Symbol('y')]: 2 })).toEqual({ x: 1 });
  expect(copy(Object.assign(Object.create(null), { x: 1 }))).toEqual({ x: 1 });
});

test.each([
  ['functions', () => 1],
  ['symbols', Symbol('x')],
  ['promises', Promise.resolve()],
  ['weak maps', new WeakMap()],
])('%s cannot be cloned', (_what, value) => {
  expect(() => encode({ value })).toThrow('An object could not be cloned.');
});

test('hooks put a name in the place of what cannot be cloned', () => {
  const fn = (): number => 1;
  const text = encode([fn], {
    toReference: (value) => (value === fn ? { t: 'function', v: 7 } : null),
  });
  expect(decode(text, { fromReference: ({ t, v }) => `${t} ${v}` })).toEqual(['function 7']);
});

test.each([
  ['a proxy', new Proxy({}, {})],
  ['a symbol', { s: Symbol('x') }],
  ['a weak map', new WeakMap()],
  ['a promise', Promise.resolve(1)],
])('%s is refused', (_what, value) => {
  expect(() => encode(value)).toThrow('An object could not be cloned.');
});

test('an error keeps its class if structured cloning knows the class', () => {
  class Own extends Error {
    override name = 'Own';
    extra = 1;
  }
  expect(copy(new RangeError('x'))).toBeInstanceOf(RangeError);
  expect(copy(new Own('x'))).toEqual(new Error('x'));
});
