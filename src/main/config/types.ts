/** The settings, validated. Everything that the main process needs to know about the provider. */
export interface Config {
  readonly provider: CognitoProvider | GenericProvider;
  readonly clientId: string;
  /** Compared exactly by Cognito: scheme, host, port, path, trailing slash. */
  readonly redirectUri: string;
  readonly signOutUri: string;
  readonly scopes: readonly string[];
  /** Skips the hosted UI's choice of provider (Cognito's `identity_provider`). */
  readonly identityProvider: string | null;
  readonly userAgent: 'embedded' | 'system';
  /** Further origins that the sign-in window may visit: federated providers (SEC-28). */
  readonly allowedOrigins: readonly string[];
}

/** Endpoints come from `domain`; nothing is discovered on the way to a sign-in. */
export interface CognitoProvider {
  readonly kind: 'cognito';
  /** `iss` of the tokens, for instance `https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC`. */
  readonly issuer: string;
  /** Origin of the hosted UI, for instance `https://example.auth.eu-west-1.amazoncognito.com`. */
  readonly domain: string;
}

/** Any other OpenID provider: endpoints by discovery. */
export interface GenericProvider {
  readonly kind: 'generic';
  readonly issuer: string;
}
