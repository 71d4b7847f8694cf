import { expect, it } from 'vitest';
import { jsonWithoutEmpty } from './empty-members';

const reduced = (value: unknown) =>
  JSON.parse(jsonWithoutEmpty(Buffer.from(JSON.stringify(value))).toString());

it('leaves out members that are null or an empty text, at any depth', () => {
  expect(reduced({ a: null, b: '', c: { d: null, e: 0 }, f: false })).toEqual({
    c: { e: 0 },
    f: false,
  });
});

it.each([['openid', 'email'], [], {}, 5, false])('leaves out a scope that is %j', (scope) => {
  expect(reduced({ scope, token_type: 'Bearer' })).toEqual({ token_type: 'Bearer' });
});

it.each(['<html>', '', '{"a":nul'])('leaves %j as it is, which is no JSON', (text) => {
  expect(jsonWithoutEmpty(Buffer.from(text)).toString()).toBe(text);
});
