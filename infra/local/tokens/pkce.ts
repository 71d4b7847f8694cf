import { createHash } from 'node:crypto';

/**
 * RFC 7636 §4.6. A verifier that no challenge asked for is refused too, since it means that the
 * challenge was lost on the way (RFC 9700 §2.1.1).
 */
export function isVerifierRight(verifier: string | null, challenge: string | null): boolean {
  if (verifier === null || challenge === null) return verifier === challenge;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}
