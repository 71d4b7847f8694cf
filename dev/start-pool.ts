import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startUserPool, type UserPool, UserPoolError } from '@repo/local-user-pool';
import { registeredUris } from './registered-uris';

/**
 * The local user pool of `npm start`. It keeps its users and sessions in a file below `userData`, so
 * that you are still signed in next time. Where its port is taken, as by a second `npm start`, it
 * takes any free one and keeps nothing: the file belongs to the pool that is running already.
 *
 * @throws UserPoolError `bad_data_file`
 */
export async function startLocalPool(userData: string, port = 42_800): Promise<UserPool> {
  const folder = path.join(userData, 'local-user-pool');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const dataFile = path.join(folder, 'pool.json');
  const options = { ...registeredUris, sampleApi: true };
  const pool = await startUserPool({ ...options, port, dataFile }).catch((error: unknown) => {
    if (!(error instanceof UserPoolError && error.code === 'port_taken')) throw error;
    console.log(
      `Port ${port}, ${port + 1} or ${port + 3} is taken, perhaps by another npm start. So the local user pool takes free ` +
        'ports and forgets everything when it ends.',
    );
    return startUserPool({ ...options, port: 0 });
  });
  console.log(
    `No user pool is configured, so a local one runs at ${pool.domain} (development only).`,
  );
  console.log(`Sign in as ${pool.user.username} with the password ${pool.user.password}`);
  console.log(`An API to call with the access token: ${pool.sampleApi?.origin}`);
  console.log(`E-mailed codes appear at ${pool.domain}/_local/inbox`);
  return pool;
}

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
