import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { identity } from '../../shared/identity';

/*
 * A feed is signed with Ed25519 (RFC 8032); `NAME.sig` beside it holds the signature in base64. What is
 * signed begins with the application and the name of the file, so that neither the feed of another app nor
 * that of another platform passes for this one.
 */

/** @param feed the text of the file, as it is */
function signedBytes(fileName: string, feed: string): Buffer {
  return Buffer.from([`${identity.appId} update feed`, fileName, feed].join('\n'), 'utf8');
}

/** @returns the content of `fileName.sig` */
export function signFeed(privateKey: KeyObject, fileName: string, feed: string): string {
  return `${sign(null, signedBytes(fileName, feed), privateKey).toString('base64')}\n`;
}

/** Whether one of `keys` (base64url, RFC 8037) has signed the feed. */
export function isSignedFeed(
  keys: readonly string[],
  fileName: string,
  feed: string,
  signature: string,
): boolean {
  const bytes = signedBytes(fileName, feed);
  const proof = Buffer.from(signature.trim(), 'base64');
  if (proof.length !== 64) return false;
  return keys.some((x) => {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, bytes, key, proof);
  });
}
