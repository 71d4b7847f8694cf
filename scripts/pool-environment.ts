import type { UserPool } from '../infra/local/index';

/** The environment that points the app at a local user pool. */
export function poolEnvironment(
  pool: Pick<UserPool, 'issuer' | 'domain' | 'clientId'>,
): Record<string, string> {
  return {
    COGNITO_ISSUER: pool.issuer,
    COGNITO_DOMAIN: pool.domain,
    COGNITO_CLIENT_ID: pool.clientId,
  };
}
