import { expect, it } from 'vitest';
import { parseUrl } from './parse-url';

it('gives the same answer however often it is asked', () => {
  const url = 'http://loc\u00adalhost:5000/'; // a soft hyphen, which is no part of the name
  const answers = new Set(Array.from({ length: 50_000 }, () => parseUrl(url)?.host));
  expect([...answers]).toEqual(['localhost:5000']);
});

it.each(['', 'not a url', 'https://', 'https://a b/'])('has nothing for %j', (text) =>
  expect(parseUrl(text)).toBeNull(),
);
