/** Why a bearer token was not good enough (RFC 6750 §3). */
export interface Challenge {
  /** `invalid_token`, `insufficient_scope`…; `null` when the API did not say. */
  readonly error: string | null;
  /** The scopes that it would take. */
  readonly scope: string | null;
}

/**
 * What an API says in `WWW-Authenticate`. API Gateway, ALBs and Cognito each leave out other parts of the
 * grammar (RFC 9110 §11.6.1), so only the two parameters are looked for. They end up in a text for a
 * person, so they are short and of the alphabet that RFC 6750 allows.
 */
export function readChallenge(header: string | null): Challenge {
  const parameter = (pattern: RegExp) => pattern.exec(header ?? '')?.[1] ?? null;
  return {
    error: parameter(/(?:^|[\s,])error="?([a-z_]{1,40})(?=["\s,]|$)/i),
    scope: parameter(
      /(?:^|[\s,])scope="([\x21\x23-\x5b\x5d-\x7e](?:[\x20\x21\x23-\x5b\x5d-\x7e]{0,99}))"/i,
    ),
  };
}
