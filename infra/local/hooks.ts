/** What an ID token consists of before it is signed. */
export interface UnsignedToken {
  claims: Record<string, unknown>;
  header: { alg: string; kid: string };
}

/** An answer of the token endpoint. A string body is sent as it is, anything else as JSON. */
export interface TokenEndpointAnswer {
  status: number;
  body: unknown;
}

/**
 * Ways to make the pool misbehave that `faults` can't say, since they take code. Set or delete them at
 * any time (`pool.hooks.idToken = …`); with none set the pool behaves like Cognito.
 */
export interface Hooks {
  /** Changes the redirect back to the client: a wrong state, a missing code, another host. */
  redirect?: (url: URL) => URL | string;
  /** Changes the ID token before it is signed: wrong nonce, audience, issuer, expiry, `alg`. */
  idToken?: (token: UnsignedToken) => UnsignedToken;
  /** Signs ID tokens with a key that the JWKS does not hold, under the published `kid`. */
  signWith?: 'wrong-key';
  /** Changes the token endpoint's answer: other errors, missing or garbled tokens. */
  tokenResponse?: (answer: TokenEndpointAnswer) => TokenEndpointAnswer;
  /** Answers in the pool's place, for instance `503` at `/oauth2/revoke`; `undefined` lets it be. */
  respond?: (path: string) => Response | undefined;
}
