import { JwtVerifier } from 'aws-jwt-verify';
import { validateCognitoJwtFields } from 'aws-jwt-verify/cognito-verifier';
import { SimpleFetcher } from 'aws-jwt-verify/https';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';

export interface CognitoVerifierOptions {
  readonly issuer: string;
  /** The kind of token that is taken: an API takes access tokens, an app ID tokens. */
  readonly tokenUse: 'id' | 'access';
  /** Of the app clients whose tokens are taken. */
  readonly clientIds: readonly string[];
  /** The issuer's certificate as PEM, if it is at HTTPS. */
  readonly ca?: string | undefined;
}

/**
 * What a Cognito resource server checks: the signature by the issuer's published keys, `iss`, `exp`,
 * `token_use` and the client; a scope, if `verify` is told one (amazon-cognito-user-pools-using-tokens-
 * verifying-a-jwt page). Two things differ from `CognitoJwtVerifier`, which knows AWS's own hosts only: the
 * issuer is given, and keys at plain HTTP are fetched by `fetch`, since the library's own fetcher speaks HTTPS only.
 * The claims are checked by the very function that `CognitoJwtVerifier` has.
 */
export function cognitoVerifier({ issuer, tokenUse, clientIds, ca }: CognitoVerifierOptions) {
  const clientId = [...clientIds];
  const fetcher =
    ca === undefined ? { fetch: fetchBytes } : new SimpleFetcher({ defaultRequestOptions: { ca } });
  return JwtVerifier.create(
    {
      issuer,
      audience: null, // access tokens have none; the client is checked below
      customJwtCheck: ({ payload }) => validateCognitoJwtFields(payload, { tokenUse, clientId }),
    },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  );
}

/** In ms, as the library's own fetcher has it. */
const keysTimeoutMs = 3_000;

async function fetchBytes(uri: string): Promise<ArrayBuffer> {
  const signal = AbortSignal.timeout(keysTimeoutMs);
  const response = await fetch(uri, { signal, redirect: 'error' });
  if (!response.ok) throw new Error(`${uri} answers ${response.status}`);
  return response.arrayBuffer();
}
