import { expect, it } from 'vitest';
import { ProviderClock } from './limited-fetch';

const now = Date.parse('2030-01-01T12:00:00Z');
const answer = (date: string | null) =>
  new Response(null, { headers: date === null ? {} : { date } });

it('SEC-9: is this computer’s until the provider has said something', () => {
  const time = new ProviderClock(() => now);
  expect(time.skewSeconds).toBe(0);
  expect(time.now()).toBe(now);
});

it.each([
  ['behind', 'Tue, 01 Jan 2030 13:00:00 GMT', 3600],
  ['ahead', 'Mon, 31 Dec 2029 12:00:00 GMT', -86_400],
  ['right', 'Tue, 01 Jan 2030 12:00:00 GMT', 0],
  ['as good as right', 'Tue, 01 Jan 2030 12:00:05 GMT', 0],
  ['just off', 'Tue, 01 Jan 2030 12:00:06 GMT', 6],
  ['three days behind', 'Fri, 04 Jan 2030 12:00:00 GMT', 259_200],
  ['more than three days behind', 'Fri, 04 Jan 2030 12:00:01 GMT', 0],
  ['three days ahead', 'Sat, 29 Dec 2029 12:00:00 GMT', -259_200],
  ['more than three days ahead', 'Sat, 29 Dec 2029 11:59:59 GMT', 0],
])('with a computer whose clock is %s', (_, date, skew) => {
  const time = new ProviderClock(() => now);
  time.note(answer(date));
  expect(time.skewSeconds).toBe(skew);
  expect(time.now()).toBe(now + skew * 1000);
});

it.each([[null], ['yesterday'], ['']])('a date that is none (%s) changes nothing', (date) => {
  const time = new ProviderClock(() => now);
  time.note(answer('Tue, 01 Jan 2030 13:00:00 GMT'));
  time.note(answer(date));
  expect(time.skewSeconds).toBe(3600);
});

it('a clock that was set right is right again with the next answer', () => {
  let here = now - 3_600_000;
  const time = new ProviderClock(() => here);
  time.note(answer('Tue, 01 Jan 2030 12:00:00 GMT'));
  here = now;
  expect(time.now()).toBe(now + 3_600_000);
  time.note(answer('Tue, 01 Jan 2030 12:00:00 GMT'));
  expect(time.now()).toBe(now);
});
