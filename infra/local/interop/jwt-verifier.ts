import { JwtVerifier } from 'aws-jwt-verify';
import { validateCognitoJwtFields } from 'aws-jwt-verify/cognito-verifier';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import type { UserPool } from '../index';

/**
 * What a Cognito resource server runs. Two things differ from `CognitoJwtVerifier`, which only knows
 * AWS's own hosts: the issuer is given, and the keys are fetched by `fetch`, because the library's own
 * fetcher speaks HTTPS only. The claims are checked by the very function that `CognitoJwtVerifier` has.
 */
export function verifierOf(pool: UserPool, tokenUse: 'id' | 'access', clientId: string) {
  return JwtVerifier.create(
    {
      issuer: pool.issuer,
      audience: null, // access tokens have none; the client is checked below
      customJwtCheck: ({ payload }) => validateCognitoJwtFields(payload, { tokenUse, clientId }),
    },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch: fetchBytes } }) },
  );
}

async function fetchBytes(uri: string): Promise<ArrayBuffer> {
  return (await fetch(uri)).arrayBuffer();
}
