import { expect, it } from 'vitest';
import { providerWords } from './provider-words';

it('are one line of plain text, bounded', () => {
  expect(providerWords(['invalid_grant', 'Token\u0000 is\u202e\r\n gone'])).toBe(
    'invalid_grant: Token is gone',
  );
  expect(providerWords(['a', '<b>click</b>'])).not.toMatch(/[<>]/);
  expect(providerWords(['e', 'word '.repeat(100_000)])).toHaveLength(300);
  expect(providerWords([undefined, null, '', ' ', { a: 1 }, 7])).toBeUndefined();
});

it('SEC-68: contain nothing that could be a secret', () => {
  const jwt = `eyJhbGciOiJSUzI1NiJ9.${'a1'.repeat(20)}.sig`;
  const uuid = '0b5f4c1e-7a7d-4c93-9c0f-0a8f0d1e2f3a';
  const said = providerWords(
    ['invalid_grant', `${jwt} ${uuid} code=abc ann@example.com s3cr`],
    ['s3cr'],
  );
  expect(said).toBe('invalid_grant: [token] [opaque] code=[redacted] [e-mail] [secret]');
});
