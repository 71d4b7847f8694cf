import { expect, it } from 'vitest';
import { readChallenge } from './challenge';

it.each([
  ['Bearer', null, null],
  ['Bearer error="invalid_token"', 'invalid_token', null],
  ['Bearer realm="a", error="invalid_token", scope="a b"', 'invalid_token', 'a b'],
  // an HTTP API of API Gateway
  [
    'Bearer scope="a/b" error="insufficient_scope" error_description="x"',
    'insufficient_scope',
    'a/b',
  ],
  // Cognito's userInfo
  ['error="invalid_token", error_description="Access token is expired"', 'invalid_token', null],
  ['Bearer error=invalid_token', 'invalid_token', null],
  ['Bearer xerror="a", error_description="b"', null, null],
])('reads %s', (header, error, scope) => {
  expect(readChallenge(header)).toEqual({ error, scope });
});

it('has nothing from an answer without one', () => {
  expect(readChallenge(null)).toEqual({ error: null, scope: null });
});

it.each([
  'Bearer error="<b>"',
  `Bearer error="${'a'.repeat(41)}"`,
  `Bearer scope="${'a'.repeat(101)}"`,
  'Bearer scope="a\\"',
  'Bearer scope="ä"',
])('shows nobody what RFC 6750 does not allow: %s', (header) => {
  expect(readChallenge(header)).toEqual({ error: null, scope: null });
});
