import { expect, test } from 'vitest';
import { matchesPattern } from './url-pattern';

test.each([
  ['<all_urls>', 'any.thing://x', true],
  ['http://localhost:5000/*', 'http://localhost:5000/?code=1', true],
  ['http://localhost:5000/*', 'http://localhost:5001/', false],
  ['http://localhost:5000/*', 'https://localhost:5000/', false],
  ['*://*.example.com/*', 'https://a.example.com/x', true],
  ['*://*.example.com/*', 'https://example.com/x', true],
  ['*://*.example.com/*', 'https://badexample.com/x', false],
  ['*://*/*', 'ftp://example.com/', false],
  ['https://example.com/a?b=*', 'https://example.com/a?b=c', true],
  ['https://example.com/a.b', 'https://example.com/aXb', false],
  ['my.app://auth/*', 'my.app://auth/callback?code=1', true],
])('%s and %s: %s', (pattern, url, matches) => {
  expect(matchesPattern(pattern, url)).toBe(matches);
});

test('a pattern that is none throws', () => {
  expect(() => matchesPattern('nonsense', 'https://example.com')).toThrow('Invalid url pattern');
});
