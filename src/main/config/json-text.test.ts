import { describe, expect, it } from 'vitest';
import { readJsonText } from './json-text';

describe('JSON text', () => {
  it.each([
    '{}',
    ' [ 1 , -2.5e+3, true, null, "a\\u00e9\\n" ] ',
    '{"a":{"b":[{}]},"c":""}',
    '"text"',
    '\uFEFF{"a":1}',
  ])('reads %j as JSON.parse does', (text) => {
    const value = JSON.parse(text.replace('\uFEFF', ''));
    expect(readJsonText(text)).toEqual({ ok: true, value, duplicateKeys: [] });
  });

  it.each([
    ['{\n  "a": "c",\n}', 3, 1],
    ['{ "clientId": c }', 1, 15],
    ['{ "clientId": "c"', 1, 18],
    ["{ 'clientId': 'c' }", 1, 3],
    ['', 1, 1],
    ['{} {}', 1, 4],
    ['{ "a": 01 }', 1, 9],
    ['[1,]', 1, 4],
    ['{ "a": "line\nbreak" }', 1, 8],
    ['['.repeat(200), 1, 201],
  ])('finds the error in %j', (text, line, column) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(readJsonText(text)).toEqual({ ok: false, line, column });
  });

  it('refuses text that is nested too deeply to be read', () => {
    const text = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(readJsonText(text)).toEqual({ ok: false, line: 1, column: 1 });
  });

  it('finds duplicate keys at the top level, in any notation', () => {
    expect(readJsonText('{"a":1,"b":{"a":1,"a":2},"\\u0061":2}')).toMatchObject({
      duplicateKeys: ['a'],
    });
  });
});
