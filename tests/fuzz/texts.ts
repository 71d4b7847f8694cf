import * as fc from 'fast-check';

/** Texts that programs trip over. */
const odd = [
  ...['', ' ', '\u0000', '\u0000a', 'a\u0000', '\ud800', '\udc00a', '\ufeff', '\u202e', '\u2028'],
  ...['é', 'e\u0301', '😀', 'İ', 'ß', '％', '%00', '%', '%zz', '%ff', '\\', '"', '\r\n'],
  ...['<script>alert(1)</script>', '__proto__', 'constructor', 'toString', '[object Object]'],
  ...['NaN', '1e999', '-0', 'null', 'undefined', 'x'.repeat(300)],
];

/** Any code point, lone surrogates too. (fast-check's own takes seconds to set up.) */
const anyCharacter = fc
  .oneof(fc.nat(0xff), fc.nat(0xffff), fc.nat(0x10ffff))
  .map((code) => String.fromCodePoint(code));

/** Any text: of ASCII, of all of Unicode, or one that programs trip over. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...odd),
  fc.string({ maxLength: 24 }),
  fc.string({ unit: anyCharacter, maxLength: 12 }),
);

/** JSON values of any shape; objects may have a member `__proto__` of their own. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, -0, 1, -1, 0.5, 1e21, 1e308, -1e308, 2 ** 53),
    oddText,
    fc.integer(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(oddText, tie('value')), { maxLength: 4 }).map(objectOf),
  ),
})).value;

/** An object with these members, each its own, `__proto__` too. */
export function objectOf(members: readonly (readonly [string, unknown])[]): object {
  const object = {};
  for (const [name, value] of members) {
    Object.defineProperty(object, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return object;
}
