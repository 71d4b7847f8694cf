import { createSigningKeys, startUserPool, type UserPool, type UserPoolOptions } from './index';

const signingKeys = createSigningKeys();

/** `startUserPool` with keys that all pools of a test file share, which are only made once. */
export async function startTestPool(options: UserPoolOptions = {}): Promise<UserPool> {
  return startUserPool({ signingKeys: await signingKeys, ...options });
}
