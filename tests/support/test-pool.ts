import type { UserPool, UserPoolOptions } from '@repo/local-user-pool';
import { startTestPool as startPool } from '@repo/local-user-pool/testing/test-pool';
import { registeredUris } from '../../dev/registered-uris';

/** The local user pool for tests, where this app is registered. */
export function startTestPool(options: UserPoolOptions = {}): Promise<UserPool> {
  return startPool({ ...registeredUris, ...options });
}
