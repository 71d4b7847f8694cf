import { expect, test } from 'vitest';
import { parseSetCookie } from './set-cookie';

const url = 'https://a.example/x';

test('reads every attribute', () => {
  const text = 'a=b=c; Domain=.a.example; Path=/y; Max-Age=60; Secure; HttpOnly; SameSite=Lax';
  expect(parseSetCookie(text, url, 1_000_000)).toEqual({
    name: 'a',
    value: 'b=c',
    domain: '.a.example',
    path: '/y',
    expires: 1060,
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
  });
});

test('a cookie of the session has no end, and one that is over ends in the past', () => {
  expect(parseSetCookie('a=1', url)).not.toHaveProperty('expires');
  expect(parseSetCookie('a=; Max-Age=0', url, 5000)?.expires).toBe(5);
  expect(parseSetCookie('a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT', url)?.expires).toBe(1);
});

test.each([
  ['https://a.example/x/y', 'a=1', 'a.example', '/x'],
  ['https://a.example', 'a=1; Path=no', 'a.example', '/'],
  ['https://www.a.example/x', 'a=1; Domain=A.Example', '.a.example', '/'],
  ['http://127.0.0.1/x/', 'a=1; Domain=127.0.0.1', '127.0.0.1', '/x'],
])('a cookie of %s, %j, belongs to %s%s', (from, text, domain, path) => {
  expect(parseSetCookie(text, from)).toMatchObject({ domain, path });
});

test.each(['', '=x', 'nothing', 'a=1; Domain=b.example', 'a=1; Domain=x.a.example'])(
  '%j is no cookie',
  (text) => {
    expect(parseSetCookie(text, url)).toBeNull();
  },
);
