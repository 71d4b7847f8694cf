import { SignJWT } from 'jose';
import { accessTokenHash } from '../tokens/issue';
import { createKey } from '../tokens/signing-keys';
import type { Demo } from './demo';
import type { DemoGrant } from './store';

const lifetimeSeconds = 3600;

/** Signs an ID token (OpenID Connect Core §2 and §3.1.3.6). */
export async function issueIdToken(
  { issuer, store, hooks, clock }: Demo,
  grant: DemoGrant,
  accessToken: string,
): Promise<string> {
  const iat = Math.floor(clock() / 1000);
  const unsigned = {
    header: { alg: 'RS256', kid: store.key.kid },
    claims: {
      iss: issuer,
      aud: grant.clientId,
      iat,
      exp: iat + lifetimeSeconds,
      auth_time: grant.person.authTime,
      ...(grant.nonce === null ? {} : { nonce: grant.nonce }),
      at_hash: accessTokenHash(accessToken),
      ...claimsOf(grant),
    },
  };
  const { claims, header } = hooks.idToken?.(unsigned) ?? unsigned;
  const key = hooks.signWith === 'wrong-key' ? await createKey() : store.key;
  return new SignJWT(claims).setProtectedHeader(header).sign(key.privateKey);
}

/** What the scopes let a relying party know (OpenID Connect Core §5.4). */
export function claimsOf({ person, scopes }: DemoGrant): Record<string, unknown> {
  const { sub, email, name } = person;
  return {
    sub,
    ...(scopes.includes('email') ? { email, email_verified: true } : {}),
    ...(scopes.includes('profile') && name !== null ? { name } : {}),
  };
}
