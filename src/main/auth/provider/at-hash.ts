import { createHash } from 'node:crypto';
import { AppError } from '../../problems/app-error';

/**
 * Checks that an ID token is about the access token that came with it (OpenID Connect Core §3.1.3.6): `at_hash` is the left half of
 * the access token's hash, with the hash of the signature algorithm. It may be absent in the code flow. No RFC names the hash
 * for EdDSA; it is SHA-512, which Ed25519 itself uses (RFC 8032 §5.1), as Keycloak and oidc-provider do.
 *
 * @param idToken whose signature is verified
 * @param atHash its claim
 * @throws AppError `id-token-invalid`
 */
export function checkAccessTokenHash(idToken: string, accessToken: string, atHash: unknown): void {
  if (atHash === undefined || atHash === null || atHash === '') return;
  const [header = ''] = idToken.split('.');
  const { alg }: { alg?: unknown } = JSON.parse(Buffer.from(header, 'base64url').toString());
  const bits = /^(?:RS|PS|ES)(256|384|512)$/.exec(String(alg))?.[1] ?? '512';
  const hash = createHash(`sha${bits}`).update(accessToken).digest();
  const expected = hash.subarray(0, hash.length / 2).toString('base64url');
  if (atHash !== expected) throw new AppError('id-token-invalid');
}
