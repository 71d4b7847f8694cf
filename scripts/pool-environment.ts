import type { UserPool } from '../infra/local/index';

/** The environment that points the app at a local user pool. */
export function poolEnvironment(
  pool: Pick<UserPool, 'issuer' | 'domain' | 'clientId' | 'allowedOrigins' | 'sampleApi'>,
): Record<string, string> {
  return {
    COGNITO_ISSUER: pool.issuer,
    COGNITO_DOMAIN: pool.domain,
    COGNITO_CLIENT_ID: pool.clientId,
    // Where another provider's pages are, for the sign-in window.
    ...(pool.allowedOrigins.length === 0
      ? {}
      : { COGNITO_ALLOWED_ORIGINS: pool.allowedOrigins.join(' ') }),
    ...(pool.sampleApi === null
      ? {}
      : {
          COGNITO_API_ORIGINS: pool.sampleApi.origin,
          COGNITO_SCOPES: ['openid', 'profile', 'email', ...pool.sampleApi.scopes].join(' '),
        }),
  };
}
