import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { checkAccessTokenHash } from './token-response';

const idToken = (alg: string) =>
  `${Buffer.from(JSON.stringify({ alg })).toString('base64url')}.e30.sig`;
const half = (hash: string, token: string) => {
  const digest = createHash(hash).update(token).digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
};
const refused = expect.objectContaining({ code: 'id-token-invalid' });

// The access token and its hash in OpenID Connect Core §A.3.
const example = {
  token: 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y',
  hash: '77QmUPtjPfzWtF2AnpK9RQ',
};

it('SEC-9: accepts the example of OpenID Connect Core, and refuses another access token', () => {
  expect(() => checkAccessTokenHash(idToken('RS256'), example.token, example.hash)).not.toThrow();
  expect(() => checkAccessTokenHash(idToken('RS256'), `${example.token}x`, example.hash)).toThrow(
    refused,
  );
});

it.each([
  ['RS256', 'sha256'],
  ['PS256', 'sha256'],
  ['ES256', 'sha256'],
  ['RS384', 'sha384'],
  ['PS384', 'sha384'],
  ['ES384', 'sha384'],
  ['RS512', 'sha512'],
  ['PS512', 'sha512'],
  ['ES512', 'sha512'],
  ['EdDSA', 'sha512'],
  ['Ed25519', 'sha512'],
])('SEC-9: takes the hash of %s, which is %s', (alg, hash) => {
  expect(() => checkAccessTokenHash(idToken(alg), 'a', half(hash, 'a'))).not.toThrow();
  expect(() => checkAccessTokenHash(idToken(alg), 'a', half('sha1', 'a'))).toThrow(refused);
});

it('accepts an ID token without the claim, and refuses one that is no text', () => {
  for (const none of [undefined, null, ''])
    expect(() => checkAccessTokenHash('', 'a', none)).not.toThrow();
  for (const odd of [7, true, [half('sha256', 'a')]])
    expect(() => checkAccessTokenHash(idToken('RS256'), 'a', odd)).toThrow(refused);
});
